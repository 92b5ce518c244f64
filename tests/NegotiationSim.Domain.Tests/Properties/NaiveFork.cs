namespace NegotiationSim.Domain.Tests;

/// <summary>
/// A what-if in the most naive way: the list of the events in force with each edit made, sorted, and folded from the start
/// for every question.
/// </summary>
internal sealed class NaiveFork
{
    private NaiveFork(IReadOnlyList<TimelineEvent> entries) => Entries = entries;

    public IReadOnlyList<TimelineEvent> Entries { get; }

    public static NaiveFork Of(Timeline timeline) => new([.. timeline.Events, .. timeline.Undated]);

    /// <summary>With the edits of a what-if, which choose by id.</summary>
    public NaiveFork With(WhatIf whatIf)
    {
        var entries = Entries.ToDictionary(e => e.Id);
        foreach (var edit in whatIf.Edits)
        {
            if (edit.Insert is { } inserted)
            {
                entries.Add(inserted.Id, Supposed(whatIf, inserted));
            }
            else if (edit.Remove is { } remove)
            {
                entries.Remove(remove.Event!.Value);
            }
            else if (edit.Replace is { } replace)
            {
                entries[replace.Event!.Value] = Supposed(whatIf, edit.With!);
            }
            else
            {
                var before = entries[edit.Retime!.Event!.Value];
                var occurred = edit.To ?? before.Event.Occurred.PlusDays(edit.Days!.Value);
                var days = occurred.IsKnown && before.Event.Occurred.IsKnown ? occurred.Counts.DayNumber - before.Day.DayNumber : 0;
                entries[before.Id] = new TimelineEvent
                {
                    Event = before.Event with { Occurred = occurred },
                    Recorded = before.Recorded,
                    Known = before.Known.AddDays(days),
                    KnownToHaveOccurred = before.KnownToHaveOccurred?.AddDays(days),
                    Certainty = before.Certainty,
                    IsDenied = before.IsDenied,
                    Denied = before.Denied,
                };
            }
        }

        return new([.. entries.Values]);
    }

    public NaiveFork Without(IReadOnlySet<EventId> left) => new([.. Entries.Where(e => !left.Contains(e.Id))]);

    /// <summary>
    /// What depends on events that are gone, in the most naive way: look at every event and every gone one, over and over,
    /// until nothing more goes. These entries are those that stand; the gone ones are not among them.
    /// </summary>
    /// <param name="gone">Events that are gone as a whole.</param>
    /// <param name="lost">What replaced events brought and no longer bring: the replaced event, and names of what.</param>
    public HashSet<EventId> DependOn(IReadOnlyList<TimelineEvent> gone, IReadOnlyList<(TimelineEvent Entry, string What)> lost, IReadOnlySet<EventId> supposed, Func<TimelineEvent, bool> mayGo)
    {
        var all = gone.ToList();
        var stand = Entries.Where(e => gone.All(g => g.Id != e.Id)).ToList();
        var left = new HashSet<EventId>();
        while (stand.FirstOrDefault(e => mayGo(e) && Depends(e)) is { } next)
        {
            stand.Remove(next);
            all.Add(next);
            left.Add(next.Id);
        }

        return left;

        bool Depends(TimelineEvent e) =>
            e.Event.Because.Any(cause => all.Any(g => g.Id == cause))
            || (!supposed.Contains(e.Id) && Needs(e.Event).Any(need =>
                (all.Any(g => Brings(g.Event).Contains(need) && ComesBefore(g, e)) || lost.Any(l => l.What == need && ComesBefore(l.Entry, e)))
                && !stand.Any(s => s != e && Brings(s.Event).Contains(need) && ComesBefore(s, e))));

        static bool ComesBefore(TimelineEvent a, TimelineEvent b) =>
            !a.Event.Occurred.IsKnown || !b.Event.Occurred.IsKnown || a.Day < b.Day
            || (a.Day == b.Day && (b.Event is not MeetingHeld || (a.Event.Order, a.Known, a.Id.Value).CompareTo((b.Event.Order, b.Known, b.Id.Value)) < 0));
    }

    /// <summary>What an event brings that others may need, in words.</summary>
    public static IEnumerable<string> Brings(NegotiationEvent e) => e switch
    {
        MeetingScheduled m => [$"meeting {m.Meeting}"],
        MeetingHeld m => [$"meeting {m.Meeting}", $"holding {m.Meeting}"],
        DeadlineSet d => [$"deadline {d.Deadline}"],
        VersionIntroduced v => [$"version {v.Version}"],
        StanceDeclared { Some: { } some } => [$"set {some.Id}"],
        _ => [],
    };

    private static IEnumerable<string> Needs(NegotiationEvent e)
    {
        string[] named = e switch
        {
            MeetingHeld m => [$"meeting {m.Meeting}"],
            MeetingPostponed m => [$"meeting {m.Meeting}"],
            MeetingCancelled m => [$"meeting {m.Meeting}"],
            PlanTabled { Meeting: { } meeting } => [$"meeting {meeting}", $"holding {meeting}"],
            DeadlineMoved d => [$"deadline {d.Deadline}"],
            DeadlineDropped d => [$"deadline {d.Deadline}"],
            MembersNamed n => [$"set {n.Set}"],
            StanceWithdrawn { Set: { } set } => [$"set {set}"],
            _ => [],
        };
        var versions = e is VersionIntroduced || GenerateWhatIfs.IsAmendment(e) ? [] : References.Of(e)
            .Select(r => r.Kind == typeof(VersionId) ? r.Name : r.Kind == typeof(PointId) ? r.Name.Split('/')[0] : null).OfType<string>().Select(v => $"version {v}");
        return named.Concat(versions);
    }

    private static TimelineEvent Supposed(WhatIf whatIf, NegotiationEvent e)
    {
        var known = e.Occurred.IsKnown ? e.Occurred.Counts : whatIf.Fork;
        var claimed = e with { Claims = [new Claim { By = $"what-if {whatIf.Name}", Certainty = Certainty.Supposed, Known = e.Occurred.IsKnown ? null : known }] };
        return new TimelineEvent
        {
            Event = claimed,
            Recorded = claimed,
            Known = known,
            KnownToHaveOccurred = e.Occurred.IsKnown ? known : null,
            Certainty = Certainty.Supposed,
        };
    }

    public IReadOnlyList<Step> Steps() =>
    [
        .. Entries.Where(e => e.Event.Occurred.IsKnown)
            .SelectMany(e => e.Event.Occurred.Precision == Precision.Within
                ? new[] { (e.Event.Occurred.First, new Step(e, true)), (e.Event.Occurred.Last, new Step(e, false)) }
                : [(e.Event.Occurred.First, new Step(e, false))])
            .OrderBy(s => (s.Item1, s.Item2.Entry.Event.Order, s.Item2.Entry.Known)).ThenBy(s => s.Item2.Entry.Id.Value, StringComparer.Ordinal)
            .Select(s => s.Item2),
    ];

    /// <summary>The conflicts of a fold from the start, as <c>rule event message</c>.</summary>
    /// <param name="timeline">Where the rules look up causes.</param>
    public IEnumerable<Conflict> Conflicts(Timeline timeline)
    {
        var state = new State();
        foreach (var step in Steps())
        {
            foreach (var conflict in step.IsPossible ? [] : Rules.Conflicts(new(step.Entry, state, timeline)).ToList())
            {
                yield return conflict;
            }

            step.ApplyTo(state);
        }
    }

    /// <summary>The state after each number of steps in words, the first for none.</summary>
    public static List<string> States(IEnumerable<Step> steps)
    {
        var state = new State();
        var states = new List<string> { Oracle.Describe(state) };
        foreach (var step in steps)
        {
            step.ApplyTo(state);
            states.Add(Oracle.Describe(state));
        }

        return states;
    }

    /// <summary>All that a timeline says of its steps and undated events, in words.</summary>
    public static IEnumerable<string> Words(Timeline timeline) => Words(timeline.Steps.ToArray()).Concat(timeline.Undated.Select(Words));

    public static IEnumerable<string> Words(IEnumerable<Step> steps) => steps.Select(s => $"{s.Day:O} {s.IsPossible} {Words(s.Entry)}");

    public static string Words(TimelineEvent e) =>
        $"{System.Text.Json.JsonSerializer.Serialize(e.Event, DomainJson.Options)} {e.Known:O} {e.KnownToHaveOccurred:O} {e.Certainty} {e.Disputed}";
}
