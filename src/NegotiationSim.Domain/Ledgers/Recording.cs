namespace NegotiationSim.Domain;

/// <summary>
/// The decision whether events may be recorded. Little is refused: malformed events, references to nothing, and the same
/// id with other content. What should not be and yet is reported is recorded and remarked on by <see cref="Rules"/>.
/// </summary>
public static class Recording
{
    /// <summary>All of the events, or none: the reasons are collected over all of them.</summary>
    public static Decision Decide(Ledger ledger, IReadOnlyList<NegotiationEvent> events)
    {
        if (ledger.Count + events.Count > Limits.Events)
        {
            return new Decision.Refused([new(0, default, "", $"a negotiation has at most {Limits.Events} events; {ledger.Count} are recorded and {events.Count} would follow")]);
        }

        var refusals = new List<Refusal>();
        var added = new List<(int Index, NegotiationEvent Event)>();
        var byId = new Dictionary<EventId, NegotiationEvent>();
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            if ((ledger.Find(e.Id) ?? byId.GetValueOrDefault(e.Id)) is { } same)
            {
                if (!same.Equals(e))
                {
                    refusals.Add(new(i, e.Id, "id", $"'{e.Id}' is recorded already with other content; to change it, record an event-corrected, event-retimed or event-retracted that names it"));
                }

                continue;
            }

            refusals.AddRange(e.Malformed().Select(f => new Refusal(i, e.Id, f.Member, $"expected {f.Expected}")));
            byId.Add(e.Id, e);
            added.Add((i, e));
        }

        if (added.Count > 0)
        {
            var names = new Names(ledger, added.Select(a => a.Event));
            foreach (var (index, e) in added)
            {
                refusals.AddRange(names.RefusalsOf(index, e));
                refusals.AddRange(Amendment(index, e, id => ledger.Find(id) ?? byId.GetValueOrDefault(id)));
            }

            refusals.AddRange(Cycles(added, byId));
        }

        return refusals.Count > 0
            ? new Decision.Refused([.. refusals.OrderBy(r => r.Index)])
            : new Decision.Admitted([.. added.Select(a => a.Event)], events.Count - added.Count);
    }

    private static IEnumerable<Refusal> Amendment(int index, NegotiationEvent e, Func<EventId, NegotiationEvent?> find)
    {
        var (target, allowed) = e switch
        {
            ClaimAdded added => (find(added.Event), (Func<NegotiationEvent, bool>)(t => t is not ClaimAdded)),
            EventCorrected corrected => (find(corrected.Event), t => !t.IsAmendment()),
            EventRetimed retimed => (find(retimed.Event), t => !t.IsAmendment()),
            _ => (null, _ => true),
        };
        if (target is not null && !allowed(target))
        {
            yield return new(index, e.Id, "event", $"'{target.Id}' is a {EventTypes.NameOf(target)}: it can only be retracted");
        }
    }

    /// <summary>Causes and retractions must not go round in a circle. Only new events can close one.</summary>
    private static IEnumerable<Refusal> Cycles(List<(int Index, NegotiationEvent Event)> added, Dictionary<EventId, NegotiationEvent> batch)
    {
        var done = new HashSet<EventId>();
        foreach (var (index, e) in added)
        {
            if (ClosesCircle(e, [], batch, done))
            {
                var member = e is EventRetracted retracted && batch.GetValueOrDefault(retracted.Event) is EventRetracted ? "event" : "because";
                yield return new(index, e.Id, member, "the events that follow from each other go round in a circle");
            }
        }
    }

    private static bool ClosesCircle(NegotiationEvent start, HashSet<EventId> path, Dictionary<EventId, NegotiationEvent> batch, HashSet<EventId> done)
    {
        // Depth first, with a stack of our own: a chain of causes may be as long as the file.
        var stack = new Stack<(NegotiationEvent Event, bool Leave)>();
        stack.Push((start, false));
        while (stack.TryPop(out var visit))
        {
            if (visit.Leave)
            {
                path.Remove(visit.Event.Id);
                done.Add(visit.Event.Id);
                continue;
            }

            if (done.Contains(visit.Event.Id))
            {
                continue;
            }

            if (!path.Add(visit.Event.Id))
            {
                return true;
            }

            stack.Push((visit.Event, true));
            foreach (var next in visit.Event is EventRetracted retracted ? visit.Event.Because.With(retracted.Event) : visit.Event.Because)
            {
                if (batch.TryGetValue(next, out var cause))
                {
                    if (path.Contains(next))
                    {
                        done.UnionWith(path);
                        return true;
                    }

                    stack.Push((cause, false));
                }
            }
        }

        return false;
    }

    /// <summary>The names that events bring, and what each refers to.</summary>
    private sealed class Names
    {
        private readonly Dictionary<(Type Kind, string Name), EventId> _introduced = [];
        private readonly HashSet<string> _events = [];

        public Names(Ledger ledger, IEnumerable<NegotiationEvent> added)
        {
            foreach (var e in ledger.Events.Concat(added))
            {
                _events.Add(e.Id.Value);
                var bringer = e is EventCorrected corrected ? corrected.Event : e.Id; // whichever of the two came first
                foreach (var reference in References.Of(e))
                {
                    if (reference.Introduces)
                    {
                        _introduced.TryAdd((reference.Kind, reference.Name), bringer);
                    }
                }
            }
        }

        public IEnumerable<Refusal> RefusalsOf(int index, NegotiationEvent e)
        {
            foreach (var reference in References.Of(e))
            {
                if (reference.Introduces)
                {
                    if (IsOnce(reference.Kind) && e is not EventCorrected && _introduced[(reference.Kind, reference.Name)] is var first && first != e.Id)
                    {
                        yield return new(index, e.Id, reference.Member, $"'{reference.Name}' is introduced already, by '{first}'");
                    }
                }
                else if (reference.Kind == typeof(EventId) ? !_events.Contains(reference.Name) : IsIntroducedByEvents(reference.Kind) && !_introduced.ContainsKey((reference.Kind, reference.Name)))
                {
                    yield return new(index, e.Id, reference.Member, $"there is no {Word(reference.Kind)} '{reference.Name}'{Suggestion(reference)}");
                }
            }
        }

        /// <summary>Meetings and deadlines exist from the first event that names them: the record of reality has holes.</summary>
        private static bool IsIntroducedByEvents(Type kind) => kind != typeof(MeetingId) && kind != typeof(DeadlineId);

        private static bool IsOnce(Type kind) => kind == typeof(SetId) || kind == typeof(VersionId) || kind == typeof(PackageId);

        private static string Word(Type kind) => kind == typeof(SetId) ? "unnamed set" : kind.Name[..^2].ToLowerInvariant();

        private string Suggestion(Reference reference)
        {
            var known = reference.Kind == typeof(EventId) ? _events : _introduced.Keys.Where(k => k.Kind == reference.Kind).Select(k => k.Name);
            return Nearest.Of(reference.Name, known) is { } near ? $"; did you mean '{near}'?" : "";
        }
    }
}
