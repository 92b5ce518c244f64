using System.Globalization;
using CsvHelper;
using NegotiationSim.Domain;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>
/// Writes events as a table for spreadsheets, one a line. A view: what a type has besides the columns is not in it, and
/// it cannot be read back.
/// </summary>
internal static class EventTable
{
    /// <summary>The columns and what stands in them, in order.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> Columns =
    [
        ("id", "The event's name."),
        ("type", "Its type."),
        ("occurred", "The date it is about, in the notation of the files."),
        ("order", "Its position within the day."),
        ("known", "The day it became public by its own claims; empty when unknown."),
        ("title", "What happened."),
        ("parties", "Every party that it names, separated by blanks."),
        ("points", "Every point that it names, but for the excepted."),
        ("except", "Points that a stance on unnamed ones is known not to mean."),
        ("versions", "Every version that it names, the versions of its points not repeated."),
        ("issues", "Every issue that it names."),
        ("meeting", "The meeting it is about."),
        ("stance", "The stance declared."),
        ("claims", "Who says so, via which outlet, known since, how firmly; separated by semicolons."),
        ("sources", "The addresses of the claims, separated by blanks."),
        ("because", "The events it was because of, separated by blanks."),
        ("code", "Its CAMEO code."),
        ("note", "What a reader should know besides."),
    ];

    /// <summary>A spreadsheet runs a cell that begins with '=', '+', '-' or '@' as a formula: such text gets an apostrophe in front.</summary>
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n", Injection = CsvInjection.Escape };

    /// <summary>What the path of an excepted point's member holds, also inside a correction.</summary>
    private const string Excepted = "some.except[";

    public static void Write(Stream to, IEnumerable<NegotiationEvent> events)
    {
        using var csv = CsvWriter.Create(to, Options, leaveOpen: true);
        csv.WriteRecord([.. Columns.Select(c => c.Name)]);
        foreach (var e in events)
        {
            var references = References.Of(e);
            var named = references.ToLookup(r => r.Kind, r => r.Name);
            var points = references.Where(r => r.Kind == typeof(PointId)).ToLookup(r => r.Member.Contains(Excepted, StringComparison.Ordinal), r => r.Name);
            string?[] row =
            [
                e.Id.Value,
                EventTypes.NameOf(e),
                e.Occurred.ToString(),
                e.Order == 0 ? "" : e.Order.ToString(CultureInfo.InvariantCulture),
                e.KnownByItself is { } known ? Text(known) : "",
                e.Title,
                Names(named[typeof(PartyId)]),
                Names(points[false]),
                Names(points[true]),
                Names(named[typeof(VersionId)]),
                Names(named[typeof(IssueId)]),
                Names(named[typeof(MeetingId)]),
                e is StanceDeclared declared ? DomainJson.Text(declared.Stance) : "",
                string.Join("; ", e.Claims.Select(Text)),
                Names(e.Claims.Select(c => c.Url).OfType<string>()),
                Names(e.Because.Select(b => b.Value)),
                e.Code,
                e.Note,
            ];
            csv.WriteRecord(row!);
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(' ', names.Distinct());

    private static string Text(Claim claim)
    {
        string?[] parts = [claim.By, claim.Via, claim.Known is { } known ? Text(known) : null, DomainJson.Text(claim.Certainty)];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
