using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NegotiationSim.Domain;

/// <summary>
/// Where the talks stand after some events: what every answer is read from. Built by <see cref="Fold"/>, step by step; the
/// parts are immutable but for their cells, so <see cref="Copy"/> costs a few dictionaries and the cells, not a history.
/// </summary>
public sealed class State
{
    private readonly Dictionary<PartyId, int> _partyIndex;
    private readonly List<Party> _parties;
    private readonly HashSet<PartyId> _introduced;
    private readonly Dictionary<PersonId, Person> _people;
    private readonly Dictionary<IssueId, IssueState> _issues;
    private readonly Dictionary<VersionId, VersionState> _versions;
    private readonly Dictionary<PointId, PointState> _points;
    private readonly Dictionary<PointId, ValueList<PointId>> _subPoints; // by their point: every stance on a point asks
    private readonly OrderedDictionary<SetId, UnnamedState> _unnamed; // sets come and go, and keep their order
    private readonly Dictionary<MeetingId, MeetingState> _meetings;
    private readonly Dictionary<DeadlineId, DeadlineState> _deadlines;
    private readonly Dictionary<PackageId, PackageState> _packages;

    // The places of the required parties in cells: every question for a status needs them.
    private int[] _requiredAt = [];

    public State()
    {
        _partyIndex = [];
        _parties = [];
        _introduced = [];
        _people = [];
        _issues = [];
        _versions = [];
        _points = [];
        _subPoints = [];
        _unnamed = [];
        _meetings = [];
        _deadlines = [];
        _packages = [];
    }

    private State(State other)
    {
        Title = other.Title;
        Talks = other.Talks;
        MustAgree = other.MustAgree;
        Required = other.Required;
        _requiredAt = other._requiredAt;
        _partyIndex = new(other._partyIndex);
        _parties = [.. other._parties];
        _introduced = new(other._introduced);
        _people = new(other._people);
        _issues = WithOwnCells(other._issues, issue => issue with { Cells = issue.Cells.Copy() });
        _versions = WithOwnCells(other._versions, version => version with { Cells = version.Cells.Copy() });
        _points = WithOwnCells(other._points, point => point with { Cells = point.Cells.Copy() });
        _subPoints = new(other._subPoints);
        _unnamed = new(other._unnamed);
        _meetings = new(other._meetings);
        _deadlines = new(other._deadlines);
        _packages = new(other._packages);
    }

    public string? Title { get; internal set; }

    public TalksStatus Talks { get; internal set; }

    /// <summary>The parties whose acceptance makes a point agreed, as stated; see <see cref="Required"/>.</summary>
    public ValueList<PartyId> MustAgree { get; internal set; }

    /// <summary>Who must agree: as stated, else every principal.</summary>
    public ValueList<PartyId> Required { get; private set; }

    public IReadOnlyList<Party> Parties => _parties;

    public IReadOnlyDictionary<PersonId, Person> People => _people;

    public IReadOnlyDictionary<IssueId, IssueState> Issues => _issues;

    public IReadOnlyDictionary<VersionId, VersionState> Versions => _versions;

    public IReadOnlyDictionary<PointId, PointState> Points => _points;

    public IReadOnlyDictionary<SetId, UnnamedState> Unnamed => _unnamed;

    public IReadOnlyDictionary<MeetingId, MeetingState> Meetings => _meetings;

    public IReadOnlyDictionary<DeadlineId, DeadlineState> Deadlines => _deadlines;

    public IReadOnlyDictionary<PackageId, PackageState> Packages => _packages;

    /// <summary>Where the changes of the next steps are noted; null: nowhere.</summary>
    public ChangeLog? Changes { get; set; }

    /// <summary>A state of its own that starts from this one.</summary>
    public State Copy() => new(this);

    /// <summary>True when an event introduced the party; false when it was only spoken of so far, or not even that.</summary>
    public bool IsIntroduced(PartyId party) => _introduced.Contains(party);

    /// <summary>A party's cell on a point; silent when either is unknown.</summary>
    public Cell CellOf(PointId point, PartyId party) =>
        _points.TryGetValue(point, out var state) ? CellOf(state.Cells, party) : Cell.Silent;

    /// <summary>The same of a point of this state.</summary>
    public Cell CellOf(PointState point, PartyId party) => CellOf(point.Cells, party);

    /// <summary>A party's cell on a version as a whole.</summary>
    public Cell CellOf(VersionId version, PartyId party) =>
        _versions.TryGetValue(version, out var state) ? CellOf(state.Cells, party) : Cell.Silent;

    /// <summary>A party's cell on an issue.</summary>
    public Cell CellOf(IssueId issue, PartyId party) =>
        _issues.TryGetValue(issue, out var state) ? CellOf(state.Cells, party) : Cell.Silent;

    /// <summary>
    /// Where a point stands. The first that holds: superseded with its version; dropped, itself or with a version that
    /// lapsed or was withdrawn; set aside; contested, when a required party rejects it or objects to its wording; agreed,
    /// when all required parties accept it without condition; partly agreed, when two or more of them do and no party is
    /// against; under discussion, when it was taken up or bracketed or any party declared anything on it; tabled with its
    /// version; not tabled.
    /// </summary>
    public PointStatus StatusOf(PointState point)
    {
        var version = _versions.GetValueOrDefault(point.Version);
        if (version?.Fate is VersionStatus.Superseded)
        {
            return PointStatus.Superseded;
        }

        if (point.Dropped || version?.Fate is VersionStatus.Lapsed or VersionStatus.Withdrawn)
        {
            return PointStatus.Dropped;
        }

        if (point.SetAside)
        {
            return PointStatus.SetAside;
        }

        var required = _requiredAt;
        var accepting = 0;
        foreach (var party in required)
        {
            var stance = point.Cells[party].Stance;
            if (stance is Stance.Rejects or Stance.ObjectsToWording)
            {
                return PointStatus.Contested;
            }

            accepting += stance == Stance.Accepts ? 1 : 0;
        }

        if (accepting == required.Length && accepting > 0)
        {
            return PointStatus.Agreed;
        }

        if (accepting >= 2 && !point.Cells.Any(cell => cell.Stance is Stance.Rejects or Stance.ObjectsToWording))
        {
            return PointStatus.PartlyAgreed;
        }

        if (point.TakenUp || point.Bracketed || point.Cells.Any(cell => cell.Stance != Stance.Silent))
        {
            return PointStatus.UnderDiscussion;
        }

        return version?.IsTabled == true ? PointStatus.Tabled : PointStatus.NotTabled;
    }

    /// <summary>True when a point is agreed, but for some required party only once the rest is agreed too.</summary>
    public bool IsProvisional(PointState point)
    {
        if (StatusOf(point) is not (PointStatus.Agreed or PointStatus.PartlyAgreed))
        {
            return false;
        }

        foreach (var party in _requiredAt)
        {
            if (point.Cells[party].Provisional)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Where a version stands: its fate when it has one, else agreed when all required parties accept it as a whole
    /// without condition, else tabled, else drafted.
    /// </summary>
    public VersionStatus StatusOf(VersionState version)
    {
        if (version.Fate is { } fate)
        {
            return fate;
        }

        if (AllAccept(version.Cells))
        {
            return VersionStatus.Agreed;
        }

        return version.IsTabled ? VersionStatus.Tabled : VersionStatus.Drafted;
    }

    /// <summary>The sub-points of a point, in the order of the text.</summary>
    internal ValueList<PointId> SubPointsOf(PointId point) => _subPoints.Count == 0 ? [] : _subPoints.GetValueOrDefault(point);

    // What is spoken of before the event that introduces it has a place under its bare name: the ledger has made sure that
    // some event introduces it, and a stance must not be lost because the text came later.
    internal IssueState IssueOrNew(IssueId id) =>
        _issues.GetValueOrDefault(id) ?? new IssueState { Issue = new Issue { Id = id, Title = id.Value } };

    internal VersionState VersionOrNew(VersionId id) =>
        _versions.GetValueOrDefault(id) ?? new VersionState { Id = id, Name = id.Value };

    /// <summary>The same, put here when it was not.</summary>
    internal IssueState IssuePut(IssueId id)
    {
        if (!_issues.TryGetValue(id, out var issue))
        {
            Put(issue = IssueOrNew(id));
        }

        return issue;
    }

    internal VersionState VersionPut(VersionId id)
    {
        if (!_versions.TryGetValue(id, out var version))
        {
            Put(version = VersionOrNew(id));
        }

        return version;
    }

    /// <summary>The place of a point's state; it is good until another point is put.</summary>
    internal ref PointState PointOrNew(PointId id)
    {
        ref PointState slot = ref CollectionsMarshal.GetValueRefOrNullRef(_points, id);
        if (!Unsafe.IsNullRef(ref slot))
        {
            return ref slot;
        }

        var version = VersionOrNew(id.Version);
        Put(version with { Points = InTextOrder(version.Points.Append(id)) });
        Put(New(new Point { Id = id, Title = id.Value }, version));
        return ref CollectionsMarshal.GetValueRefOrNullRef(_points, id);
    }

    /// <summary>A point that comes to be known, accepted already (or possibly so) by who accepts its parent point, or else its version, as a whole.</summary>
    internal PointState New(Point point, VersionState version)
    {
        var whole = version.Cells;
        if (point.Id.Parent is { } parent)
        {
            _subPoints[parent] = InTextOrder(SubPointsOf(parent).Append(point.Id));
            whole = _points.TryGetValue(parent, out var state) ? state.Cells : whole;
        }

        var cells = new Cells();
        for (var party = 0; party < _parties.Count; party++)
        {
            var cell = whole[party];
            var possible = cell.Possible.Count == 0 ? [] : cell.Possible.Where(p => p.Stance == Stance.Accepts).ToValueList();
            if (cell.Stance == Stance.Accepts || possible.Count > 0)
            {
                cells[party] = (cell.Stance == Stance.Accepts ? cell : Cell.Silent) with { Possible = possible };
            }
        }

        return new() { Point = point, Cells = cells };
    }

    internal static ValueList<PointId> InTextOrder(IEnumerable<PointId> points)
    {
        var all = points.Distinct().ToArray();
        Array.Sort(all, ByNumber);
        return ValueList.Create<PointId>(all);
    }

    private static int ByNumber(PointId a, PointId b)
    {
        var (numberA, numberB) = (Leading(a), Leading(b));
        return numberA != numberB ? numberA.CompareTo(numberB) : string.CompareOrdinal(a.Number, b.Number);

        static int Leading(PointId id) => int.TryParse((id.Parent ?? id).Number, out var number) ? number : int.MaxValue;
    }

    /// <summary>The cells of a part of this state, about to be changed.</summary>
    internal Cells ToChange(PointState point)
    {
        Changes?.On(point, point);
        return point.Cells;
    }

    internal Cells ToChange(VersionState version)
    {
        Changes?.On(version, version);
        return version.Cells;
    }

    internal Cells ToChange(IssueState issue)
    {
        Changes?.On(issue, issue);
        return issue.Cells;
    }

    private static Dictionary<TId, T> WithOwnCells<TId, T>(Dictionary<TId, T> parts, Func<T, T> copy)
        where TId : notnull
    {
        var own = new Dictionary<TId, T>(parts.Count);
        foreach (var (id, part) in parts)
        {
            own.Add(id, copy(part));
        }

        return own;
    }

    internal void Put(Party party)
    {
        _parties[IndexOrAdd(party)] = party;
        _introduced.Add(party.Id);
        SettleRequired();
    }

    internal void Put(Person person) => _people[person.Id] = person;

    internal void Put(IssueState state)
    {
        Changes?.On(_issues.GetValueOrDefault(state.Issue.Id), state);
        _issues[state.Issue.Id] = state;
    }

    internal void Put(MeetingState state) => _meetings[state.Id] = state;

    internal void Put(DeadlineState state) => _deadlines[state.Id] = state;

    internal void Put(PackageState state) => _packages[state.Package.Id] = state;

    /// <summary>Who must agree may have changed, and with it every status.</summary>
    internal void SettleRequired()
    {
        Required = MustAgree.Count > 0 ? MustAgree : _parties.Where(p => p.Role == PartyRole.Principal).Select(p => p.Id).ToValueList();
        SettleRequiredAt();
        Changes?.OnAllStatuses();
    }

    internal void Put(PointState state)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_points, state.Id, out _);
        Changes?.On(slot, state);
        slot = state;
    }

    internal void Put(ref PointState slot, PointState state)
    {
        Changes?.On(slot, state);
        slot = state;
    }

    internal void Put(VersionState state)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_versions, state.Id, out _);
        Changes?.On(slot, state);
        slot = state;
    }

    internal void Put(UnnamedState state)
    {
        _unnamed[state.Id] = state;
        Changes?.OnUnnamed(state.Id);
    }

    internal void Remove(SetId set)
    {
        if (_unnamed.Remove(set))
        {
            Changes?.OnUnnamed(set);
        }
    }

    private bool AllAccept(Cells cells)
    {
        var required = _requiredAt;
        foreach (var party in required)
        {
            if (cells[party].Stance != Stance.Accepts)
            {
                return false;
            }
        }

        return required.Length > 0;
    }

    internal Cell CellOf(Cells cells, PartyId party) => _partyIndex.TryGetValue(party, out var index) ? cells[index] : Cell.Silent;

    /// <summary>The party's place in cells. A party that speaks before it is introduced gets one under its bare name.</summary>
    internal int Index(PartyId party) =>
        _partyIndex.TryGetValue(party, out var index) ? index : IndexOrAdd(new Party { Id = party, Name = party.Value, Role = PartyRole.Observer });

    internal int[] Indexes(ValueList<PartyId> parties)
    {
        var indexes = new int[parties.Count];
        for (var i = 0; i < indexes.Length; i++)
        {
            indexes[i] = Index(parties[i]);
        }

        return indexes;
    }

    /// <summary>The places of those parties that have one.</summary>
    internal int[] KnownIndexes(ValueList<PartyId> parties) => [.. parties.Where(_partyIndex.ContainsKey).Select(party => _partyIndex[party])];

    /// <summary>A required party that nobody spoke of yet has no place in cells, and is silent there.</summary>
    private void SettleRequiredAt() => _requiredAt = [.. Required.Select(party => _partyIndex.GetValueOrDefault(party, int.MaxValue))];

    private int IndexOrAdd(Party party)
    {
        if (!_partyIndex.TryGetValue(party.Id, out var index))
        {
            index = _parties.Count;
            _partyIndex[party.Id] = index;
            _parties.Add(party);
            if (Required.Contains(party.Id))
            {
                SettleRequiredAt();
            }
        }

        return index;
    }
}
