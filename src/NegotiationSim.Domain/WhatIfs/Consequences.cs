namespace NegotiationSim.Domain;

/// <summary>One firing of a consequence rule.</summary>
/// <param name="Rule">Place of the rule in the what-if, from 0.</param>
/// <param name="Trigger">The event that set it off.</param>
/// <param name="Events">What follows from it.</param>
public sealed record Firing(int Rule, EventId Trigger, IReadOnlyList<TimelineEvent> Events);

/// <summary>Runs the consequence rules of a what-if over an edited timeline, in the order of folding.</summary>
public static class Consequences
{
    /// <summary>
    /// The firings of all rules, in order. A rule looks at each event that counts from the fork on and at the state after
    /// it. A rule that its own consequences set off again is a loop, and a fault.
    /// </summary>
    public static (IReadOnlyList<Firing> Firings, WhatIfFault? Loop) Of(WhatIf whatIf, Timeline edited)
    {
        if (whatIf.Rules.Count == 0)
        {
            return ([], null);
        }

        var from = edited.FirstStepOn(whatIf.Fork);
        var state = edited.StateBefore(from);
        var fired = new int[whatIf.Rules.Count];
        var firings = new List<Firing>();
        var causes = new Dictionary<EventId, (int Rule, EventId Trigger)>();
        var pending = new SortedSet<Step>();
        var steps = edited.Steps;
        for (var next = from; next < steps.Length || pending.Count > 0;)
        {
            Step step;
            if (pending.Count > 0 && (next >= steps.Length || pending.Min < steps[next]))
            {
                step = pending.Min;
                pending.Remove(step);
            }
            else
            {
                step = steps[next++];
            }

            step.ApplyTo(state);
            if (step.IsPossible)
            {
                continue;
            }

            for (var r = 0; r < fired.Length; r++)
            {
                var rule = whatIf.Rules[r];
                if (fired[r] >= rule.AtMost || !rule.When.Matches(step.Entry.Event) || !All(rule.While, state))
                {
                    continue;
                }

                if (GoesBackTo(step.Entry.Id, r, causes) is { } chain)
                {
                    return (firings, new($"rules[{r}]", $"'{rule.Name}' sets itself off again ({chain}); expected rules that come to an end"));
                }

                fired[r]++;
                var events = new List<TimelineEvent>();
                for (var i = 0; i < rule.Then.Count; i++)
                {
                    if (Follows(rule, rule.Then[i], fired[r], i, step.Entry, state) is not { } e)
                    {
                        return (firings, new($"rules[{r}].then[{i}]", $"'{rule.Name}' leads past the year {Limits.LastYear} or before the year {Limits.FirstYear}, set off by '{step.Entry.Id}'"));
                    }

                    var follows = Overlay.Supposed(whatIf, e);
                    causes[follows.Id] = (r, step.Entry.Id);
                    events.Add(follows);
                    pending.Add(new Step(follows, IsPossible: false));
                }

                firings.Add(new(r, step.Entry.Id, events));
            }
        }

        return (firings, null);
    }

    private static bool All(ValueList<StateCondition> conditions, State state)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(state))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The id of the event that a rule makes when it fires for the n-th time.</summary>
    internal static EventId IdOf(EventId id, int count) => new($"{id}-{count}");

    /// <summary>The event that follows; null when its date, or the one it is for, leaves the years that there are.</summary>
    private static NegotiationEvent? Follows(ConsequenceRule rule, Consequence then, int count, int place, TimelineEvent trigger, State state)
    {
        var day = trigger.Day.AddDays(then.AfterDays);
        if (day.Year > Limits.LastYear)
        {
            return null;
        }

        var e = then.Event with
        {
            Id = IdOf(then.Event.Id, count),
            Occurred = When.Day(day),
            // On the day of its trigger it must follow it.
            Order = then.AfterDays == 0 ? trigger.Event.Order + 1 + place : then.Event.Order,
            Because = then.Event.Because.With(trigger.Id),
            Claims = then.Event.Claims.Count > 0 ? then.Event.Claims : [new Claim { By = $"rule {rule.Name}", Reason = rule.Why }],
        };
        var changed = then.ForDays is not { } days ? e : e switch
        {
            DeadlineSet d => d with { For = For(d.Deadline) },
            DeadlineMoved d => d with { For = For(d.Deadline) },
            MeetingScheduled m => m with { For = Meeting(m.Meeting) },
            MeetingPostponed m => m with { For = Meeting(m.Meeting) },
            _ => e,
        };
        return IsWithinYears(changed) ? changed : null;

        static bool IsWithinYears(NegotiationEvent e) => (e switch
        {
            DeadlineSet d => d.For,
            DeadlineMoved d => d.For,
            MeetingScheduled m => m.For,
            MeetingPostponed m => m.For ?? When.Unknown,
            _ => When.Unknown,
        }) is not { IsKnown: true } when || (when.First.Year >= Limits.FirstYear && when.Last.Year <= Limits.LastYear);

        When For(DeadlineId id) => Moved(state.Deadlines.GetValueOrDefault(id)?.For);

        When Meeting(MeetingId id) => Moved(state.Meetings.GetValueOrDefault(id)?.For);

        When Moved(When? current) => current is { IsKnown: true } known ? known.PlusDays(days) : When.Day(day.AddDays(days));
    }

    /// <summary>The chain of firings from an event back to an earlier firing of a rule; null when there is none.</summary>
    private static string? GoesBackTo(EventId id, int rule, Dictionary<EventId, (int Rule, EventId Trigger)> causes)
    {
        var chain = new List<string> { id.Value };
        while (causes.TryGetValue(id, out var cause))
        {
            chain.Add(cause.Trigger.Value);
            if (cause.Rule == rule)
            {
                chain.Reverse();
                return string.Join(" -> ", chain);
            }

            id = cause.Trigger;
        }

        return null;
    }
}
