namespace NegotiationSim.Domain;

/// <summary>Reads the edits and rules of a what-if against its base, and collects all that is wrong with them.</summary>
internal sealed class OverlayReading(WhatIf whatIf, Timeline basis)
{
    private readonly Dictionary<EventId, int> _editOf = [];

    public List<WhatIfFault> Faults { get; } = [];

    public List<EditedEvent> Edited { get; } = [];

    public void Read()
    {
        if (basis.EarliestDay is not { } first || basis.LatestDay is not { } last)
        {
            Faults.Add(new("fork", "the base has no event with a date, so there is no history to fork"));
        }
        else if (whatIf.Fork < first || whatIf.Fork > last)
        {
            Faults.Add(new("fork", $"{whatIf.Fork:yyyy-MM-dd} lies outside the history, expected a day from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}"));
        }

        if (whatIf.Edits.Count > Limits.Edits || whatIf.Rules.Count > Limits.ConsequenceRules)
        {
            var (member, count, most) = whatIf.Edits.Count > Limits.Edits ? ("edits", whatIf.Edits.Count, Limits.Edits) : ("rules", whatIf.Rules.Count, Limits.ConsequenceRules);
            Faults.Add(new(member, $"{count} {member}, expected at most {most} in one what-if"));
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

        new OverlayNames(whatIf, basis, Edited, Faults).Check();
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
            Put(index, at, null, Overlay.Supposed(whatIf, inserted));
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
                Put(index, $"{at}.replace", entry, Overlay.Supposed(whatIf, with));
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
            IsDenied = entry.IsDenied,
            Denied = entry.Denied,
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
                Faults.Add(new(at, $"'{entry.Id}' is of type {EventTypes.NameOf(entry.Event)}: it says what is known, also about the time before the fork; to do without it, ask for an earlier knownBy"));
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

    internal static string Suggestion(string name, IEnumerable<string> names) => Nearest.Of(name, names) is { } near ? $"; did you mean '{near}'?" : "";

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

    private void Rule(string at, ConsequenceRule rule)
    {
        if (rule.When is null == rule.At is null)
        {
            Faults.Add(new(at, "expected exactly one of when, at"));
        }

        if (rule.When is { } when)
        {
            if (when.IsEmpty)
            {
                Faults.Add(new($"{at}.when", "expected members that choose the event: type, party, point, version, issue, meeting, deadline, event"));
            }

            if (when.Type is { } type)
            {
                RefusesType($"{at}.when.type", type);
            }

            if (when.Count is not null)
            {
                Faults.Add(new($"{at}.when.count", "expected no count: the rule looks at one event at a time; atMost says how often it fires"));
            }
        }

        if (rule.At is { } calendar)
        {
            Calendar($"{at}.at", calendar);
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
            var isOfStatus = c.Party is null;
            if (subjects != 1 || isOfStatus != (c.Statuses.Count > 0) || isOfStatus == (c.Stances.Count > 0) || (isOfStatus && c.Issue is not null))
            {
                Faults.Add(new($"{at}.while[{i}]", "expected one of point, version, issue, with party and stances, or with statuses (not for an issue)"));
            }
            else if (isOfStatus)
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

    private void Calendar(string at, CalendarMatch match)
    {
        if (match.Date is null == match.Deadline is null)
        {
            Faults.Add(new(at, "expected exactly one of date, deadline"));
        }

        if (match.EveryDays is { } every && (match.Date is null || every is < 1 or > 3_650))
        {
            Faults.Add(new($"{at}.everyDays", "expected 1 to 3650 days, only with a date"));
        }

        // What happens after the end of the record nobody knows: nothing can be said to be missing by then.
        if (match.Date is { } date && (date < whatIf.Fork || date > basis.LastDay))
        {
            Faults.Add(new($"{at}.date", $"expected a day from the fork on {whatIf.Fork:yyyy-MM-dd} to the end of the history on {basis.LastDay:yyyy-MM-dd}"));
        }

        // A deadline exists from the first event that names it.
        var supposed = whatIf.Edits.SelectMany(e => new[] { e.Insert, e.With }).Concat(whatIf.Rules.SelectMany(r => r.Then.Select(t => t.Event))).OfType<NegotiationEvent>();
        if (match.Deadline is { } deadline && !supposed.Any(new EventMatch { Deadline = deadline }.Matches) && !basis.Naming(typeof(DeadlineId), deadline.Value).Any())
        {
            Faults.Add(new($"{at}.deadline", $"there is no deadline '{deadline}'{Suggestion(deadline.Value, basis.Events.Select(e => e.Event).OfType<DeadlineSet>().Select(e => e.Deadline.Value))}"));
        }
    }
}
