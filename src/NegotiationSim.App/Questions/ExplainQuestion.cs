using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>Why a point, version, issue or meeting stands as it does; or everything about one event.</summary>
public static class ExplainQuestion
{
    /// <returns>An explanation of what is named, or of the event named: exactly one of the two.</returns>
    /// <exception cref="BadQuestion">Not exactly one is named, or no event has such a name.</exception>
    public static (Explanation? OfSubject, EventExplanation? OfEvent) Answer(Asked asked, SubjectNames about)
    {
        var (timeline, date) = (asked.Timeline, asked.On);
        var party = SubjectNames.In<PartyId>(timeline, about.Party, "party");
        Explanation?[] explained =
        [
            SubjectNames.In<PointId>(timeline, about.Point, "point") is { } p ? Explanation.Of(timeline, date, p, party) : null,
            SubjectNames.In<VersionId>(timeline, about.Version, "version") is { } v ? Explanation.Of(timeline, date, v, party) : null,
            SubjectNames.In<IssueId>(timeline, about.Issue, "issue") is { } i ? Explanation.Of(timeline, date, i, party) : null,
            SubjectNames.In<MeetingId>(timeline, about.Meeting, "meeting") is { } m ? Explanation.Of(timeline, date, m) : null,
        ];
        var given = explained.OfType<Explanation>().ToList();
        var named = SubjectNames.In<EventId>(timeline, about.Event, "event");
        if (given.Count + (named is null ? 0 : 1) != 1)
        {
            throw new BadQuestion("point", "Name exactly one of `point`, `version`, `issue`, `meeting`, `event`.");
        }

        if (named is not { } id)
        {
            return (given[0], null);
        }

        return party is null && !asked.NamesADate
            ? (null, EventExplanation.Of(timeline, id))
            : throw new BadQuestion(party is null ? "on" : "party", "An event is the same for every party and on every date: leave `party` and `on` out.");
    }
}
