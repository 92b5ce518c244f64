using System.Text;
using System.Text.Json;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>Writes events to UTF-8. What is written as YAML or NDJSON reads back as equal events; CSV is for spreadsheets.</summary>
public static class ScenarioWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a whole negotiation, events in the order given.</summary>
    public static void WriteYaml(Stream to, NegotiationId negotiation, IEnumerable<NegotiationEvent> events)
    {
        using var text = new StreamWriter(to, Utf8, leaveOpen: true);
        new YamlWriter(text).Write(negotiation, events);
    }

    /// <summary>The members of one event, a line or more for each.</summary>
    public static string Yaml(NegotiationEvent e)
    {
        using var text = new StringWriter();
        new YamlWriter(text).Write(e);
        return text.ToString();
    }

    /// <summary>A what-if as its file could be.</summary>
    public static string Yaml(WhatIf whatIf) => Document(whatIf);

    /// <summary>An assessment as its file could be.</summary>
    public static string Yaml(Assessment assessment) => Document(assessment);

    /// <summary>Writes one event in JSON a line, as it is stored. The negotiation is not in it: who reads it must know.</summary>
    public static void WriteNdjson(Stream to, IEnumerable<NegotiationEvent> events)
    {
        foreach (var e in events)
        {
            JsonSerializer.Serialize(to, e, DomainJson.Options);
            to.WriteByte((byte)'\n');
        }
    }

    /// <summary>Writes a table with a line for each event; see <see cref="EventTable.Columns"/>.</summary>
    public static void WriteCsv(Stream to, IEnumerable<NegotiationEvent> events) => EventTable.Write(to, events);

    private static string Document(object content)
    {
        using var text = new StringWriter();
        new YamlWriter(text).WriteDocument(content);
        return text.ToString();
    }
}
