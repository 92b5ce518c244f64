using System.Text.Json.Serialization;

namespace NegotiationSim.Domain;

/// <summary>
/// The state of a negotiation on a date as an answer: what <c>negsim state --json</c> prints, the API returns and the
/// snapshot of the present keeps.
/// </summary>
/// <param name="Negotiation">Which negotiation.</param>
/// <param name="On">The date asked about, at its end; null: no event has a date, and none was asked about.</param>
/// <param name="KnownBy">The last day of knowledge; null: all that is recorded.</param>
/// <param name="WhatIf">The what-if; null: what was recorded.</param>
/// <param name="Talks">Where the talks as a whole stand.</param>
/// <param name="Required">Who must agree.</param>
/// <param name="Points">Every point known by then, by version and in the order of the text.</param>
/// <param name="Issues">Every issue.</param>
/// <param name="Versions">Every version known by then, in the order in which they came into view.</param>
/// <param name="Meetings">Every meeting spoken of by then.</param>
/// <param name="Deadlines">Every deadline spoken of by then.</param>
/// <param name="Packages">Every package proposed by then.</param>
/// <param name="Conflicts">What should not be and yet is reported, up to the date.</param>
/// <param name="Undated">Events whose date is unknown: part of the record, of no state.</param>
public sealed record StateView(
    NegotiationId Negotiation,
    DateOnly? On,
    DateOnly? KnownBy,
    WhatIfId? WhatIf,
    TalksStatus Talks,
    ValueList<PartyId> Required,
    ValueList<PointView> Points,
    ValueList<IssueView> Issues,
    ValueList<VersionView> Versions,
    ValueList<MeetingView> Meetings,
    ValueList<DeadlineView> Deadlines,
    ValueList<PackageView> Packages,
    ValueList<Conflict> Conflicts,
    ValueList<EventId> Undated)
{
    /// <summary>The whole state on a date, by what the timeline knows.</summary>
    public static StateView Of(Timeline timeline, DateOnly? on) =>
        Of(timeline, on, timeline.On(on ?? DateOnly.MinValue), timeline.ConflictsUntil(on ?? DateOnly.MinValue));

    /// <summary>The whole state, from a fold and its conflicts that the caller has made already.</summary>
    public static StateView Of(Timeline timeline, DateOnly? on, State state, IReadOnlyList<Conflict> conflicts)
    {
        var parties = state.Parties.Select(p => p.Id).ToArray();
        return new StateView(
            timeline.Ledger.Negotiation,
            on,
            timeline.KnownBy,
            timeline.WhatIf,
            state.Talks,
            state.Required,
            Tops(state).Select(point => Point(state, point, parties)).ToValueList(),
            state.Issues.Values.Select(i => new IssueView(i.Issue.Id, i.Issue.Title, Stances(parties, p => state.CellOf(i.Issue.Id, p)))).ToValueList(),
            state.Versions.Values.Select(version => Version(state, version, parties)).ToValueList(),
            state.Meetings.Values.Select(m => new MeetingView(m.Id, m.Status, m.For, m.Kind, m.Place, m.Parties, m.Disputed, m.Events)).ToValueList(),
            state.Deadlines.Values.Select(d => new DeadlineView(d.Id, d.Status, d.For, d.Subject, d.For is { IsKnown: true } f && f.Last < on, d.Events)).ToValueList(),
            state.Packages.Values.Select(p => new PackageView(p.Package.Id, p.Package.Title, p.Version, p.By, p.Package.Points, p.Event)).ToValueList(),
            conflicts.ToValueList(),
            timeline.Undated.Select(entry => entry.Id).ToValueList());
    }

    private static IEnumerable<PointState> Tops(State state) =>
        state.Versions.Values.SelectMany(v => v.Points).Where(id => !id.IsSubPoint || !state.Points.ContainsKey(id.Parent!.Value)).Select(id => state.Points[id]);

    private static PointView Point(State state, PointState point, PartyId[] parties) => new(
        point.Id,
        point.Id.Version,
        point.Point.Issue,
        point.Point.Title,
        state.StatusOf(point),
        state.IsProvisional(point),
        point.Bracketed,
        Stances(parties, p => state.CellOf(point.Cells, p)),
        state.Unnamed.Values.Where(set => set.MayMean(point.Id)).Select(set => set.Id).ToValueList(),
        point.Id.IsSubPoint
            ? []
            : state.Versions[point.Id.Version].Points.Where(sub => sub.IsSubPoint && sub.Parent == point.Id).Select(sub => Point(state, state.Points[sub], parties)).ToValueList());

    private static VersionView Version(State state, VersionState version, PartyId[] parties)
    {
        var known = version.Points.Count(p => !p.IsSubPoint);
        return new(
            version.Id,
            version.Name,
            version.Plan,
            version.StatedPointCount ?? (known > 0 ? known : null),
            known,
            state.StatusOf(version),
            version.SupersededBy,
            version.Between,
            version.Signatories,
            Stances(parties, p => state.CellOf(version.Cells, p)),
            state.Unnamed.Values.Where(set => set.Version == version.Id)
                .Select(UnnamedView.Of)
                .ToValueList());
    }

    private static SortedDictionary<string, Cell> Stances(PartyId[] parties, Func<PartyId, Cell> cell)
    {
        var stances = new SortedDictionary<string, Cell>(StringComparer.Ordinal);
        foreach (var party in parties)
        {
            stances[party.Value] = cell(party);
        }

        return stances;
    }

    /// <summary>This answer cut down to what was asked for; null leaves a side whole.</summary>
    public StateView Only(PointId? point = null, IssueId? issue = null, VersionId? version = null, PartyId? party = null)
    {
        var view = this;
        if (point is { } p)
        {
            view = view with
            {
                Points = view.Points.SelectMany(v => v.SubPoints.Prepend(v)).Where(v => v.Point == p).ToValueList(),
                Versions = view.Versions.Where(v => v.Version == p.Version).ToValueList(),
                Issues = [],
            };
        }

        if (issue is { } i)
        {
            view = view with
            {
                Points = view.Points.Where(v => v.Issue == i || v.SubPoints.Any(s => s.Issue == i)).ToValueList(),
                Issues = view.Issues.Where(v => v.Issue == i).ToValueList(),
            };
            view = view with { Versions = view.Versions.Where(v => view.Points.Any(q => q.Version == v.Version)).ToValueList() };
        }

        if (version is { } w)
        {
            view = view with
            {
                Points = view.Points.Where(v => v.Version == w).ToValueList(),
                Versions = view.Versions.Where(v => v.Version == w).ToValueList(),
                Issues = issue is null ? [] : view.Issues,
            };
        }

        return party is { } x ? view.Only(x) : view;
    }

    private StateView Only(PartyId party)
    {
        var versions = Versions
            .Select(v => v with { Stances = Only(v.Stances, party), Unnamed = v.Unnamed.Where(u => u.Party == party).ToValueList() })
            .ToValueList();
        var sets = versions.SelectMany(v => v.Unnamed).Select(u => u.Id).ToHashSet();
        return this with
        {
            Points = Points.Select(v => v.Only(party, sets)).ToValueList(),
            Issues = Issues.Select(v => v with { Stances = Only(v.Stances, party) }).ToValueList(),
            Versions = versions,
        };
    }

    internal static SortedDictionary<string, Cell> Only(SortedDictionary<string, Cell> stances, PartyId party) =>
        new(stances.Where(s => s.Key == party.Value).ToDictionary(), StringComparer.Ordinal);
}

/// <summary>One point, or sub-point, on a date.</summary>
/// <param name="Bracketed">Text of it is in brackets.</param>
/// <param name="Stances">A cell for each party, by its id.</param>
/// <param name="Unnamed">Unnamed sets that may have this point among their members.</param>
public sealed record PointView(
    PointId Point,
    VersionId Version,
    IssueId? Issue,
    string Title,
    PointStatus Status,
    bool Provisional,
    bool Bracketed,
    SortedDictionary<string, Cell> Stances,
    ValueList<SetId> Unnamed,
    ValueList<PointView> SubPoints)
{
    /// <summary>This point with one party's stances and, of the unnamed sets, that party's.</summary>
    internal PointView Only(PartyId party, IReadOnlySet<SetId> sets) => this with
    {
        Stances = StateView.Only(Stances, party),
        Unnamed = Unnamed.Where(sets.Contains).ToValueList(),
        SubPoints = SubPoints.Select(s => s.Only(party, sets)).ToValueList(),
    };
}

/// <summary>The parties' stances on an issue, whatever the version.</summary>
public sealed record IssueView(IssueId Issue, string Title, SortedDictionary<string, Cell> Stances);

/// <summary>One version on a date.</summary>
/// <param name="PointCount">How many points it is said to have, or else are known; null: neither is.</param>
/// <param name="PointsKnown">How many of them are known.</param>
/// <param name="Stances">The parties' stances on the version as a whole.</param>
/// <param name="Unnamed">Stances on some of its points, which ones not said.</param>
public sealed record VersionView(
    VersionId Version,
    string Name,
    string? Plan,
    int? PointCount,
    int PointsKnown,
    VersionStatus Status,
    VersionId? SupersededBy,
    ValueList<PartyId> Between,
    ValueList<PartyId> Signatories,
    SortedDictionary<string, Cell> Stances,
    ValueList<UnnamedView> Unnamed);

/// <summary>A stance on some points of a version, which ones not said.</summary>
public sealed record UnnamedView(
    SetId Id,
    PartyId Party,
    Stance Stance,
    int AtLeast,
    int? AtMost,
    ValueList<PointId> Except,
    string? Condition,
    DateOnly Since,
    Certainty Certainty,
    bool Disputed,
    ValueList<EventId> Events)
{
    /// <summary>How many points are meant, in words.</summary>
    [JsonIgnore] // derived
    public string Count => AtMost is not { } most ? $"at least {AtLeast}" : most == AtLeast ? $"{most}" : $"{AtLeast} to {most}";

    public static UnnamedView Of(UnnamedState set) =>
        new(set.Id, set.Party, set.Stance, set.AtLeast, set.AtMost, set.Except, set.Condition, set.Since, set.Certainty, set.Disputed, set.Events);
}

/// <summary>One meeting on a date.</summary>
/// <param name="For">The date it is or was for; null when no event says, or when it was put off to no date.</param>
public sealed record MeetingView(
    MeetingId Meeting, MeetingStatus Status, When? For, MeetingKind Kind, string? Place, ValueList<PartyId> Parties, bool Disputed, ValueList<EventId> Events);

/// <summary>One deadline on a date.</summary>
/// <param name="Passed">The day it was for lies before the date asked about.</param>
public sealed record DeadlineView(DeadlineId Deadline, DeadlineStatus Status, When? For, string? Subject, bool Passed, ValueList<EventId> Events);

/// <summary>A group of points as proposed.</summary>
/// <param name="Points">Its members; empty: not known.</param>
public sealed record PackageView(PackageId Package, string? Title, VersionId Version, ValueList<PartyId> By, ValueList<PointId> Points, EventId Event);
