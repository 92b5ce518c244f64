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
        if (events.Count > Limits.EventsAtOnce)
        {
            return new Decision.Refused([new(0, default, "", $"at most {Limits.EventsAtOnce} events are recorded at once, and these are {events.Count}")]);
        }

        var following = events.Count(e => ledger.Find(e.Id) is null);
        if (ledger.Count + following > Limits.Events)
        {
            return new Decision.Refused([new(0, default, "", $"a negotiation has at most {Limits.Events} events; {ledger.Count} are recorded and {following} would follow")]);
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

            refusals.AddRange(Circles(ledger, added, byId));
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
            yield return new(index, e.Id, "event", $"'{target.Id}' is of type {EventTypes.NameOf(target)}: it can only be retracted");
        }

        if (IsTooDeep(e, find))
        {
            yield return new(index, e.Id, "event", $"expected at most {Limits.RetractionDepth} retractions and claims about each other in a row");
        }
    }

    /// <summary>
    /// Causes, as recorded or as corrected, must not go round in a circle, nor retractions and the claims about them, whose
    /// standing depends on each other. Only new events can close a circle.
    /// </summary>
    private static IEnumerable<Refusal> Circles(Ledger ledger, List<(int Index, NegotiationEvent Event)> added, Dictionary<EventId, NegotiationEvent> batch)
    {
        var corrections = ledger.Events.Concat(added.Select(a => a.Event)).OfType<EventCorrected>().Where(c => c.Instead.Because.Count > 0).ToLookup(c => c.Event);
        // What is recorded leads back to what is new only where a new correction gives it a new cause.
        var isThroughLedger = added.Any(a => a.Event is EventCorrected { Instead.Because.Count: > 0 });
        var done = new HashSet<EventId>();
        foreach (var (index, e) in added)
        {
            if (ClosesCircle(e is EventCorrected corrected ? corrected.Event : e.Id, Leads, done) is var (closing, next))
            {
                var (at, by, member) = added.Select(a => (a.Index, a.Event.Id, Member: Leading(a.Event, closing, next))).FirstOrDefault(a => a.Member is not null, (index, e.Id, Member: e is EventCorrected ? "instead.because" : "because"));
                yield return new(at, by, member!, $"expected no circle: '{next}' follows from '{closing}' itself");
            }
        }

        // The member of an event by which one leads to the next; null: none.
        static string? Leading(NegotiationEvent e, EventId from, EventId to) =>
            e is EventCorrected corrected && corrected.Event == from && corrected.Instead.Because.Contains(to) ? "instead.because"
            : e.Id != from ? null
            : e.Because.Contains(to) ? "because"
            : Target(e) == to ? "event"
            : null;

        IEnumerable<EventId> Leads(EventId id)
        {
            var e = batch.GetValueOrDefault(id) ?? (isThroughLedger ? ledger.Find(id) : null);
            var own = e is null ? [] : Target(e) is { } target ? e.Because.With(target) : e.Because;
            return own.Concat(corrections[id].SelectMany(c => c.Instead.Because));
        }
    }

    /// <summary>An event that can be reached from <paramref name="start"/> and leads back to one before it, and to which.</summary>
    private static (EventId Closing, EventId Next)? ClosesCircle(EventId start, Func<EventId, IEnumerable<EventId>> leads, HashSet<EventId> done)
    {
        // Depth first, with a stack of our own: a chain of causes may be as long as the file.
        var path = new HashSet<EventId>();
        var stack = new Stack<(EventId Event, bool Leave)>();
        stack.Push((start, false));
        while (stack.TryPop(out var visit))
        {
            if (visit.Leave)
            {
                path.Remove(visit.Event);
                done.Add(visit.Event);
                continue;
            }

            if (done.Contains(visit.Event))
            {
                continue;
            }

            path.Add(visit.Event);
            stack.Push((visit.Event, true));
            foreach (var next in leads(visit.Event))
            {
                if (path.Contains(next))
                {
                    done.UnionWith(path);
                    return (visit.Event, next);
                }

                stack.Push((next, false));
            }
        }

        return null;
    }

    /// <summary>The event whose standing in force a retraction or an added claim decides; null for other events.</summary>
    private static EventId? Target(NegotiationEvent e) => e switch
    {
        EventRetracted retracted => retracted.Event,
        ClaimAdded added => added.Event,
        _ => null,
    };

    private static bool IsTooDeep(NegotiationEvent e, Func<EventId, NegotiationEvent?> find)
    {
        for (var depth = 0; Target(e) is { } target && find(target) is { } next; e = next)
        {
            if (++depth > Limits.RetractionDepth)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names that events bring, and what each refers to.</summary>
    private sealed class Names
    {
        /// <summary>Each compares a name with all there are: one for every slip of a large file would take minutes.</summary>
        private const int MostSuggestions = 100;

        private readonly Dictionary<(Type Kind, string Name), EventId> _introduced = [];
        private readonly HashSet<string> _events = [];
        private readonly Dictionary<string, int> _counts = [];
        private readonly HashSet<(Type Kind, string Name)> _tooMany = [];
        private int _suggestions;

        public Names(Ledger ledger, IEnumerable<NegotiationEvent> added)
        {
            foreach (var e in ledger.Events.Concat(added))
            {
                _events.Add(e.Id.Value);
                var bringer = e is EventCorrected corrected ? corrected.Event : e.Id; // whichever of the two came first
                foreach (var reference in References.Of(e))
                {
                    if (reference.Introduces && _introduced.TryAdd((reference.Kind, reference.Name), bringer) && IsBeyondLimit(reference))
                    {
                        _tooMany.Add((reference.Kind, reference.Name));
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
                    if (_tooMany.Contains((reference.Kind, reference.Name)))
                    {
                        yield return new(index, e.Id, reference.Member, $"expected {Limit(reference.Kind)}");
                    }
                    else if (IsOnce(reference.Kind) && e is not EventCorrected && _introduced[(reference.Kind, reference.Name)] is var first && first != e.Id)
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

        private bool IsBeyondLimit(Reference reference)
        {
            if (reference.Kind != typeof(PartyId) && reference.Kind != typeof(PointId))
            {
                return false;
            }

            var (whole, most) = reference.Kind == typeof(PartyId) ? ("", Limits.Parties) : (new PointId(reference.Name).Version.Value, Limits.ListItems);
            _counts[whole] = _counts.GetValueOrDefault(whole) + 1;
            return _counts[whole] > most;
        }

        private static string Limit(Type kind) =>
            kind == typeof(PartyId) ? $"at most {Limits.Parties} parties in a negotiation" : $"at most {Limits.ListItems} points in a version";

        /// <summary>Meetings and deadlines exist from the first event that names them: the record of reality has holes.</summary>
        private static bool IsIntroducedByEvents(Type kind) => kind != typeof(MeetingId) && kind != typeof(DeadlineId);

        private static bool IsOnce(Type kind) => kind == typeof(SetId) || kind == typeof(VersionId) || kind == typeof(PackageId);

        private static string Word(Type kind) => kind == typeof(SetId) ? "unnamed set" : kind.Name[..^2].ToLowerInvariant();

        private string Suggestion(Reference reference)
        {
            if (_suggestions++ >= MostSuggestions)
            {
                return "";
            }

            var known = reference.Kind == typeof(EventId) ? _events : _introduced.Keys.Where(k => k.Kind == reference.Kind).Select(k => k.Name);
            return Nearest.Of(reference.Name, known) is { } near ? $"; did you mean '{near}'?" : "";
        }
    }
}
