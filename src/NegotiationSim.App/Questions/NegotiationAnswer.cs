using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>A negotiation on a date: who takes part, who must agree, what it is about and which versions there are.</summary>
/// <param name="Title">What it was called when it was opened last.</param>
/// <param name="Events">How many are recorded.</param>
/// <param name="From">The day of the first step of the timeline.</param>
/// <param name="To">The day of the last.</param>
public sealed record NegotiationAnswer(
    NegotiationId Negotiation, string? Title, DateOnly? On, DateOnly? KnownBy, WhatIfId? WhatIf, TalksStatus Talks, int Events, DateOnly? From, DateOnly? To, ValueList<Party> Parties,
    ValueList<Person> People, ValueList<PartyId> Required, ValueList<Issue> Issues, ValueList<VersionId> Versions)
{
    public static NegotiationAnswer Of(Asked asked)
    {
        var timeline = asked.Timeline;
        var state = timeline.On(asked.On ?? DateOnly.MinValue);
        return new(
            timeline.Ledger.Negotiation, state.Title, asked.On, timeline.KnownBy, timeline.WhatIf, state.Talks, timeline.Ledger.Count, timeline.FirstDay, timeline.LastDay,
            state.Parties.ToValueList(), state.People.Values.ToValueList(), state.Required, state.Issues.Values.Select(i => i.Issue).ToValueList(), state.Versions.Keys.ToValueList());
    }
}

/// <summary>The versions known by a date, in the order in which they came into view.</summary>
public sealed record VersionsAnswer(NegotiationId Negotiation, DateOnly? On, DateOnly? KnownBy, WhatIfId? WhatIf, ValueList<VersionView> Versions)
{
    public static VersionsAnswer Of(StateView view) => new(view.Negotiation, view.On, view.KnownBy, view.WhatIf, view.Versions);
}

/// <summary>The points known by a date, by version and in the order of the text.</summary>
public sealed record PointsAnswer(NegotiationId Negotiation, DateOnly? On, DateOnly? KnownBy, WhatIfId? WhatIf, ValueList<PointView> Points)
{
    public static PointsAnswer Of(StateView view) => new(view.Negotiation, view.On, view.KnownBy, view.WhatIf, view.Points);
}
