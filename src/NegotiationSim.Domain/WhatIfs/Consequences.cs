namespace NegotiationSim.Domain;

/// <summary>One firing of a consequence rule.</summary>
/// <param name="Rule">Place of the rule in the what-if, from 0.</param>
/// <param name="Trigger">The event that set it off, or that set the deadline that passed; null when a date did.</param>
/// <param name="Day">The day on which it fired.</param>
/// <param name="Events">What follows from it.</param>
public sealed record Firing(int Rule, EventId? Trigger, DateOnly Day, IReadOnlyList<TimelineEvent> Events);

/// <summary>Runs the consequence rules of a what-if over an edited timeline, in the order of folding.</summary>
public static class Consequences
{
    /// <summary>
    /// The firings of all rules, in order. A rule with <c>when</c> looks at each event that counts from the fork on and at the
    /// state after it. A rule with <c>at</c> looks at the state at the end of its days, from the fork to the last day of the
    /// edited timeline, before anything follows on that day from any other such rule. A rule that its own
    /// consequences set off again is a loop, and a fault; a rule on the calendar fires once a day at most, and so comes to
    /// an end.
    /// </summary>
    public static (IReadOnlyList<Firing> Firings, WhatIfFault? Loop) Of(WhatIf whatIf, Timeline edited)
    {
        if (whatIf.Rules.Count == 0)
        {
            return ([], null);
        }

        var run = new ConsequenceRun(whatIf, edited);
        run.Run();
        return (run.Firings, run.Fault);
    }

    /// <summary>The id of the event that a rule makes when it fires for the n-th time.</summary>
    internal static EventId IdOf(EventId id, int count) => new($"{id}-{count}");
}

/// <summary>One run of the rules, from the fork to the end.</summary>
internal sealed class ConsequenceRun(WhatIf whatIf, Timeline edited)
{
    private readonly State _state = edited.StateBefore(edited.FirstStepOn(whatIf.Fork));
    private readonly int[] _fired = new int[whatIf.Rules.Count];
    private readonly List<Firing> _firings = [];
    private readonly Dictionary<EventId, (int Rule, EventId? Trigger)> _causes = [];
    private readonly SortedSet<Step> _pending = [];
    private DateOnly _ended = whatIf.Fork.AddDays(-1);
    private (DateOnly Day, int Order) _last = (whatIf.Fork, 0);

    public IReadOnlyList<Firing> Firings => _firings;

    public WhatIfFault? Fault { get; private set; }

    public void Run()
    {
        var steps = edited.Steps;
        for (var next = edited.FirstStepOn(whatIf.Fork); Fault is null;)
        {
            var recorded = next < steps.Length ? steps[next] : (Step?)null;
            var isPending = _pending.Count > 0 && (recorded is null || _pending.Min < recorded);
            var step = isPending ? _pending.Min : recorded;
            if (NextDue(step?.Day) is { } day)
            {
                EndOf(day);
            }
            else if (step is not { } taken)
            {
                return;
            }
            else
            {
                _ = isPending ? _pending.Remove(taken) : next++ >= 0;
                Take(taken);
            }
        }
    }

    private void Take(Step step)
    {
        step.ApplyTo(_state);
        if (_ended < step.Day.AddDays(-1))
        {
            // A deadline set or moved to a day before this one does not pass any more.
            _ended = step.Day.AddDays(-1);
        }

        _last = (step.Day, step.Day == _last.Day ? Math.Max(_last.Order, step.Entry.Event.Order) : step.Entry.Event.Order);
        if (step.IsPossible)
        {
            return;
        }

        for (var r = 0; r < _fired.Length && Fault is null; r++)
        {
            var rule = whatIf.Rules[r];
            if (_fired[r] >= rule.AtMost || rule.When?.Matches(step.Entry.Event) != true || !All(rule.While, _state))
            {
                continue;
            }

            if (GoesBackTo(step.Entry.Id, r) is { } chain)
            {
                Fault = new($"rules[{r}]", $"'{rule.Name}' sets itself off again ({chain}); expected rules that come to an end");
                return;
            }

            Fire(r, step.Entry.Id, step.Day, step.Entry.Event.Order);
        }
    }

    /// <summary>
    /// The next day at whose end a rule on the calendar looks at the state, when it lies before that of the next step and
    /// not after the last of the timeline.
    /// </summary>
    private DateOnly? NextDue(DateOnly? before)
    {
        DateOnly? due = null;
        for (var r = 0; r < _fired.Length; r++)
        {
            if (whatIf.Rules[r].At is { } at && _fired[r] < whatIf.Rules[r].AtMost && at.NextAfter(_ended, _state) is { } day
                && (before is null || day < before) && day <= edited.LastDay && (due is null || day < due))
            {
                due = day;
            }
        }

        return due;
    }

    private void EndOf(DateOnly day)
    {
        // All look at the same state: what follows is not folded before the next step is taken.
        var order = _last.Day == day ? _last.Order : 0;
        for (var r = 0; r < _fired.Length && Fault is null; r++)
        {
            var rule = whatIf.Rules[r];
            if (rule.At is { } at && _fired[r] < rule.AtMost && at.NextAfter(_ended, _state) == day && All(rule.While, _state))
            {
                var trigger = at.Deadline is { } deadline ? _state.Deadlines[deadline].Events[^1] : (EventId?)null;
                order += Fire(r, trigger, day, order);
            }
        }

        _ended = day;
    }

    /// <summary>Makes what follows, and tells how much.</summary>
    private int Fire(int r, EventId? trigger, DateOnly day, int order)
    {
        var rule = whatIf.Rules[r];
        _fired[r]++;
        var events = new List<TimelineEvent>();
        for (var i = 0; i < rule.Then.Count; i++)
        {
            if (Follows(rule, rule.Then[i], _fired[r], trigger, day, order + 1 + i) is not { } e)
            {
                Fault = new($"rules[{r}].then[{i}]", $"'{rule.Name}' leads past the year {Limits.LastYear} or before the year {Limits.FirstYear}, set off {(trigger is { } id ? $"by '{id}'" : $"on {day:yyyy-MM-dd}")}");
                return i;
            }

            var follows = Overlay.Supposed(whatIf, e);
            _causes[follows.Id] = (r, trigger);
            events.Add(follows);
            _pending.Add(new Step(follows, IsPossible: false));
        }

        _firings.Add(new(r, trigger, day, events));
        return events.Count;
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

    /// <summary>The event that follows; null when its date, or the one it is for, leaves the years that there are.</summary>
    /// <param name="order">Its order on the day itself, on which it must follow what set it off.</param>
    private NegotiationEvent? Follows(ConsequenceRule rule, Consequence then, int count, EventId? trigger, DateOnly from, int order)
    {
        var day = from.AddDays(then.AfterDays);
        if (day.Year > Limits.LastYear)
        {
            return null;
        }

        var e = then.Event with
        {
            Id = Consequences.IdOf(then.Event.Id, count),
            Occurred = When.Day(day),
            Order = then.AfterDays == 0 ? order : then.Event.Order,
            Because = trigger is { } cause ? then.Event.Because.With(cause) : then.Event.Because,
            Claims = then.Event.Claims.Count > 0 ? then.Event.Claims : [new Claim { By = $"rule {rule.Name}", Certainty = Certainty.Supposed, Reason = rule.Why }],
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

        When For(DeadlineId id) => Moved(_state.Deadlines.GetValueOrDefault(id)?.For);

        When Meeting(MeetingId id) => Moved(_state.Meetings.GetValueOrDefault(id)?.For);

        When Moved(When? current) => current is { IsKnown: true } known ? known.PlusDays(days) : When.Day(day.AddDays(days));
    }

    /// <summary>The chain of firings from an event back to an earlier firing of a rule; null when there is none.</summary>
    private string? GoesBackTo(EventId id, int rule)
    {
        var chain = new List<string> { id.Value };
        for (EventId? at = id; at is { } effect && _causes.TryGetValue(effect, out var cause); at = cause.Trigger)
        {
            chain.Add(cause.Trigger?.Value ?? "a date");
            if (cause.Rule == rule)
            {
                chain.Reverse();
                return string.Join(" -> ", chain);
            }
        }

        return null;
    }
}
