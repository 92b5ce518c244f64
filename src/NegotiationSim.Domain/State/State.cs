using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NegotiationSim.Domain;

/// <summary>
/// Where the talks stand after some events: what every answer is read from. Built by applying the steps of a timeline in
/// their order; the parts are immutable and shared, so <see cref="Copy"/> costs a few dictionaries, not a history.
/// </summary>
/// <remarks>
/// <see cref="Apply"/> is total: any event can follow any other. What should not be and yet is reported is found by
/// the rules, never by leaving an event out.
/// </remarks>
public sealed class State
{
    private readonly Dictionary<PartyId, int> _partyIndex;
    private readonly List<Party> _parties;
    private readonly HashSet<PartyId> _introduced;
    private readonly Dictionary<PersonId, Person> _people;
    private readonly Dictionary<IssueId, IssueState> _issues;
    private readonly Dictionary<VersionId, VersionState> _versions;
    private readonly Dictionary<PointId, PointState> _points;
    private readonly OrderedDictionary<SetId, UnnamedState> _unnamed; // sets come and go, and keep their order
    private readonly Dictionary<MeetingId, MeetingState> _meetings;
    private readonly Dictionary<DeadlineId, DeadlineState> _deadlines;
    private readonly Dictionary<PackageId, PackageState> _packages;

    public State()
    {
        _partyIndex = [];
        _parties = [];
        _introduced = [];
        _people = [];
        _issues = [];
        _versions = [];
        _points = [];
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
        _partyIndex = new(other._partyIndex);
        _parties = [.. other._parties];
        _introduced = new(other._introduced);
        _people = new(other._people);
        _issues = new(other._issues);
        _versions = new(other._versions);
        _points = new(other._points);
        _unnamed = new(other._unnamed);
        _meetings = new(other._meetings);
        _deadlines = new(other._deadlines);
        _packages = new(other._packages);
    }

    public string? Title { get; private set; }

    public TalksStatus Talks { get; private set; }

    /// <summary>The parties whose acceptance makes a point agreed, as stated; see <see cref="Required"/>.</summary>
    public ValueList<PartyId> MustAgree { get; private set; }

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
    internal ChangeLog? Changes { get; set; }

    /// <summary>A state of its own that starts from this one.</summary>
    public State Copy() => new(this);

    /// <summary>True when an event introduced the party; false when it was only spoken of so far, or not even that.</summary>
    public bool IsIntroduced(PartyId party) => _introduced.Contains(party);

    /// <summary>A party's cell on a point; silent when either is unknown.</summary>
    public Cell CellOf(PointId point, PartyId party) =>
        _points.TryGetValue(point, out var state) ? CellOf(state.Cells, party) : Cell.Silent;

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
        var version = _versions.GetValueOrDefault(point.Id.Version);
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

        var required = Required;
        var accepting = 0;
        foreach (var party in required)
        {
            var stance = CellOf(point.Cells, party).Stance;
            if (stance is Stance.Rejects or Stance.ObjectsToWording)
            {
                return PointStatus.Contested;
            }

            accepting += stance == Stance.Accepts ? 1 : 0;
        }

        if (accepting == required.Count && accepting > 0)
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

        foreach (var party in Required)
        {
            if (CellOf(point.Cells, party).Provisional)
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

    /// <summary>
    /// A step on the day an event may first have happened: its stance becomes possible, nothing more. Events that are no
    /// stance on points, a version or an issue leave no trace before they count.
    /// </summary>
    public void ApplyPossible(TimelineEvent entry)
    {
        if (entry.Event is not StanceDeclared declared)
        {
            return;
        }

        var possible = new Possibility(declared.Stance, declared.Occurred.First, declared.Occurred.Last, entry.Id);
        OnCells(
            declared.Party, declared.Points, declared.Version, declared.Issue, possible,
            static (cell, in possible) => cell with { Possible = cell.Possible.With(possible) });
    }

    /// <summary>One step of the fold: the state after an event that counts from now.</summary>
    public void Apply(TimelineEvent entry)
    {
        switch (entry.Event)
        {
            case StanceDeclared declared:
                Declare(entry, declared);
                break;
            case AgreementReached reached:
                Accept(Declaration.Of(entry, Stance.Accepts, provisional: reached.Provisional), reached.Parties, reached.Points, reached.Version);
                break;
            case StanceWithdrawn withdrawn:
                if (withdrawn.Set is { } id && _unnamed.TryGetValue(id, out var set) && set.Party == withdrawn.Party)
                {
                    Remove(id);
                }

                OnCells(withdrawn.Party, withdrawn.Points, withdrawn.Version, withdrawn.Issue, entry.Id, static (cell, in because) => cell.Withdrawn(because));
                break;
            case MembersNamed named:
                Name(entry, named);
                break;
            case PointsTakenUp taken:
                OnPoints(taken.Points, point => point with { TakenUp = true, SetAside = false });
                break;
            case PointsSetAside aside:
                OnPoints(aside.Points, point => point with { SetAside = true });
                break;
            case PointsBracketed bracketed:
                OnPoints(bracketed.Points, point => point with { Bracketed = true });
                break;
            case BracketsLifted lifted:
                OnPoints(lifted.Points, point => point with { Bracketed = false });
                break;
            case PointsDropped dropped:
                OnPoints(dropped.Points, point => point with { Dropped = true });
                break;

            case MeetingScheduled m:
                OnMeeting(entry, m.Meeting, MeetingStatus.Scheduled, m.For, m.Kind, m.Place, m.Parties);
                break;
            case MeetingHeld m:
                OnMeeting(entry, m.Meeting, MeetingStatus.Held, m.Occurred, m.Kind, m.Place, m.Parties);
                break;
            case MeetingPostponed m:
                OnMeeting(entry, m.Meeting, MeetingStatus.Postponed, m.For, null, m.Place, m.Parties);
                break;
            case MeetingCancelled m:
                OnMeeting(entry, m.Meeting, MeetingStatus.Cancelled, m.For, null, m.Place, m.Parties);
                break;

            case DeadlineSet d:
                OnDeadline(entry, d.Deadline, DeadlineStatus.Set, d.For, d.Subject);
                break;
            case DeadlineMoved d:
                OnDeadline(entry, d.Deadline, DeadlineStatus.Moved, d.For, null);
                break;
            case DeadlineDropped d:
                OnDeadline(entry, d.Deadline, DeadlineStatus.Dropped, null, null);
                break;

            case NegotiationOpened opened:
                Open(opened);
                break;
            case PartyIntroduced introduced:
                Introduce(introduced.Party);
                break;
            case PersonIntroduced introduced:
                _people[introduced.Person.Id] = introduced.Person;
                break;
            case IssueIntroduced introduced:
                Introduce(introduced.Issue);
                break;
            case RequiredPartiesChanged changed:
                MustAgree = changed.MustAgree;
                SettleRequired();
                break;
            case DelegationChanged changed:
                foreach (var person in changed.Joined)
                {
                    Act(person, p => p with { Party = changed.Party, From = entry.Event.Occurred, To = null });
                }

                foreach (var person in changed.Left)
                {
                    Act(person, p => p with { To = entry.Event.Occurred });
                }

                break;

            case VersionIntroduced introduced:
                Introduce(introduced);
                break;
            case PointsDisclosed disclosed:
                Disclose(disclosed.Version, disclosed.Points);
                break;
            case LineageStated stated:
                Descend(stated);
                break;
            case PlanDrafted or PlanPublished or PlanTabled or PlanWithdrawn or VersionSuperseded or VersionLapsed
                or AgreementSigned or AgreementRatified or AgreementVotedDown:
                OnVersion(entry);
                break;
            case PackageProposed proposed:
                foreach (var package in proposed.Packages)
                {
                    _packages[package.Id] = new(package, proposed.Version, proposed.By, entry.Id);
                }

                break;

            case TalksSuspended:
                Talks = TalksStatus.Suspended;
                break;
            case TalksResumed:
                Talks = TalksStatus.Open;
                break;
            case TalksConcluded:
                Talks = TalksStatus.Concluded;
                break;
            case CommitmentKept kept:
                OnPoints(kept.Points, point => point with { Commitments = point.Commitments.With(new(kept.Party, true, entry.Id)) });
                break;
            case CommitmentBroken broken:
                OnPoints(broken.Points, point => point with { Commitments = point.Commitments.With(new(broken.Party, false, entry.Id)) });
                break;

            // Said, or happened outside the talks: part of the timeline, no part of the state.
            case StatementMade or IncidentOccurred or MeasureConsidered or MeasureProposed or MeasureDecided or ThreatMade or ThirdPartyDecided:
            // Already applied when the timeline was made.
            case ClaimAdded or DenialMade or EventCorrected or EventRetimed or EventRetracted:
                break;

            default:
                throw new NotSupportedException($"The fold does not know {entry.Event.GetType().Name}.");
        }
    }

    private void Declare(TimelineEvent entry, StanceDeclared declared)
    {
        var declaration = Declaration.Of(entry, declared.Stance, declared.Condition);
        if (declared.Some is { } some)
        {
            Index(declared.Party);
            Put(new UnnamedState
            {
                Id = some.Id,
                Party = declared.Party,
                Stance = declared.Stance,
                Version = some.Version,
                AtLeast = some.AtLeast,
                AtMost = some.AtMost,
                Except = some.Except,
                Condition = declared.Condition,
                Since = entry.Day,
                Certainty = entry.Certainty,
                Disputed = entry.Disputed,
                Events = [entry.Id],
            });
        }
        else if (declared.Stance == Stance.Accepts && declared.Issue is null)
        {
            Accept(declaration, [declared.Party], declared.Points, declared.Version);
        }
        else
        {
            OnCells(declared.Party, declared.Points, declared.Version, declared.Issue, declaration, Declared);
        }
    }

    /// <summary>Parties accept points and with them their sub-points, or a version and with it each of its points.</summary>
    private void Accept(in Declaration declaration, ValueList<PartyId> parties, ValueList<PointId> points, VersionId? whole)
    {
        var indexes = Indexes(parties);
        var reached = points;
        if (whole is { } id)
        {
            var version = VersionOrNew(id);
            reached = version.Points;
            Put(version with { Cells = version.Cells.With(indexes, declaration, Declared) });
        }

        foreach (var point in reached)
        {
            ref var slot = ref PointOrNew(point);
            Put(ref slot, slot with { Cells = slot.Cells.With(indexes, declaration, Declared) });
        }

        if (whole is null)
        {
            foreach (var point in points)
            {
                AcceptSubPoints(point, indexes, declaration);
            }
        }
    }

    /// <summary>Acceptance of a point reaches its sub-points, as acceptance of a version reaches its points.</summary>
    private void AcceptSubPoints(PointId point, int[] parties, in Declaration declaration)
    {
        if (point.IsSubPoint || !_versions.TryGetValue(point.Version, out var version))
        {
            return;
        }

        foreach (var sub in version.Points)
        {
            if (sub.IsSubPointOf(point) && _points.TryGetValue(sub, out var state))
            {
                Put(state with { Cells = state.Cells.With(parties, declaration, static (cell, in declaration) => cell.Declared(declaration)) });
            }
        }
    }

    private void Name(TimelineEvent entry, MembersNamed named)
    {
        if (!_unnamed.TryGetValue(named.Set, out var set))
        {
            return;
        }

        var declaration = Declaration.Of(entry, set.Stance, set.Condition) with { Basis = set.Events.With(entry.Id), Disputed = set.Disputed || entry.Disputed };
        if (set.Stance == Stance.Accepts)
        {
            Accept(declaration, [set.Party], named.Points, null);
        }
        else
        {
            OnCells(set.Party, named.Points, null, null, declaration, static (cell, in declaration) => cell.Declared(declaration));
        }

        if (named.MoreRemain)
        {
            Put(set with
            {
                AtLeast = Math.Max(0, set.AtLeast - named.Points.Count),
                AtMost = set.AtMost is { } most ? Math.Max(0, most - named.Points.Count) : null,
                Except = set.Except.Concat(named.Points).Distinct().ToValueList(),
                Events = set.Events.With(entry.Id),
            });
        }
        else
        {
            Remove(set.Id);
        }
    }

    private void OnVersion(TimelineEvent entry)
    {
        (VersionId id, Func<VersionState, VersionState> change) = entry.Event switch
        {
            PlanDrafted e => (e.Version, v => v),
            PlanPublished e => (e.Version, v => v with { IsPublished = true }),
            // Tabling a version again brings it back, unless it was signed or put to the vote.
            PlanTabled e => (e.Version, v => v.IsLive || v.Fate == VersionStatus.VotedDown
                ? v with { IsTabled = true }
                : v with { IsTabled = true, Fate = null, SupersededBy = null }),
            PlanWithdrawn e => (e.Version, v => v with { Fate = VersionStatus.Withdrawn }),
            VersionSuperseded e => (e.Version, v => v with { Fate = VersionStatus.Superseded, SupersededBy = e.SupersededBy }),
            VersionLapsed e => (e.Version, v => v with { Fate = VersionStatus.Lapsed }),
            AgreementSigned e => (e.Version, v => Signed(v, e.Parties)),
            AgreementRatified e => (e.Version, v => e.Partial ? v : v with { Fate = VersionStatus.Ratified }),
            AgreementVotedDown e => (e.Version, (Func<VersionState, VersionState>)(v => v with { Fate = VersionStatus.VotedDown })),
            _ => throw new NotSupportedException($"The fold does not know {entry.Event.GetType().Name}."),
        };

        Put(change(VersionOrNew(id)));
        if (entry.Event is AgreementSigned signed)
        {
            Accept(Declaration.Of(entry, Stance.Accepts), signed.Parties, [], id);
        }
    }

    private VersionState Signed(VersionState version, ValueList<PartyId> parties)
    {
        var signatories = version.Signatories.Concat(parties).Distinct().ToValueList();
        var required = Required;
        var all = required.Count > 0 && required.All(party => signatories.Contains(party));
        return version with { Signatories = signatories, Fate = all ? VersionStatus.Signed : version.Fate };
    }

    private void Open(NegotiationOpened opened)
    {
        Title = opened.Title;
        Talks = TalksStatus.Open;
        if (opened.MustAgree.Count > 0)
        {
            MustAgree = opened.MustAgree;
        }

        foreach (var party in opened.Parties)
        {
            Introduce(party);
        }

        foreach (var person in opened.People)
        {
            _people[person.Id] = person;
        }

        foreach (var issue in opened.Issues)
        {
            Introduce(issue);
        }

        SettleRequired();
    }

    private void Introduce(Party party)
    {
        _parties[IndexOrAdd(party)] = party;
        _introduced.Add(party.Id);
        SettleRequired();
    }

    /// <summary>Who must agree may have changed, and with it every status.</summary>
    private void SettleRequired()
    {
        Required = MustAgree.Count > 0 ? MustAgree : _parties.Where(p => p.Role == PartyRole.Principal).Select(p => p.Id).ToValueList();
        Changes?.OnAllStatuses();
    }

    private void Introduce(Issue issue) =>
        _issues[issue.Id] = (_issues.GetValueOrDefault(issue.Id) ?? new IssueState { Issue = issue }) with { Issue = issue, IsIntroduced = true };

    private void Introduce(VersionIntroduced introduced)
    {
        Put(VersionOrNew(introduced.Version) with
        {
            Name = introduced.Name,
            IsIntroduced = true,
            Plan = introduced.Plan,
            DerivedFrom = introduced.DerivedFrom,
            Between = introduced.Between,
            StatedPointCount = introduced.PointCount,
        });
        Disclose(introduced.Version, introduced.Points);
    }

    private void Disclose(VersionId id, ValueList<Point> points)
    {
        if (points.Count == 0)
        {
            return;
        }

        var version = VersionOrNew(id);
        foreach (var point in points)
        {
            Put((_points.GetValueOrDefault(point.Id) ?? New(point, version)) with { Point = point, IsDisclosed = true });
        }

        Put(version with { Points = InTextOrder(version.Points.Concat(points.Select(p => p.Id))) });
    }

    private static ValueList<PointId> InTextOrder(IEnumerable<PointId> points)
    {
        var all = points.Distinct().ToArray();
        Array.Sort(all, ByNumber);
        return ValueList.Create<PointId>(all);
    }

    /// <summary>A point that comes to be known, accepted already by who accepts its parent point, or else its version, as a whole.</summary>
    private PointState New(Point point, VersionState version)
    {
        var whole = point.Id.Parent is { } parent && _points.TryGetValue(parent, out var state) ? state.Cells : version.Cells;
        var cells = default(Cells);
        for (var party = 0; party < _parties.Count; party++)
        {
            if (whole[party].Stance == Stance.Accepts)
            {
                cells = cells.With(party, whole[party] with { Possible = [] });
            }
        }

        return new() { Point = point, Cells = cells };
    }

    private static int ByNumber(PointId a, PointId b)
    {
        var (numberA, numberB) = (Leading(a), Leading(b));
        return numberA != numberB ? numberA.CompareTo(numberB) : string.CompareOrdinal(a.Number, b.Number);

        static int Leading(PointId id) => int.TryParse((id.Parent ?? id).Number, out var number) ? number : int.MaxValue;
    }

    private void Descend(LineageStated stated)
    {
        foreach (var link in stated.Links)
        {
            if (link.Point is { } point)
            {
                ref var slot = ref PointOrNew(point);
                Put(ref slot, slot with { Descents = slot.Descents.With(link) });
            }
        }
    }

    private void Act(PersonId id, Func<Person, Person> change)
    {
        if (_people.TryGetValue(id, out var person))
        {
            _people[id] = change(person);
        }
    }

    private void OnMeeting(TimelineEvent entry, MeetingId id, MeetingStatus status, When? scheduledFor, MeetingKind? kind, string? place, ValueList<PartyId> parties)
    {
        var known = _meetings.GetValueOrDefault(id) ?? new MeetingState { Id = id, Status = status };
        _meetings[id] = known with
        {
            Status = status,
            For = scheduledFor ?? known.For,
            Kind = kind ?? known.Kind,
            Place = place ?? known.Place,
            Parties = parties.Count > 0 ? parties : known.Parties,
            Disputed = entry.Disputed,
            Events = known.Events.With(entry.Id),
        };
    }

    private void OnDeadline(TimelineEvent entry, DeadlineId id, DeadlineStatus status, When? scheduledFor, string? subject)
    {
        var known = _deadlines.GetValueOrDefault(id) ?? new DeadlineState { Id = id, Status = status };
        _deadlines[id] = known with
        {
            Status = status,
            For = scheduledFor ?? known.For,
            Subject = subject ?? known.Subject,
            Events = known.Events.With(entry.Id),
        };
    }

    private void OnPoints(ValueList<PointId> points, Func<PointState, PointState> change)
    {
        foreach (var point in points)
        {
            ref var slot = ref PointOrNew(point);
            Put(ref slot, change(slot));
        }
    }

    /// <summary>Changes a party's cells. <paramref name="with"/> goes to each change, so that it needs no closure: this is the hottest path.</summary>
    private void OnCells<T>(PartyId party, ValueList<PointId> points, VersionId? version, IssueId? issue, in T with, CellChange<T> change)
    {
        var index = Index(party);
        ReadOnlySpan<int> indexes = new(in index);
        if (version is { } v)
        {
            var versionState = VersionOrNew(v);
            Put(versionState with { Cells = versionState.Cells.With(indexes, with, change) });
        }

        if (issue is { } i)
        {
            var issueState = _issues.GetValueOrDefault(i) ?? new IssueState { Issue = new Issue { Id = i, Title = i.Value } };
            var changed = issueState with { Cells = issueState.Cells.With(indexes, with, change) };
            Changes?.On(issueState, changed);
            _issues[i] = changed;
        }

        foreach (var point in points)
        {
            ref var slot = ref PointOrNew(point);
            Put(ref slot, slot with { Cells = slot.Cells.With(indexes, with, change) });
        }
    }

    // What is spoken of before the event that introduces it has a place under its bare name: the ledger has made sure that
    // some event introduces it, and a stance must not be lost because the text came later.
    private VersionState VersionOrNew(VersionId id) =>
        _versions.GetValueOrDefault(id) ?? new VersionState { Id = id, Name = id.Value };

    /// <summary>The place of a point's state; it is good until another point is put.</summary>
    private ref PointState PointOrNew(PointId id)
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

    private static readonly CellChange<Declaration> Declared = static (cell, in declaration) => Cleared(cell, declaration.Event).Declared(declaration);

    /// <summary>The possibility that an event announced ends when the event counts.</summary>
    private static Cell Cleared(Cell cell, EventId counted) =>
        cell.Possible.Count == 0 ? cell : cell with { Possible = cell.Possible.Where(p => p.Event != counted).ToValueList() };

    private void Put(PointState state)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_points, state.Id, out _);
        Changes?.On(slot, state);
        slot = state;
    }

    private void Put(ref PointState slot, PointState state)
    {
        Changes?.On(slot, state);
        slot = state;
    }

    private void Put(VersionState state)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_versions, state.Id, out _);
        Changes?.On(slot, state);
        slot = state;
    }

    private void Put(UnnamedState state)
    {
        _unnamed[state.Id] = state;
        Changes?.OnUnnamed(state.Id);
    }

    private void Remove(SetId set)
    {
        if (_unnamed.Remove(set))
        {
            Changes?.OnUnnamed(set);
        }
    }

    private bool AllAccept(Cells cells)
    {
        var required = Required;
        foreach (var party in required)
        {
            if (CellOf(cells, party).Stance != Stance.Accepts)
            {
                return false;
            }
        }

        return required.Count > 0;
    }

    internal Cell CellOf(Cells cells, PartyId party) => _partyIndex.TryGetValue(party, out var index) ? cells[index] : Cell.Silent;

    /// <summary>The party's place in cells. A party that speaks before it is introduced gets one under its bare name.</summary>
    private int Index(PartyId party) =>
        _partyIndex.TryGetValue(party, out var index) ? index : IndexOrAdd(new Party { Id = party, Name = party.Value, Role = PartyRole.Observer });

    private int[] Indexes(ValueList<PartyId> parties)
    {
        var indexes = new int[parties.Count];
        for (var i = 0; i < indexes.Length; i++)
        {
            indexes[i] = Index(parties[i]);
        }

        return indexes;
    }

    private int IndexOrAdd(Party party)
    {
        if (!_partyIndex.TryGetValue(party.Id, out var index))
        {
            index = _parties.Count;
            _partyIndex[party.Id] = index;
            _parties.Add(party);
        }

        return index;
    }
}
