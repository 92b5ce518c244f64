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
    private readonly DateOnly? _knownBy;

    private Overlay(WhatIf whatIf, IReadOnlyList<EditedEvent> edited, DateOnly? knownBy)
    {
        WhatIf = whatIf;
        Edited = edited;
        _knownBy = knownBy;
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
        return reading.Faults.Count > 0 ? (null, reading.Faults) : (new Overlay(whatIf, reading.Edited, basis.KnownBy), []);
    }

    /// <summary>
    /// A timeline with the edits: that which the overlay was read against, or the same as known by an earlier day, on
    /// which an edited event does not count before it would have become known.
    /// </summary>
    public Timeline On(Timeline basis)
    {
        var (removed, added) = Of(basis);
        return basis.With(WhatIf.Name, removed, added);
    }

    /// <summary>What the edits take from a timeline, and what they put on it.</summary>
    internal (HashSet<TimelineEvent> Removed, List<TimelineEvent> Added) Of(Timeline basis)
    {
        var removed = new HashSet<TimelineEvent>();
        var added = new List<TimelineEvent>();
        foreach (var edit in Edited)
        {
            if (edit.Before is { } before && basis.Find(before.Id) is { } present)
            {
                removed.Add(present);
            }

            // What the edits were read against knows of them all, also of those from after its last day of knowledge.
            if (edit.After is { } after && (basis.KnownBy is not { } knownBy || after.Known <= knownBy || knownBy >= _knownBy))
            {
                added.Add(after);
            }
        }

        return (removed, added);
    }

    /// <summary>An event that is only supposed, as it stands on a timeline; without claims of its own, the what-if claims it.</summary>
    internal static TimelineEvent Supposed(WhatIf whatIf, NegotiationEvent e)
    {
        // Without a date of its own to become known on, it does on the day of the fork.
        var claimed = e.Claims.Count > 0 ? e : e with { Claims = [new Claim { By = $"what-if {whatIf.Name}", Known = e.Occurred.IsKnown ? null : whatIf.Fork }] };
        var known = claimed.KnownByItself ?? DateOnly.MaxValue;
        return new TimelineEvent
        {
            Event = claimed,
            Recorded = claimed,
            Known = known,
            KnownToHaveOccurred = claimed.Occurred.IsKnown ? (known < claimed.Occurred.Counts ? claimed.Occurred.Counts : known) : null,
            Certainty = claimed.Claims.Min(c => c.Certainty),
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
            if (basis.FirstDay is not { } first)
            {
                Faults.Add(new("fork", "the base has no event with a date, so there is no history to fork"));
            }
            else if (whatIf.Fork < first || whatIf.Fork > basis.LastDay)
            {
                Faults.Add(new("fork", $"{whatIf.Fork:yyyy-MM-dd} lies outside the history, expected a day from {basis.FirstDay:yyyy-MM-dd} to {basis.LastDay:yyyy-MM-dd}"));
            }

            if (whatIf.Edits.Count > Limits.Edits || whatIf.Rules.Count > Limits.ConsequenceRules)
            {
                Faults.Add(new(whatIf.Edits.Count > Limits.Edits ? "edits" : "rules", $"expected at most {Limits.Edits} edits and {Limits.ConsequenceRules} rules"));
                return;
            }

            for (var i = 0; i < whatIf.Edits.Count; i++)
            {
                Edit(i, whatIf.Edits[i]);
            }

            for (var i = 0; i < whatIf.Rules.Count; i++)
            {
                Rule($"rules[{i}]", whatIf.Rules[i]);
            }

            RefuseSameIds();
            RefuseUnknownNames();
            RefuseSecondIntroductions();
            RefuseCircles();
        }

        private void Edit(int index, Edit edit)
        {
            var at = $"edits[{index}]";
            var given = new[] { edit.Insert is not null, edit.Remove is not null, edit.Replace is not null, edit.Retime is not null }.Count(g => g);
            if (given != 1)
            {
                Faults.Add(new(at, "expected exactly one of insert, remove, replace, retime"));
            }
            else if (edit.With is not null && edit.Replace is null)
            {
                Faults.Add(new($"{at}.with", "expected only beside replace"));
            }
            else if ((edit.To is not null || edit.Days is not null) && edit.Retime is null)
            {
                Faults.Add(new($"{at}.{(edit.To is null ? "days" : "to")}", "expected only beside retime"));
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
            if (basis.Find(inserted.Id) is not null)
            {
                Faults.Add(new($"{at}.id", $"'{inserted.Id}' is an event of the base already; expected an id of its own, or replace"));
            }
            else if (basis.Ledger.Find(inserted.Id) is not null)
            {
                Faults.Add(new($"{at}.id", $"'{inserted.Id}' is recorded already, though not in force on the base; expected an id of its own"));
            }
            else if (Supposable(at, inserted))
            {
                Put(index, at, null, Supposed(whatIf, inserted));
            }
        }

        private void Replace(int index, string at, EventMatch match, NegotiationEvent? with)
        {
            if (with is null)
            {
                Faults.Add(new(at, "expected 'with': the event that takes the place of the replaced one"));
                return;
            }

            if (match.Count > 1)
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
                    Put(index, $"{at}.replace", entry, Supposed(whatIf, with));
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

                // Years first: adding days to the first or the last day that there is would fail.
                var after = edit.To ?? (IsWithinYears(before.First.Year + (edit.Days!.Value / 365)) ? before.PlusDays(edit.Days.Value) : When.Day(default));
                if (after.IsKnown && !(IsWithinYears(after.First.Year) && IsWithinYears(after.Last.Year)))
                {
                    Faults.Add(new(edit.To is null ? $"{at}.days" : $"{at}.to", $"expected a date from the year {Limits.FirstYear} to {Limits.LastYear}"));
                    continue;
                }

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

        private static bool IsWithinYears(int year) => year is >= Limits.FirstYear and <= Limits.LastYear;

        private List<TimelineEvent> Chosen(string at, EventMatch match)
        {
            var wanted = match.Count ?? 1;
            if (match.IsEmpty)
            {
                Faults.Add(new(at, "expected an event, or members that choose one: type, party, point, version, issue, meeting, deadline, from, to"));
                return [];
            }

            if (wanted < 1)
            {
                Faults.Add(new($"{at}.count", "expected 1 or more"));
                return [];
            }

            if (match.Type is { } type && RefusesType($"{at}.type", type))
            {
                return [];
            }

            var chosen = Find(match);
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

        /// <summary>What is meant. An amendment is meant only by its id or type: who chooses by a point means the talks.</summary>
        private List<TimelineEvent> Find(EventMatch match)
        {
            var among = match switch
            {
                { Event: { } id } => basis.Find(id) is { } entry ? [entry] : [],
                { Point: { } point } => basis.Naming(typeof(PointId), point.Value),
                { Meeting: { } meeting } => basis.Naming(typeof(MeetingId), meeting.Value),
                { Deadline: { } deadline } => basis.Naming(typeof(DeadlineId), deadline.Value),
                { Version: { } version } => basis.Naming(typeof(VersionId), version.Value),
                { Issue: { } issue } => basis.Naming(typeof(IssueId), issue.Value),
                { Party: { } party } => basis.Naming(typeof(PartyId), party.Value),
                _ => basis.Events.Concat(basis.Undated),
            };
            return [.. among.Where(entry => (match.Event is not null || match.Type is not null || !entry.Event.IsAmendment()) && match.Matches(entry.Event))];
        }

        private bool RefusesType(string at, string type)
        {
            if (EventTypes.Find(type) is not null)
            {
                return false;
            }

            Faults.Add(new(at, $"there is no event type '{type}'{Suggestion(type, EventTypes.All.Select(t => t.Name))}"));
            return true;
        }

        private static string Suggestion(string name, IEnumerable<string> names) => Nearest.Of(name, names) is { } near ? $"; did you mean '{near}'?" : "";

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

            var malformed = e.Claims.Count > 0 ? e.Malformed() : e.Faults();
            Faults.AddRange(malformed.Select(f => new WhatIfFault(f.Member.Length == 0 ? at : $"{at}.{f.Member}", $"expected {f.Expected}")));
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

        /// <summary>The ids that rules make must be free, whichever of them fires.</summary>
        private void RefuseSameIds()
        {
            var taken = new Dictionary<EventId, string>();
            for (var i = 0; i < whatIf.Rules.Count; i++)
            {
                for (var j = 0; j < whatIf.Rules[i].Then.Count; j++)
                {
                    var at = $"rules[{i}].then[{j}].event.id";
                    var id = whatIf.Rules[i].Then[j].Event.Id;
                    if (!taken.TryAdd(id, at))
                    {
                        Faults.Add(new(at, $"'{id}' is the id at {taken[id]} already; expected one of its own"));
                    }
                    else if (Made(whatIf.Rules[i], id).FirstOrDefault(m => basis.Ledger.Find(m) is not null || basis.Find(m) is not null || _editOf.ContainsKey(m)) is { Value: not null } other)
                    {
                        Faults.Add(new(at, $"the rule makes '{other}', which is an event already; expected an id of its own"));
                    }
                }
            }
        }

        private static IEnumerable<EventId> Made(ConsequenceRule rule, EventId id) =>
            Enumerable.Range(1, Math.Clamp(rule.AtMost, 1, Limits.Firings)).Select(n => Consequences.IdOf(id, n));

        /// <summary>What inserted events and rules name must exist in the base, in another insertion or in what a rule makes.</summary>
        private void RefuseUnknownNames()
        {
            var inserted = whatIf.Edits.SelectMany(e => new[] { e.Insert, e.With }).OfType<NegotiationEvent>().ToList();
            var followed = whatIf.Rules.SelectMany(r => r.Then.Select(t => (Rule: r, t.Event))).ToList();
            var brought = References.IntroducedBy(inserted.Concat(followed.Select(f => f.Event))).ToHashSet();
            brought.UnionWith(inserted.Select(e => (typeof(EventId), e.Id.Value)));
            brought.UnionWith(followed.SelectMany(f => Made(f.Rule, f.Event.Id)).Select(id => (typeof(EventId), id.Value)));
            for (var i = 0; i < whatIf.Edits.Count; i++)
            {
                InEvent($"edits[{i}].insert", whatIf.Edits[i].Insert);
                InEvent($"edits[{i}].with", whatIf.Edits[i].With);
            }

            for (var i = 0; i < whatIf.Rules.Count; i++)
            {
                var rule = whatIf.Rules[i];
                InMatch($"rules[{i}].when", rule.When);
                for (var j = 0; j < rule.While.Count; j++)
                {
                    var at = $"rules[{i}].while[{j}]";
                    Name($"{at}.point", rule.While[j].Point);
                    Name($"{at}.version", rule.While[j].Version);
                    Name($"{at}.issue", rule.While[j].Issue);
                    Name($"{at}.party", rule.While[j].Party);
                }

                for (var j = 0; j < rule.Then.Count; j++)
                {
                    InEvent($"rules[{i}].then[{j}].event", rule.Then[j].Event);
                }
            }

            void InEvent(string at, NegotiationEvent? e)
            {
                foreach (var reference in e is null ? [] : References.Of(e))
                {
                    if (!reference.Introduces)
                    {
                        Check($"{at}.{reference.Member}", reference.Kind, reference.Name);
                    }
                }
            }

            void InMatch(string at, EventMatch match)
            {
                Name($"{at}.event", match.Event);
                Name($"{at}.party", match.Party);
                Name($"{at}.point", match.Point);
                Name($"{at}.version", match.Version);
                Name($"{at}.issue", match.Issue);
            }

            void Name<T>(string at, T? name)
                where T : struct, IIdentifier<T>
            {
                if (name is { } n)
                {
                    Check(at, typeof(T), n.Value);
                }
            }

            // Meetings and deadlines exist from the first event that names them.
            void Check(string at, Type kind, string name)
            {
                var exists = kind == typeof(MeetingId) || kind == typeof(DeadlineId) || brought.Contains((kind, name))
                    || (kind == typeof(EventId) ? basis.Ledger.Find(new(name)) is not null || basis.Find(new(name)) is not null : basis.Brings(kind, name));
                if (!exists)
                {
                    var names = kind == typeof(EventId) ? basis.Events.Select(e => e.Id.Value) : basis.NamesOf(kind);
                    Faults.Add(new(at, $"there is no {(kind == typeof(SetId) ? "unnamed set" : kind.Name[..^2].ToLowerInvariant())} '{name}'{Suggestion(name, names.Concat(brought.Where(b => b.Item1 == kind).Select(b => b.Item2)))}"));
                }
            }
        }

        /// <summary>Causes must not go round in a circle; only an event with other causes can close one.</summary>
        private void RefuseCircles()
        {
            var edited = Edited.ToDictionary(e => e.Id, e => e.After?.Event);
            foreach (var edit in Edited.Where(e => e.After is { } after && after.Event.Because != (e.Before?.Event.Because ?? [])))
            {
                if (FollowsFromItself(edit.Id))
                {
                    Faults.Add(new($"edits[{edit.Edit}]", $"'{edit.Id}' would follow from itself: the events that follow from each other go round in a circle"));
                }
            }

            bool FollowsFromItself(EventId id)
            {
                var seen = new HashSet<EventId>();
                var causes = new Stack<EventId>(CausesOf(id));
                while (causes.TryPop(out var cause))
                {
                    if (cause == id)
                    {
                        return true;
                    }

                    foreach (var further in seen.Add(cause) ? CausesOf(cause) : [])
                    {
                        causes.Push(further);
                    }
                }

                return false;
            }

            ValueList<EventId> CausesOf(EventId id) => (edited.TryGetValue(id, out var after) ? after : basis.Find(id)?.Event)?.Because ?? [];
        }

        /// <summary>Versions, unnamed sets and packages come once, unless the event that brings them is edited away.</summary>
        private void RefuseSecondIntroductions()
        {
            var edited = Edited.Select(e => e.Id).ToHashSet();
            var brought = new Dictionary<(Type Kind, string Name), EventId>();
            foreach (var edit in Edited.Where(e => e.After is not null))
            {
                foreach (var name in Once(edit.After!.Event).Except(edit.Before is { } before ? Once(before.Event) : []))
                {
                    Bring(name, edit.Id, $"edits[{edit.Edit}]");
                }
            }

            for (var i = 0; i < whatIf.Rules.Count; i++)
            {
                for (var j = 0; j < whatIf.Rules[i].Then.Count; j++)
                {
                    foreach (var name in Once(whatIf.Rules[i].Then[j].Event))
                    {
                        Bring(name, whatIf.Rules[i].Then[j].Event.Id, $"rules[{i}].then[{j}]");
                        if (whatIf.Rules[i].AtMost > 1)
                        {
                            Faults.Add(new($"rules[{i}].atMost", $"expected 1: '{name.Name}' can be introduced once"));
                        }
                    }
                }
            }

            void Bring((Type Kind, string Name) name, EventId id, string at)
            {
                var other = basis.Naming(name.Kind, name.Name).FirstOrDefault(e => !edited.Contains(e.Id) && Once(e.Event).Contains(name))?.Id
                    ?? Edited.FirstOrDefault(e => e.Id != id && e.Before is not null && e.After is not null && Once(e.Before.Event).Contains(name) && Once(e.After.Event).Contains(name))?.Id;
                if (!brought.TryAdd(name, id))
                {
                    other = brought[name];
                }

                if (other is not null)
                {
                    Faults.Add(new(at, $"'{name.Name}' is introduced already, by '{other}'"));
                }
            }

            static IEnumerable<(Type Kind, string Name)> Once(NegotiationEvent e) =>
                References.IntroducedBy([e]).Where(n => n.Kind == typeof(VersionId) || n.Kind == typeof(SetId) || n.Kind == typeof(PackageId));
        }

        private void Rule(string at, ConsequenceRule rule)
        {
            if (rule.When.IsEmpty)
            {
                Faults.Add(new($"{at}.when", "expected members that choose the event: type, party, point, version, issue, meeting, deadline, event"));
            }

            if (rule.When.Type is { } type)
            {
                RefusesType($"{at}.when.type", type);
            }

            if (rule.When.Count is not null)
            {
                Faults.Add(new($"{at}.when.count", "expected no count: the rule looks at one event at a time; atMost says how often it fires"));
            }

            if (rule.AtMost is < 1 or > Limits.Firings)
            {
                Faults.Add(new($"{at}.atMost", $"expected a number from 1 to {Limits.Firings}"));
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
                else if (c.Party is null)
                {
                    string[] words = c.Point is null ? [.. Enum.GetValues<VersionStatus>().Select(DomainJson.Text)] : [.. Enum.GetValues<PointStatus>().Select(DomainJson.Text)];
                    for (var j = 0; j < c.Statuses.Count; j++)
                    {
                        if (!words.Contains(c.Statuses[j]))
                        {
                            Faults.Add(new($"{at}.while[{i}].statuses[{j}]", $"expected one of {string.Join(", ", words)}"));
                        }
                    }
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

                if (then.ForDays is < -3_650 or > 3_650)
                {
                    Faults.Add(new($"{where}.forDays", "expected at most 3650 days either way"));
                }

                // Its day is not known yet; any will do to look for what else is wrong.
                Supposable($"{where}.event", then.Event with { Occurred = When.Day(whatIf.Fork) });
            }
        }
    }
}
