namespace NegotiationSim.Domain;

/// <summary>What a state has beside points, versions and issues.</summary>
public enum PartKind
{
    Meeting,
    Deadline,
    Set,
    Package,

    /// <summary>Whether the talks are open, suspended or concluded: one part, <see cref="Part.Talks"/>.</summary>
    Talks,

    /// <summary>The parties that must agree: one part, <see cref="Part.Required"/>.</summary>
    Required,
}

/// <summary>A meeting, deadline, unnamed set or package; the talks as a whole; or who must agree.</summary>
public readonly record struct Part(PartKind Kind, string Id)
{
    public static readonly Part Talks = new(PartKind.Talks, "talks");

    public static readonly Part Required = new(PartKind.Required, "must-agree");

    /// <summary>The parts that an event does something to.</summary>
    internal static IEnumerable<Part> Of(NegotiationEvent e) => e switch
    {
        MeetingScheduled m => [new(PartKind.Meeting, m.Meeting.Value)],
        MeetingHeld m => [new(PartKind.Meeting, m.Meeting.Value)],
        MeetingPostponed m => [new(PartKind.Meeting, m.Meeting.Value)],
        MeetingCancelled m => [new(PartKind.Meeting, m.Meeting.Value)],
        DeadlineSet d => [new(PartKind.Deadline, d.Deadline.Value)],
        DeadlineMoved d => [new(PartKind.Deadline, d.Deadline.Value)],
        DeadlineDropped d => [new(PartKind.Deadline, d.Deadline.Value)],
        StanceDeclared { Some: { } some } => [new(PartKind.Set, some.Id.Value)],
        MembersNamed n => [new(PartKind.Set, n.Set.Value)],
        StanceWithdrawn { Set: { } set } => [new(PartKind.Set, set.Value)],
        NegotiationOpened => [Talks, Required],
        TalksSuspended or TalksResumed or TalksConcluded => [Talks],
        PartyIntroduced or RequiredPartiesChanged => [Required],
        PackageProposed p => p.Packages.Select(package => new Part(PartKind.Package, package.Id.Value)),
        _ => [],
    };
}

/// <summary>One thing that holds of a part, in words: <c>place</c>, <c>Moscow</c>.</summary>
/// <param name="Name">What: status, for, kind, place, parties, subject, ...</param>
/// <param name="Value">What holds, as it is written in answers.</param>
public sealed record PartFact(string Name, string Value);

/// <summary>What holds of a part from a day on; empty: it is not there.</summary>
public sealed record PartInterval(DateOnly From, ValueList<PartFact> Facts);

/// <summary>Days over which a part is not the same on two timelines.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The first day on which it is the same again, or differs otherwise; null: neither happens.</param>
/// <param name="A">What holds on the one; empty: it is not there.</param>
/// <param name="B">What holds on the other.</param>
/// <param name="InWhat">The names of the facts that differ, in alphabetical order.</param>
public sealed record PartSpan(DateOnly From, DateOnly? To, ValueList<PartFact> A, ValueList<PartFact> B, ValueList<string> InWhat)
{
    public bool Covers(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>Where a part is not the same, span by span.</summary>
public sealed record PartDifference(Part Part, ValueList<PartSpan> Spans);

/// <summary>
/// Meetings, deadlines, unnamed sets, packages, the talks and who must agree, over the days of a timeline. What becomes of one rests on the events that
/// name it alone, so only these are folded.
/// </summary>
public static class Parts
{
    /// <summary>What held of each part, from its first day on; a part that was never there has no intervals.</summary>
    public static IReadOnlyDictionary<Part, IReadOnlyList<PartInterval>> History(Timeline timeline, IReadOnlySet<Part> parts)
    {
        var (states, intervals) = (new Dictionary<Part, State>(), parts.ToDictionary(part => part, _ => new List<PartInterval>()));
        foreach (var entry in parts.Count == 0 ? [] : timeline.Events)
        {
            foreach (var part in Part.Of(entry.Event))
            {
                if (intervals.TryGetValue(part, out var list))
                {
                    if (!states.TryGetValue(part, out var state))
                    {
                        states[part] = state = new State();
                    }

                    state.Apply(entry);
                    Append(list, new(entry.Day, FactsOf(state, part)));
                }
            }
        }

        return intervals.ToDictionary(i => i.Key, i => (IReadOnlyList<PartInterval>)i.Value);
    }

    /// <summary>A day has what holds at its end; the same again is no new interval.</summary>
    private static void Append(List<PartInterval> intervals, PartInterval next)
    {
        if (intervals.Count > 0 && intervals[^1].From == next.From)
        {
            intervals.RemoveAt(intervals.Count - 1);
        }

        if ((intervals.Count == 0 ? [] : intervals[^1].Facts) != next.Facts)
        {
            intervals.Add(next);
        }
    }

    /// <summary>Where parts are not the same on two timelines, by kind and id.</summary>
    internal static ValueList<PartDifference> Difference(Timeline a, Timeline b, IReadOnlySet<Part> parts)
    {
        var (ofA, ofB) = (History(a, parts), History(b, parts));
        return parts
            .OrderBy(part => part.Kind).ThenBy(part => part.Id, StringComparer.Ordinal)
            .Select(part => new PartDifference(part, Spans(ofA[part], ofB[part]).ToValueList()))
            .Where(difference => difference.Spans.Count > 0)
            .ToValueList();
    }

    private static List<PartSpan> Spans(IReadOnlyList<PartInterval> a, IReadOnlyList<PartInterval> b)
    {
        var spans = new List<PartSpan>();
        foreach (var day in a.Concat(b).Select(i => i.From).Distinct().Order())
        {
            var (nowA, nowB) = (On(a, day), On(b, day));
            if (spans is [.., { To: null } last])
            {
                spans[^1] = last with { To = day };
            }

            if (nowA != nowB)
            {
                spans.Add(new(day, null, nowA, nowB, InWhat(nowA, nowB)));
            }
        }

        return spans;

        static ValueList<PartFact> On(IReadOnlyList<PartInterval> intervals, DateOnly day) => intervals.LastOrDefault(i => i.From <= day)?.Facts ?? [];
    }

    private static ValueList<string> InWhat(ValueList<PartFact> a, ValueList<PartFact> b) =>
        a.Except(b).Concat(b.Except(a)).Select(fact => fact.Name).Distinct().Order(StringComparer.Ordinal).ToValueList();

    private static ValueList<PartFact> FactsOf(State state, Part part)
    {
        var facts = new List<PartFact>();
        switch (part.Kind)
        {
            case PartKind.Meeting when state.Meetings.TryGetValue(new(part.Id), out var meeting):
                Add("status", DomainJson.Text(meeting.Status));
                Add("for", meeting.For);
                Add("kind", meeting.Kind == MeetingKind.Meeting ? null : DomainJson.Text(meeting.Kind));
                Add("place", meeting.Place);
                AddList("parties", meeting.Parties);
                Add("disputed", meeting.Disputed ? "yes" : null);
                break;
            case PartKind.Deadline when state.Deadlines.TryGetValue(new(part.Id), out var deadline):
                Add("status", DomainJson.Text(deadline.Status));
                Add("for", deadline.For);
                Add("subject", deadline.Subject);
                break;
            case PartKind.Set when state.Unnamed.TryGetValue(new(part.Id), out var set):
                Add("party", set.Party);
                Add("stance", DomainJson.Text(set.Stance));
                Add("version", set.Version);
                Add("at least", set.AtLeast);
                Add("at most", set.AtMost);
                AddList("except", set.Except);
                Add("condition", set.Condition);
                Add("disputed", set.Disputed ? "yes" : null);
                break;
            case PartKind.Package when state.Packages.TryGetValue(new(part.Id), out var package):
                Add("title", package.Package.Title);
                Add("version", package.Version);
                AddList("by", package.By);
                AddList("points", package.Package.Points);
                break;
            case PartKind.Talks when state.Talks != TalksStatus.NotOpened:
                Add("status", DomainJson.Text(state.Talks));
                break;
            case PartKind.Required:
                AddList("parties", state.Required.OrderBy(party => party.Value, StringComparer.Ordinal).ToValueList()); // a set: who came first says nothing
                break;
        }

        return facts.ToValueList();

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                facts.Add(new(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!));
            }
        }

        void AddList<T>(string name, ValueList<T> values) => Add(name, values.Count == 0 ? null : string.Join(", ", values));
    }
}
