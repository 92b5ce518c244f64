namespace NegotiationSim.Domain;

/// <summary>Days over which a subject stands differently on two timelines.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The first day on which it no longer does; null: it still does at the end.</param>
/// <param name="A">What holds on the one; null: it is not there.</param>
/// <param name="B">What holds on the other.</param>
public sealed record DifferentSpan(DateOnly From, DateOnly? To, Standing? A, Standing? B)
{
    public bool Covers(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>Where a subject stands differently, span by span.</summary>
public sealed record SubjectDifference(Subject Subject, ValueList<DifferentSpan> Spans);

/// <summary>An event that both timelines have, at different dates.</summary>
public sealed record RetimedEvent(EventId Event, When A, When B);

/// <summary>
/// In what two timelines differ. Standings differ when the stance, its condition, dispute, provisional or possible marks,
/// or a status differs; that they rest on other events is no difference. Empty for equal sides; swapping the sides mirrors
/// it.
/// </summary>
/// <param name="Subjects">Points, versions and issues, by kind, id and party.</param>
/// <param name="OnlyInA">Events in force only on the one, in its order.</param>
/// <param name="OnlyInB">Events in force only on the other.</param>
/// <param name="Retimed">Events on both at different dates.</param>
/// <param name="Otherwise">Events on both at the same date, with other content.</param>
public sealed record Difference(
    ValueList<SubjectDifference> Subjects,
    ValueList<EventId> OnlyInA,
    ValueList<EventId> OnlyInB,
    ValueList<RetimedEvent> Retimed,
    ValueList<EventId> Otherwise)
{
    public bool IsEmpty => Subjects.Count + OnlyInA.Count + OnlyInB.Count + Retimed.Count + Otherwise.Count == 0;

    /// <summary>The first day on which anything stands differently; null when nothing does.</summary>
    public DateOnly? FirstDay
    {
        get
        {
            DateOnly? first = null;
            foreach (var subject in Subjects)
            {
                first = first is null || subject.Spans[0].From < first ? subject.Spans[0].From : first;
            }

            return first;
        }
    }

    /// <summary>Subjects that still stand differently at the end.</summary>
    public IEnumerable<SubjectDifference> AtTheEnd => Subjects.Where(s => s.Spans[^1].To is null);

    public static Difference Of(Timeline a, Timeline b)
    {
        var shared = a.StepsSharedWith(b);
        var (onlyInA, onlyInB, retimed, otherwise) = Events(a, b, shared);
        return new(Standings(a, b, shared).ToValueList(), onlyInA, onlyInB, retimed, otherwise);
    }

    /// <summary>Only what stands differently within a span of days, its ends included; events are left out.</summary>
    public Difference Within(DateOnly from, DateOnly to) => this with
    {
        Subjects = Subjects
            .Select(s => s with { Spans = s.Spans.Where(span => span.From <= to && (span.To is null || span.To > from)).ToValueList() })
            .Where(s => s.Spans.Count > 0)
            .ToValueList(),
    };

    private static IEnumerable<SubjectDifference> Standings(Timeline a, Timeline b, int shared)
    {
        var (tailA, tailB) = (Tail(a, shared), Tail(b, shared));
        foreach (var subject in tailA.Keys.Union(tailB.Keys).OrderBy(s => s.Kind).ThenBy(s => s.Id, StringComparer.Ordinal).ThenBy(s => s.Party?.Value, StringComparer.Ordinal))
        {
            // A subject that changes on one side only stands on the other as it did before the two part.
            var changesA = tailA.GetValueOrDefault(subject);
            var changesB = tailB.GetValueOrDefault(subject);
            var spans = Spans((changesA ?? changesB)!.Before, changesA?.Changes ?? [], changesB?.Changes ?? []);
            if (spans.Count > 0)
            {
                yield return new(subject, spans.ToValueList());
            }
        }
    }

    private sealed record Course(Standing? Before, List<(DateOnly Day, Standing Standing)> Changes);

    /// <summary>How each subject changes after the first steps, with what it was before; one standing a day, that at its end.</summary>
    private static Dictionary<Subject, Course> Tail(Timeline timeline, int from)
    {
        var courses = new Dictionary<Subject, Course>();
        var replay = timeline.ReplayBefore(from);
        foreach (var step in timeline.Steps[from..])
        {
            foreach (var change in replay.Apply(step))
            {
                if (!courses.TryGetValue(change.Subject, out var course))
                {
                    courses[change.Subject] = course = new(change.From, []);
                }

                if (course.Changes.Count > 0 && course.Changes[^1].Day == step.Day)
                {
                    course.Changes[^1] = (step.Day, change.To);
                }
                else
                {
                    course.Changes.Add((step.Day, change.To));
                }
            }
        }

        return courses;
    }

    private static List<DifferentSpan> Spans(Standing? before, List<(DateOnly Day, Standing Standing)> a, List<(DateOnly Day, Standing Standing)> b)
    {
        var spans = new List<DifferentSpan>();
        var (nowA, nowB) = (before, before);
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            var day = j >= b.Count || (i < a.Count && a[i].Day <= b[j].Day) ? a[i].Day : b[j].Day;
            if (i < a.Count && a[i].Day == day)
            {
                nowA = a[i++].Standing;
            }

            if (j < b.Count && b[j].Day == day)
            {
                nowB = b[j++].Standing;
            }

            var open = spans.Count > 0 && spans[^1].To is null ? spans[^1] : null;
            var differs = !Same(nowA, nowB);
            if (open is not null && differs && Same(open.A, nowA) && Same(open.B, nowB))
            {
                continue;
            }

            if (open is not null)
            {
                spans[^1] = open with { To = day };
            }

            if (differs)
            {
                spans.Add(new(day, null, nowA, nowB));
            }
        }

        return spans;
    }

    private static bool Same(Standing? a, Standing? b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a?.Cell is null && b?.Cell is null)
        {
            return a == b;
        }

        var (x, y) = (a?.Cell ?? Cell.Silent, b?.Cell ?? Cell.Silent);
        return x.Stance == y.Stance && x.Condition == y.Condition && x.Disputed == y.Disputed && x.Provisional == y.Provisional && x.Possible == y.Possible;
    }

    private static (ValueList<EventId> OnlyInA, ValueList<EventId> OnlyInB, ValueList<RetimedEvent> Retimed, ValueList<EventId> Otherwise) Events(Timeline a, Timeline b, int shared)
    {
        var (restA, restB) = (Rest(a), Rest(b));
        var onlyInA = new List<EventId>();
        var retimed = new List<RetimedEvent>();
        var otherwise = new List<EventId>();
        foreach (var (id, entry) in restA)
        {
            if (!restB.TryGetValue(id, out var other))
            {
                onlyInA.Add(id);
            }
            else if (entry.Event.Occurred != other.Event.Occurred)
            {
                retimed.Add(new(id, entry.Event.Occurred, other.Event.Occurred));
            }
            else if (!ReferenceEquals(entry, other) && !entry.StandsLike(other))
            {
                otherwise.Add(id);
            }
        }

        var onlyInB = restB.Keys.Where(id => !restA.ContainsKey(id));
        retimed.Sort((x, y) => string.CompareOrdinal(x.Event.Value, y.Event.Value));
        otherwise.Sort((x, y) => string.CompareOrdinal(x.Value, y.Value));
        return (onlyInA.ToValueList(), onlyInB.ToValueList(), retimed.ToValueList(), otherwise.ToValueList());

        Dictionary<EventId, TimelineEvent> Rest(Timeline timeline)
        {
            var rest = new Dictionary<EventId, TimelineEvent>();
            foreach (var step in timeline.Steps[shared..])
            {
                rest[step.Entry.Id] = step.Entry;
            }

            foreach (var entry in timeline.Undated)
            {
                rest[entry.Id] = entry;
            }

            return rest;
        }
    }
}
