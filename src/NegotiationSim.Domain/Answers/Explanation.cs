namespace NegotiationSim.Domain;

/// <summary>
/// Why a point, version, issue or meeting stands as it does on a date: the events behind each cell and the claims behind
/// each event, with disputes, corrections and what else was said.
/// </summary>
/// <param name="Subject">What is explained: its kind, id and title.</param>
/// <param name="On">The date asked about, at its end; null: no event has a date, and none was asked about.</param>
/// <param name="KnownBy">The last day of knowledge; null: all that is recorded.</param>
/// <param name="Status">Its status; null for an issue.</param>
/// <param name="Cells">The cells asked for that are not silent, with the events behind them.</param>
/// <param name="Events">What happened to it as a whole: tabled, bracketed, agreed, scheduled, cancelled.</param>
/// <param name="Unnamed">Stances on some points of its version, which it may be among.</param>
/// <param name="Bearing">Statements and context events that bear on it.</param>
/// <param name="OutOfForce">Events about it that were retracted by what is known, or that a what-if takes away.</param>
/// <param name="Conflicts">What should not be, among the events above.</param>
public sealed record Explanation(
    NegotiationId Negotiation,
    ExplainedSubject Subject,
    DateOnly? On,
    DateOnly? KnownBy,
    WhatIfId? WhatIf,
    string? Status,
    ValueList<ExplainedCell> Cells,
    ValueList<ExplainedEvent> Events,
    ValueList<ExplainedSet> Unnamed,
    ValueList<ExplainedEvent> Bearing,
    ValueList<ExplainedEvent> OutOfForce,
    ValueList<Conflict> Conflicts)
{
    public static Explanation Of(Timeline timeline, DateOnly? on, PointId point, PartyId? party = null)
    {
        var state = timeline.On(on ?? default);
        return Of(
            timeline, on, party, state,
            new("point", point.Value, state.Points.GetValueOrDefault(point)?.Point.Title),
            state.Points.TryGetValue(point, out var p) ? DomainJson.Text(state.StatusOf(p)) : null,
            x => state.CellOf(point, x),
            set => set.MayMean(point),
            typeof(PointId), point.Value, Domain.Subject.Of(point), point.Version);
    }

    public static Explanation Of(Timeline timeline, DateOnly? on, VersionId version, PartyId? party = null)
    {
        var state = timeline.On(on ?? default);
        return Of(
            timeline, on, party, state,
            new("version", version.Value, state.Versions.GetValueOrDefault(version)?.Name),
            state.Versions.TryGetValue(version, out var v) ? DomainJson.Text(state.StatusOf(v)) : null,
            x => state.CellOf(version, x),
            set => set.Version == version,
            typeof(VersionId), version.Value, Domain.Subject.Of(version));
    }

    public static Explanation Of(Timeline timeline, DateOnly? on, IssueId issue, PartyId? party = null)
    {
        var state = timeline.On(on ?? default);
        return Of(
            timeline, on, party, state,
            new("issue", issue.Value, state.Issues.GetValueOrDefault(issue)?.Issue.Title),
            null,
            x => state.CellOf(issue, x),
            _ => false,
            typeof(IssueId), issue.Value);
    }

    public static Explanation Of(Timeline timeline, DateOnly? on, MeetingId meeting)
    {
        var state = timeline.On(on ?? default);
        return Of(
            timeline, on, null, state,
            new("meeting", meeting.Value, state.Meetings.GetValueOrDefault(meeting)?.Place),
            state.Meetings.TryGetValue(meeting, out var m) ? DomainJson.Text(m.Status) : null,
            _ => Cell.Silent,
            _ => false,
            typeof(MeetingId), meeting.Value);
    }

    private static Explanation Of(
        Timeline timeline,
        DateOnly? on,
        PartyId? party,
        State state,
        ExplainedSubject subject,
        string? status,
        Func<PartyId, Cell> cellOf,
        Func<UnnamedState, bool> mayMean,
        Type kind,
        string name,
        Subject? standing = null,
        VersionId? version = null)
    {
        var knowledge = new Knowledge(timeline.Ledger);
        var knownBy = timeline.KnownBy;
        var last = on ?? default;
        var cells = state.Parties.Select(p => p.Id)
            .Where(p => party is null || p == party)
            .Select(p => (Party: p, Cell: cellOf(p)))
            .Where(c => party is not null || c.Cell != Cell.Silent)
            .Select(c => new ExplainedCell(c.Party, c.Cell, Explain(c.Cell.Events.Concat(c.Cell.Possible.Select(p => p.Event)))))
            .ToValueList();
        var unnamed = state.Unnamed.Values
            .Where(set => mayMean(set) && (party is null || set.Party == party))
            .Select(set => new ExplainedSet(UnnamedView.Of(set), Explain(set.Events)))
            .ToValueList();

        var shown = cells.SelectMany(c => c.Events).Concat(unnamed.SelectMany(u => u.Events)).Select(e => e.Event.Id).ToHashSet();
        var named = timeline.Ledger.Events.Where(IsAbout).Select(e => e.Id).ToHashSet();
        if (standing is { } its && History.Of(timeline).On(its, last)?.Cause is { } cause)
        {
            named.Add(cause); // the status may rest on an event that names something else: its version, who must agree
        }

        var others = timeline.Events
            .Where(entry => entry.Event.Occurred.First <= last)
            .Concat(timeline.Undated)
            .Where(entry => !shown.Contains(entry.Id) && (named.Contains(entry.Id) || (IsOtherThanRecorded(entry) && IsAbout(entry.Event))))
            .ToList();
        var events = Explain(others.Where(entry => !IsBearing(entry.Event, kind) && (party is null || !IsStanceOfAnother(entry.Event))).Select(entry => entry.Id));
        var bearing = Explain(others.Where(entry => IsBearing(entry.Event, kind)).Select(entry => entry.Id));
        var outOfForce = timeline.Ledger.Events
            .Where(e => named.Contains(e.Id) && timeline.Find(e.Id) is null && knowledge.Claims(e, knownBy ?? DateOnly.MaxValue).Any())
            .Select(e => ExplainedEvent.OfRecorded(e, knowledge, knownBy))
            .OrderBy(e => e.Known).ThenBy(e => e.Event.Id.Value, StringComparer.Ordinal)
            .ToValueList();

        shown.UnionWith(events.Select(e => e.Event.Id));
        var conflicts = timeline.ConflictsUntil(last).Where(c => shown.Contains(c.Event)).ToValueList();
        return new(timeline.Ledger.Negotiation, subject, on, timeline.KnownBy, timeline.WhatIf, status, cells, events, unnamed, bearing, outOfForce, conflicts);

        bool IsAbout(NegotiationEvent e) => References.Of(e).Exists(r => r.Kind == kind && r.Name == name && !r.Member.StartsWith("some.except", StringComparison.Ordinal)) || IsFateOf(version, e);

        bool IsOtherThanRecorded(TimelineEvent entry) => !ReferenceEquals(entry.Event, timeline.Ledger.Find(entry.Id));

        bool IsStanceOfAnother(NegotiationEvent e) => e is StanceDeclared d ? d.Party != party : e is StanceWithdrawn w && w.Party != party;

        ValueList<ExplainedEvent> Explain(IEnumerable<EventId> ids) =>
            ids.Distinct().Select(timeline.Find).OfType<TimelineEvent>().Select(entry => ExplainedEvent.Of(entry, knowledge, knownBy)).ToValueList();
    }

    /// <summary>True for what puts a version on the table or ends its course; the status of each of its points rests on it.</summary>
    private static bool IsFateOf(VersionId? version, NegotiationEvent e) => version is { } v && v == e switch
    {
        PlanTabled tabled => tabled.Version,
        PlanWithdrawn withdrawn => withdrawn.Version,
        VersionSuperseded superseded => superseded.Version,
        VersionLapsed lapsed => lapsed.Version,
        AgreementSigned signed => signed.Version,
        AgreementRatified ratified => ratified.Version,
        AgreementVotedDown voted => voted.Version,
        _ => default(VersionId?),
    };

    private static bool IsBearing(NegotiationEvent e, Type subject) => e switch
    {
        MeetingHeld or MeetingScheduled or MeetingCancelled or MeetingPostponed => subject != typeof(MeetingId),
        StatementMade or IncidentOccurred or MeasureConsidered or MeasureProposed or MeasureDecided or ThreatMade or ThirdPartyDecided => true,
        DenialMade or ClaimAdded => true,
        _ => false,
    };
}

/// <summary>What an explanation is about.</summary>
public sealed record ExplainedSubject(string Kind, string Id, string? Title);

/// <summary>A party's cell and the events it rests on.</summary>
public sealed record ExplainedCell(PartyId Party, Cell Cell, ValueList<ExplainedEvent> Events);

/// <summary>A stance on some points, which ones not said, and the events it rests on.</summary>
public sealed record ExplainedSet(UnnamedView Set, ValueList<ExplainedEvent> Events);
