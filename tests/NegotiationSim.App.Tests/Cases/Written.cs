using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using NegotiationSim.App.Cases;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Tests.Cases;

/// <summary>Files of cases, written after the published formats from the figures that models are compared with.</summary>
internal static class Written
{
    public static JsonElement Figures(string name) => JsonDocument.Parse(ReferenceFigures.TextOf(name)!).RootElement;

    public static NegotiationCase Read(params (string Name, string Text)[] files) => Result(files) switch
    {
        ReadResult<NegotiationCase>.Read read => read.Content,
        ReadResult<NegotiationCase>.Failed failed => throw new InvalidOperationException(failed.ToString()),
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    public static ReadResult<NegotiationCase> Result(params (string Name, string Text)[] files) =>
        CaseReader.Read([.. files.Select(f => new GivenFile(f.Name, Encoding.UTF8.GetBytes(f.Text)))]);

    /// <summary>The errors of files, one a line, as they are told; empty when there are none.</summary>
    public static string Errors(params (string Name, string Text)[] files) => Result(files) is ReadResult<NegotiationCase>.Failed failed ? failed.ToString() : "";

    public static string KtabCsv(string name, JsonElement figures)
    {
        var actors = figures.GetProperty("actors").EnumerateArray().ToList();
        var dimensions = actors[0].GetProperty("positions").GetArrayLength();
        var text = new StringBuilder($"{name} ,\"From the figures, as they are\",{actors.Count}, {dimensions},\nActor,Description,Power");
        for (var d = 0; d < dimensions; d++)
        {
            text.Append($",Pstn{d},Sal{d}");
        }

        foreach (var actor in actors)
        {
            text.Append($",\n{actor.GetProperty("name")}, ,{actor.GetProperty("power").GetRawText()}");
            foreach (var (position, salience) in Numbers(actor, "positions").Zip(Numbers(actor, "saliences")))
            {
                text.Append($", {position},{salience}");
            }
        }

        return text.Append('\n').ToString();
    }

    public static string KtabXml(string name, JsonElement figures, JsonElement? parameters = null)
    {
        var actors = figures.GetProperty("actors").EnumerateArray().ToList();
        var dimensions = actors[0].GetProperty("positions").GetArrayLength();
        return new XDocument(new XElement(
            "Scenario",
            new XElement("name", name),
            new XElement("desc", "From the figures"),
            new XElement("prngSeed", "03707583219545544125"),
            parameters is { } p ? new XElement("ModelParameters", p.EnumerateObject().Select(member => new XElement(member.Name, member.Value.GetString()))) : null,
            new XElement("Dimensions", Enumerable.Range(0, dimensions).Select(d => new XElement("dName", $"Pstn{d}"))),
            new XElement("Actors", actors.Select(a => new XElement(
                "Actor",
                new XElement("name", a.GetProperty("name").GetString()),
                new XElement("description", "An actor"),
                new XElement("capability", a.GetProperty("power").GetRawText()),
                new XElement("Position", Numbers(a, "positions").Select(x => new XElement("dCoord", x))),
                new XElement("Salience", Numbers(a, "saliences").Select(x => new XElement("dSal", x)))))))).ToString();
    }

    public static (string, string)[] Genius(JsonElement figures)
    {
        var issues = figures.GetProperty("issues").EnumerateArray().ToList();
        var domain = new XElement("negotiation_template", new XElement("utility_space", new XAttribute("number_of_issues", issues.Count), Objective(issues.Select(i => Issue(
            i, i.GetProperty("values").EnumerateArray().Select((v, at) => new XElement("item", new XAttribute("index", at + 1), new XAttribute("value", v.GetString()!))))))));
        var profiles = figures.GetProperty("profiles").EnumerateArray().Select(profile => (
            profile.GetProperty("file").GetString()!,
            new XElement(
                "utility_space",
                Objective(
                    [.. issues.Select(i => Issue(i, profile.GetProperty("evaluations").GetProperty(Index(i)).EnumerateObject().Select(e => new XElement(
                        "item", new XAttribute("value", e.Name), new XAttribute("evaluation", e.Value.GetRawText()))))),
                    .. profile.GetProperty("weights").EnumerateObject().Select(w => new XElement("weight", new XAttribute("index", w.Name), new XAttribute("value", w.Value.GetRawText())))]),
                new XElement("discount_factor", new XAttribute("value", profile.GetProperty("discount").GetRawText())),
                new XElement("reservation", new XAttribute("value", profile.GetProperty("reservation").GetRawText()))).ToString()));
        return [("domain.xml", domain.ToString()), .. profiles];
    }

    public static (string, string)[] GeniusRectangles(JsonElement figures)
    {
        var issues = figures.GetProperty("issues").EnumerateArray().Select(i => new XElement(
            "issue", new XAttribute("etype", "integer"), new XAttribute("type", "integer"), new XAttribute("index", Index(i)), new XAttribute("name", $"i{Index(i)}"),
            new XAttribute("lowerbound", i.GetProperty("min").GetRawText()), new XAttribute("upperbound", i.GetProperty("max").GetRawText()))).ToList();
        var domain = new XElement("negotiation_template", new XElement("utility_space", Objective(issues)));
        var profiles = figures.GetProperty("profiles").EnumerateArray().Select((profile, at) => ($"profile-{at + 1}.xml", new XElement(
            "utility_space",
            Objective([.. issues, new XElement(
                "utility",
                new XAttribute("maxutility", profile.GetProperty("max_utility").GetRawText()),
                new XElement(
                    "ufun",
                    new XAttribute("type", "PlainUfun"), new XAttribute("weight", "1"), new XAttribute("aggregation", "sum"),
                    profile.GetProperty("hyper_rectangles").EnumerateArray().Select(r => new XElement(
                        "hyperRectangle",
                        new XAttribute("utility", r.GetProperty("utility").GetRawText()),
                        r.GetProperty("includes").EnumerateArray().Select(c => new XElement(
                            "INCLUDES", new XAttribute("index", c.GetProperty("issue").GetRawText()), new XAttribute("min", c.GetProperty("min").GetRawText()), new XAttribute("max", c.GetProperty("max").GetRawText()))))))) ])).ToString()));
        return [("domain.xml", domain.ToString()), .. profiles];
    }

    private static XElement Objective(IEnumerable<XElement> content) =>
        new("objective", new XAttribute("index", "0"), new XAttribute("etype", "objective"), new XAttribute("type", "objective"), new XAttribute("name", "root"), content);

    private static XElement Issue(JsonElement issue, IEnumerable<XElement> items) =>
        new("issue", new XAttribute("index", Index(issue)), new XAttribute("etype", "discrete"), new XAttribute("type", "discrete"), new XAttribute("name", issue.GetProperty("name").GetString()!), items);

    private static string Index(JsonElement issue) => issue.GetProperty("index") is { ValueKind: JsonValueKind.String } index ? index.GetString()! : issue.GetProperty("index").GetRawText();

    private static IEnumerable<string> Numbers(JsonElement actor, string member) =>
        actor.GetProperty(member).EnumerateArray().Select(x => x.GetDouble().ToString("R", CultureInfo.InvariantCulture));
}
