using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>Where everything, or what is named, stood on a date.</summary>
public static class StateQuestion
{
    /// <exception cref="BadQuestion">No event has such a name.</exception>
    public static StateView Answer(Asked asked, SubjectNames about) => StateView.Of(asked.Timeline, asked.On).Only(
        SubjectNames.In<PointId>(asked.Timeline, about.Point, "point"),
        SubjectNames.In<IssueId>(asked.Timeline, about.Issue, "issue"),
        SubjectNames.In<VersionId>(asked.Timeline, about.Version, "version"),
        SubjectNames.In<PartyId>(asked.Timeline, about.Party, "party"));
}
