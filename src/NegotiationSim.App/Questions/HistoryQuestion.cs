using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>How the stances and the status of a point, version or issue ran over time.</summary>
public static class HistoryQuestion
{
    /// <exception cref="BadQuestion">Not exactly one of them is named, or no event has such a name.</exception>
    public static HistoryAnswer Answer(Asked asked, SubjectNames about)
    {
        var timeline = asked.Timeline;
        var (kind, id) = about.OneIn(timeline);
        var party = SubjectNames.In<PartyId>(timeline, about.Party, "party");
        var history = asked.History;
        return new(
            timeline.Ledger.Negotiation,
            DomainJson.Text(kind),
            id,
            timeline.KnownBy,
            timeline.WhatIf,
            party is null ? history.Of(new Subject(kind, id, null)).ToValueList() : [],
            history.Subjects
                .Where(s => s.Kind == kind && s.Id == id && s.Party is not null && (party is null || s.Party == party))
                .OrderBy(s => s.Party)
                .Select(s => new CellHistory(s.Party!.Value, history.Of(s).ToValueList()))
                .ToValueList(),
            kind == SubjectKind.Version
                ? StateView.Of(timeline, DateOnly.MaxValue).Versions.Where(v => v.Version.Value == id)
                    .SelectMany(v => v.Unnamed).Where(set => party is null || set.Party == party).ToValueList()
                : []);
    }
}

/// <summary>How a point, version or issue stood from day to day.</summary>
/// <param name="Kind">point, version or issue.</param>
/// <param name="Status">The intervals of its status; empty for an issue or when one party is asked for.</param>
/// <param name="Cells">The intervals of each party that ever declared something on it.</param>
/// <param name="Unnamed">Stances on some points of the version, which ones not said, that stand to this day.</param>
public sealed record HistoryAnswer(
    NegotiationId Negotiation, string Kind, string Subject, DateOnly? KnownBy, WhatIfId? WhatIf, ValueList<Interval> Status, ValueList<CellHistory> Cells,
    ValueList<UnnamedView> Unnamed);

/// <summary>One party's intervals.</summary>
public sealed record CellHistory(PartyId Party, ValueList<Interval> Intervals);
