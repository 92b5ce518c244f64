using System.Globalization;
using System.Text;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.Scenarios;

/// <summary>A scenario of the repository: read by the reader and admitted by the decision that every verb uses.</summary>
internal sealed class RealScenario
{
    public static readonly RealScenario Ukraine = new("ukraine-2025");
    public static readonly RealScenario Colombia = new("colombia-farc");

    private RealScenario(string folder)
    {
        Yaml = Committed.Text($"scenarios/{folder}/negotiation.yaml");
        Readme = Committed.Text($"scenarios/{folder}/README.md");
        var read = ScenarioReader.Read($"{folder}/negotiation.yaml", Encoding.UTF8.GetBytes(Yaml))
            .ShouldBeOfType<ReadResult<ScenarioFile>.Read>().Content;
        var empty = Ledger.Empty(read.Negotiation!.Value);
        var admitted = Domain.Recording.Decide(empty, read.Events).ShouldBeOfType<Decision.Admitted>();
        Ledger = empty.With(admitted.New);
        Whole = Timeline.Of(Ledger);
    }

    public string Yaml { get; }

    public string Readme { get; }

    public Ledger Ledger { get; }

    /// <summary>The timeline by all that is recorded.</summary>
    public Timeline Whole { get; }

    /// <summary>Every day from the day before the first step to the last.</summary>
    public IEnumerable<DateOnly> Days
    {
        get
        {
            for (var day = Whole.FirstDay!.Value.AddDays(-1); day <= Whole.LastDay!.Value; day = day.AddDays(1))
            {
                yield return day;
            }
        }
    }

    public static RealScenario Of(string folder) => folder == "ukraine-2025" ? Ukraine : Colombia;

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public Timeline KnownBy(string day) => Timeline.Of(Ledger, Day(day));

    public State On(string day, string? knownBy = null) => Line(knownBy).On(Day(day));

    public StateView View(string day, string? knownBy = null) => StateView.Of(Line(knownBy), Day(day));

    /// <summary>An event as it was recorded.</summary>
    public T Recorded<T>(string id)
        where T : NegotiationEvent => Ledger.Find(new EventId(id)).ShouldBeOfType<T>();

    /// <summary>An event as it is in force; null when it is not.</summary>
    public TimelineEvent? InForce(string id, string? knownBy = null) => Line(knownBy).Find(new EventId(id));

    private Timeline Line(string? knownBy) => knownBy is null ? Whole : KnownBy(knownBy);
}

/// <summary>What the assertions ask of an answer.</summary>
internal static class Asked
{
    public static Cell Cell(this State state, string version, string party) => state.CellOf(new VersionId(version), new PartyId(party));

    public static Cell OnPoint(this State state, string point, string party) => state.CellOf(PointId.Of(point), new PartyId(party));

    public static Cell OnIssue(this State state, string issue, string party) => state.CellOf(new IssueId(issue), new PartyId(party));

    public static VersionStatus? StatusOf(this State state, string version) =>
        state.Versions.TryGetValue(new VersionId(version), out var found) ? state.StatusOf(found) : null;

    public static (PointStatus Status, bool Provisional)? StatusOfPoint(this State state, string point) =>
        state.Points.TryGetValue(PointId.Of(point), out var found) ? (state.StatusOf(found), state.IsProvisional(found)) : null;

    public static VersionView Version(this StateView view, string id) => view.Versions.Single(v => v.Version.Value == id);

    /// <summary>Every point and sub-point.</summary>
    public static IEnumerable<PointView> AllPoints(this StateView view) => view.Points.SelectMany(p => p.SubPoints.Prepend(p));

    /// <summary>Everything that an explanation shows, in whichever place.</summary>
    public static IEnumerable<ExplainedEvent> Shown(this Explanation explanation) =>
        explanation.Cells.SelectMany(c => c.Events)
            .Concat(explanation.Events)
            .Concat(explanation.Unnamed.SelectMany(u => u.Events))
            .Concat(explanation.Bearing)
            .Concat(explanation.OutOfForce);

    public static ExplainedEvent Shown(this Explanation explanation, string id) => explanation.Shown().First(e => e.Event.Id.Value == id);

    public static IEnumerable<string> Values(this IEnumerable<EventId> ids) => ids.Select(id => id.Value);

    public static IEnumerable<string> Values(this IEnumerable<PartyId> ids) => ids.Select(id => id.Value);
}
