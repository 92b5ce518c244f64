namespace NegotiationSim.Domain;

/// <summary>What is wrong with a what-if, and where in it.</summary>
/// <param name="Member">The member's path, <c>edits[2].remove</c>.</param>
/// <param name="Reason">What is wrong and what was expected.</param>
public sealed record WhatIfFault(string Member, string Reason);

/// <summary>What the edits make of one event.</summary>
/// <param name="Edit">Place of the edit in the what-if, from 0.</param>
/// <param name="Before">The event without the edits; null when it is inserted.</param>
/// <param name="After">The event with them; null when it is removed.</param>
public sealed record EditedEvent(int Edit, TimelineEvent? Before, TimelineEvent? After)
{
    public EventId Id => (After ?? Before)!.Id;
}

/// <summary>The edits of a what-if, read against the timeline that it builds on: which events become what.</summary>
public sealed class Overlay
{
    private Overlay(WhatIf whatIf, IReadOnlyList<EditedEvent> edited)
    {
        WhatIf = whatIf;
        Edited = edited;
    }

    public WhatIf WhatIf { get; }

    /// <summary>One entry for each event that an edit chose or brought, in the order of the edits.</summary>
    public IReadOnlyList<EditedEvent> Edited { get; }

    /// <summary>
    /// Reads a what-if against its base. Faults are all that is wrong: a match that finds nothing or too much, an event
    /// from before the fork, edits that contradict each other, a fork outside the history.
    /// </summary>
    public static (Overlay? Overlay, IReadOnlyList<WhatIfFault> Faults) Read(WhatIf whatIf, Timeline basis)
    {
        var reading = new Reading(whatIf, basis);
        reading.Read();
        return reading.Faults.Count > 0 ? (null, reading.Faults) : (new Overlay(whatIf, reading.Edited), []);
    }

    /// <summary>
    /// A timeline with the edits: that which the overlay was read against, or the same as known by an earlier day, on
    /// which an edited event does not count before it would have become known.
    /// </summary>
    public Timeline On(Timeline basis)
    {
        var removed = new HashSet<TimelineEvent>();
        var added = new List<TimelineEvent>();
        foreach (var edit in Edited)
        {
            if (edit.Before is { } before && basis.Find(before.Id) is { } present)
            {
                removed.Add(present);
            }

            if (edit.After is { } after && (basis.KnownBy is not { } knownBy || after.Known <= knownBy))
            {
                added.Add(after);
            }
        }

        return basis.With(WhatIf.Name, removed, added);
    }

    /// <summary>An event that is only supposed, as it stands on a timeline; without claims of its own, the what-if claims it.</summary>
    internal static TimelineEvent Supposed(WhatIfId whatIf, NegotiationEvent e)
    {
        var claimed = e.Claims.Count > 0 ? e : e with { Claims = [new Claim { By = $"what-if {whatIf}" }] };
        var known = claimed.KnownByItself ?? DateOnly.MaxValue;
        return new TimelineEvent
        {
            Event = claimed,
            Recorded = claimed,
            Known = known,
            KnownToHaveOccurred = claimed.Occurred.IsKnown ? (known < claimed.Occurred.Counts ? claimed.Occurred.Counts : known) : null,
            Certainty = claimed.Claims[0].Certainty,
            Disputed = false,
        };
    }

    private sealed class Reading(WhatIf whatIf, Timeline basis)
    {
        private readonly Dictionary<EventId, int> _editOf = [];

        public List<WhatIfFault> Faults { get; } = [];

        public List<EditedEvent> Edited { get; } = [];

        public void Read()
        {
            if (basis.FirstDay is not { } first || whatIf.Fork < first || whatIf.Fork > basis.LastDay)
            {
                Faults.Add(new("fork", $"{whatIf.Fork:yyyy-MM-dd} lies outside the history, expected a day from {basis.FirstDay:yyyy-MM-dd} to {basis.LastDay:yyyy-MM-dd}"));
            }

            for (var i = 0; i < whatIf.Edits.Count; i++)
            {
                Edit(i, whatIf.Edits[i]);
            }

            RefuseUnknownNames();
            for (var i = 0; i < whatIf.Rules.Count; i++)
            {
                Rule($"rules[{i}]", whatIf.Rules[i]);
            }
        }

        private void Edit(int index, Edit edit)
        {
            var at = $"edits[{index}]";
            var given = new[] { edit.Insert is not null, edit.Remove is not null, edit.Replace is not null, edit.Retime is not null }.Count(g => g);
            if (given != 1)
            {
                Faults.Add(new(at, "expected exactly one of insert, remove, replace, retime"));
            }
            else if (edit.Insert is { } inserted)
            {
                Insert(index, $"{at}.insert", inserted);
            }
            else if (edit.Remove is { } remove)
            {
                foreach (var entry in Chosen($"{at}.remove", remove))
                {
                    Put(index, $"{at}.remove", entry, null);
                }
            }
            else if (edit.Replace is { } replace)
            {
                Replace(index, at, replace, edit.With);
            }
            else
            {
                Retime(index, at, edit);
            }
        }

        private void Insert(int index, string at, NegotiationEvent inserted)
        {
            if (basis.Ledger.Find(inserted.Id) is not null || basis.Find(inserted.Id) is not null)
            {
                Faults.Add(new($"{at}.id", $"'{inserted.Id}' is an event of the base already; expected an id of its own, or replace"));
            }
            else if (Supposable(at, inserted))
            {
                Put(index, at, null, Supposed(whatIf.Name, inserted));
            }
        }

        private void Replace(int index, string at, EventMatch match, NegotiationEvent? with)
        {
            if (with is null)
            {
                Faults.Add(new(at, "expected 'with': the event that takes the place of the replaced one"));
                return;
            }

            if (match.Count is > 1)
            {
                Faults.Add(new($"{at}.replace.count", "expected one event to replace; several would become the same event"));
                return;
            }

            foreach (var entry in Chosen($"{at}.replace", match))
            {
                if (with.Id != entry.Id)
                {
                    Faults.Add(new($"{at}.with.id", $"expected '{entry.Id}', the id of the replaced event"));
                }
                else if (Supposable($"{at}.with", with))
                {
                    Put(index, $"{at}.replace", entry, Supposed(whatIf.Name, with));
                }
            }
        }

        private void Retime(int index, string at, Edit edit)
        {
            if (edit.To is null == edit.Days is null)
            {
                Faults.Add(new(at, "expected exactly one of to, days"));
                return;
            }

            if (edit.Days is < -36_500 or > 36_500)
            {
                Faults.Add(new($"{at}.days", "expected at most 36500 days either way"));
                return;
            }

            foreach (var entry in Chosen($"{at}.retime", edit.Retime!))
            {
                var before = entry.Event.Occurred;
                if (edit.Days is not null && !before.IsKnown)
                {
                    Faults.Add(new($"{at}.days", $"'{entry.Id}' has no known date to count from; expected 'to'"));
                    continue;
                }

                var after = edit.To ?? before.PlusDays(edit.Days!.Value);
                if (after.IsKnown && after.First < whatIf.Fork)
                {
                    Faults.Add(new(edit.To is null ? $"{at}.days" : $"{at}.to", $"'{entry.Id}' would be of {after}, before the fork on {whatIf.Fork:yyyy-MM-dd}"));
                    continue;
                }

                Put(index, $"{at}.retime", entry, Moved(entry, after));
            }
        }

        /// <summary>The event at another date; what was claimed about it is supposed to have been claimed as much earlier or later.</summary>
        private static TimelineEvent Moved(TimelineEvent entry, When to)
        {
            var days = to.IsKnown && entry.Event.Occurred.IsKnown ? to.Counts.DayNumber - entry.Day.DayNumber : 0;
            return new TimelineEvent
            {
                Event = entry.Event with { Occurred = to },
                Recorded = entry.Recorded,
                Known = Shifted(entry.Known),
                KnownToHaveOccurred = entry.KnownToHaveOccurred is { } known ? Shifted(known) : null,
                Certainty = entry.Certainty,
                Disputed = entry.Disputed,
            };

            DateOnly Shifted(DateOnly day) => DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
        }

        private List<TimelineEvent> Chosen(string at, EventMatch match)
        {
            var chosen = Find(at, match);
            var wanted = match.Count ?? 1;
            if (match.IsEmpty)
            {
                Faults.Add(new(at, "expected an event, or members that choose one: type, party, point, version, issue, meeting, deadline, from, to"));
                return [];
            }

            if (chosen.Count != wanted)
            {
                var found = chosen.Count == 0
                    ? match.Event is { } id && Nearest.Of(id.Value, basis.Events.Select(e => e.Id.Value)) is { } near ? $"no event; did you mean '{near}'?" : "no event of the base"
                    : $"{chosen.Count} events ({string.Join(", ", chosen.Take(5).Select(e => e.Id))}{(chosen.Count > 5 ? ", ..." : "")})";
                Faults.Add(new(at, $"expected to find {wanted} with {match}, found {found}"));
                return [];
            }

            foreach (var entry in chosen)
            {
                if (entry.Event.IsAmendment())
                {
                    Faults.Add(new(at, $"'{entry.Id}' is a {EventTypes.NameOf(entry.Event)}: it says what is known, also about the time before the fork; to do without it, ask for an earlier knownBy"));
                    return [];
                }

                if (entry.Event.Occurred is { IsKnown: true } occurred && occurred.First < whatIf.Fork)
                {
                    Faults.Add(new(at, $"'{entry.Id}' is of {occurred}, before the fork on {whatIf.Fork:yyyy-MM-dd}"));
                    return [];
                }
            }

            return chosen;
        }

        private List<TimelineEvent> Find(string at, EventMatch match)
        {
            if (match.Type is { } type && EventTypes.Find(type) is null)
            {
                var near = Nearest.Of(type, EventTypes.All.Select(t => t.Name)) is { } n ? $"; did you mean '{n}'?" : "";
                Faults.Add(new($"{at}.type", $"there is no event type '{type}'{near}"));
            }

            return match.Event is { } id
                ? basis.Find(id) is { } entry && match.Matches(entry.Event) ? [entry] : []
                : [.. basis.Events.Where(entry => match.Matches(entry.Event))];
        }

        private bool Supposable(string at, NegotiationEvent e)
        {
            var faults = Faults.Count;
            if (e.IsAmendment())
            {
                Faults.Add(new($"{at}.type", "expected an event about the talks or their context"));
            }

            if (e.Occurred is { IsKnown: true } occurred && occurred.First < whatIf.Fork)
            {
                Faults.Add(new($"{at}.occurred", $"{occurred} lies before the fork on {whatIf.Fork:yyyy-MM-dd}"));
            }

            Faults.AddRange(e.Faults().Select(f => new WhatIfFault(f.Member.Length == 0 ? at : $"{at}.{f.Member}", $"expected {f.Expected}")));
            return Faults.Count == faults;
        }

        private void Put(int index, string at, TimelineEvent? before, TimelineEvent? after)
        {
            var id = (after ?? before)!.Id;
            if (_editOf.TryGetValue(id, out var other))
            {
                Faults.Add(new(at, $"'{id}' is edited by edits[{other}] already; edits count all at once, so one event takes one edit"));
                return;
            }

            _editOf[id] = index;
            Edited.Add(new(index, before, after));
        }

        /// <summary>What inserted events and rules name must exist in the base or in another insertion.</summary>
        private void RefuseUnknownNames()
        {
            var known = new HashSet<(Type, string)>();
            foreach (var e in basis.Ledger.Events.Concat(basis.Events.Select(entry => entry.Event)).Concat(Supposes()))
            {
                known.Add((typeof(EventId), e.Id.Value));
                foreach (var reference in References.Of(e))
                {
                    if (reference.Introduces)
                    {
                        known.Add((reference.Kind, reference.Name));
                    }
                }
            }

            for (var i = 0; i < whatIf.Edits.Count; i++)
            {
                Check($"edits[{i}].insert", whatIf.Edits[i].Insert);
                Check($"edits[{i}].with", whatIf.Edits[i].With);
            }

            for (var i = 0; i < whatIf.Rules.Count; i++)
            {
                for (var j = 0; j < whatIf.Rules[i].Then.Count; j++)
                {
                    Check($"rules[{i}].then[{j}].event", whatIf.Rules[i].Then[j].Event);
                }
            }

            void Check(string at, NegotiationEvent? e)
            {
                foreach (var reference in e is null ? [] : References.Of(e))
                {
                    if (!reference.Introduces && reference.Kind != typeof(MeetingId) && reference.Kind != typeof(DeadlineId) && !known.Contains((reference.Kind, reference.Name)))
                    {
                        var near = Nearest.Of(reference.Name, known.Where(k => k.Item1 == reference.Kind).Select(k => k.Item2)) is { } n ? $"; did you mean '{n}'?" : "";
                        Faults.Add(new($"{at}.{reference.Member}", $"there is no {reference.Kind.Name[..^2].ToLowerInvariant()} '{reference.Name}'{near}"));
                    }
                }
            }

            IEnumerable<NegotiationEvent> Supposes() =>
                whatIf.Edits.SelectMany(e => new[] { e.Insert, e.With }).OfType<NegotiationEvent>();
        }

        private void Rule(string at, ConsequenceRule rule)
        {
            if (rule.When.IsEmpty)
            {
                Faults.Add(new($"{at}.when", "expected members that choose the event: type, party, point, version, issue, meeting, deadline, event"));
            }

            if (rule.When.Type is { } type && EventTypes.Find(type) is null)
            {
                Faults.Add(new($"{at}.when.type", $"there is no event type '{type}'"));
            }

            if (rule.AtMost is < 1 or > 1_000)
            {
                Faults.Add(new($"{at}.atMost", "expected a number from 1 to 1000"));
            }

            if (rule.Then.Count == 0)
            {
                Faults.Add(new($"{at}.then", "expected at least one event"));
            }

            for (var i = 0; i < rule.While.Count; i++)
            {
                var c = rule.While[i];
                var subjects = (c.Point is null ? 0 : 1) + (c.Version is null ? 0 : 1) + (c.Issue is null ? 0 : 1);
                if (subjects != 1 || (c.Party is null ? c.Statuses.Count == 0 || c.Issue is not null : c.Stances.Count == 0))
                {
                    Faults.Add(new($"{at}.while[{i}]", "expected one of point, version, issue, with party and stances, or with statuses (not for an issue)"));
                }
            }

            for (var i = 0; i < rule.Then.Count; i++)
            {
                var then = rule.Then[i];
                var where = $"{at}.then[{i}]";
                if (then.AfterDays is < 0 or > 3_650)
                {
                    Faults.Add(new($"{where}.afterDays", "expected 0 to 3650 days"));
                }

                if (then.Event.Occurred.IsKnown)
                {
                    Faults.Add(new($"{where}.event.occurred", "expected unknown: the day follows from the event that sets the rule off"));
                }

                if (then.ForDays is not null && then.Event is not (DeadlineSet or DeadlineMoved or MeetingScheduled or MeetingPostponed))
                {
                    Faults.Add(new($"{where}.forDays", "expected only with a deadline or a meeting that is scheduled or postponed"));
                }

                Supposable($"{where}.event", then.Event);
            }
        }
    }
}
