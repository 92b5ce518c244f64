namespace NegotiationSim.Domain.Tests;

/// <summary>
/// The state on a day as known on a day, found in the most naive way from what design.md and the documentation of the events
/// say: filter by what was known, amend, sort, and fold everything from the start into flat tables. Shares with the code
/// under test the vocabulary and the events, and nothing of the ledger's, the timeline's or the state's.
/// </summary>
internal sealed partial class Oracle
{
    private readonly IReadOnlyList<NegotiationEvent> _all;
    private readonly DateOnly _knownBy;

    /// <summary>What a party has on a point, version or issue; absent: silent from the start.</summary>
    private readonly Dictionary<(string Subject, string Party), OracleCell> _cells = [];
    private readonly List<string> _points = [];
    private readonly List<string> _versions = [];
    private readonly HashSet<string> _issues = [];
    private readonly HashSet<(string Flag, string Subject)> _flags = [];
    private readonly Dictionary<string, string> _fates = [];
    private readonly HashSet<(string Version, string Party)> _signed = [];
    private readonly Dictionary<string, PartyRole> _roles = [];
    private readonly List<string> _order = [];
    private readonly Dictionary<string, UnnamedSet> _sets = [];
    private readonly Dictionary<string, (StanceDeclared Declared, Entry Entry, string Events)> _setOf = [];
    private readonly Dictionary<string, string> _meetings = [];
    private readonly Dictionary<string, string> _deadlines = [];
    private ValueList<PartyId> _mustAgree;
    private string _talks = "NotOpened";

    private sealed record OracleCell(Stance Stance, string? Condition, DateOnly? Since, Certainty? Certainty, bool Disputed, bool Provisional, string Events, string Possible);

    private static readonly OracleCell Silent = new(Stance.Silent, null, null, null, false, false, "", "");

    private sealed record Entry(NegotiationEvent Event, DateOnly Known, Certainty Certainty, bool Denied)
    {
        public string Id => Event.Id.Value;
    }

    private Oracle(IReadOnlyList<NegotiationEvent> all, DateOnly knownBy)
    {
        _all = all;
        _knownBy = knownBy;
    }

    /// <summary>The whole state at the end of each day as text, so that two can be compared and read.</summary>
    public static Func<DateOnly, string> KnownBy(IReadOnlyList<NegotiationEvent> all, DateOnly knownBy)
    {
        var steps = new Oracle(all, knownBy).Steps().ToList();
        return on =>
        {
            var oracle = new Oracle(all, knownBy);
            foreach (var (_, entry, isPossible) in steps.Where(s => s.Day <= on))
            {
                oracle.Take(entry, isPossible);
            }

            return oracle.Describe();
        };
    }

    // What is known.

    private IEnumerable<(NegotiationEvent Source, Claim Claim, DateOnly Day)> Claims(NegotiationEvent e) =>
        _all.OfType<ClaimAdded>().Where(c => c.Event == e.Id && !IsRetracted(c)).Prepend(e)
            .SelectMany(source => source.Claims.Where(c => c.Known is not null || source.Occurred.IsKnown).Select(c => (source, c, c.Known ?? source.Occurred.Counts)))
            .Where(c => c.Item3 <= _knownBy);

    private bool IsRetracted(NegotiationEvent e) => _all.OfType<EventRetracted>().Any(r => r.Event == e.Id && IsInForce(r));

    private bool IsInForce(NegotiationEvent e) => Claims(e).Any() && !IsRetracted(e);

    private DateOnly KnownOn(NegotiationEvent e) => Claims(e).Min(c => c.Day);

    private NegotiationEvent Amended(NegotiationEvent recorded)
    {
        var current = recorded;
        var amendments = _all.Where(a => (a is EventCorrected c && c.Event == recorded.Id) || (a is EventRetimed t && t.Event == recorded.Id))
            .Where(IsInForce)
            .OrderBy(a => (KnownOn(a), a.Occurred.IsKnown ? a.Occurred.Counts : DateOnly.MinValue, a.Order)).ThenBy(a => a.Id.Value, StringComparer.Ordinal);
        foreach (var amendment in amendments)
        {
            current = amendment is EventCorrected corrected ? corrected.Instead : current with { Occurred = ((EventRetimed)amendment).To };
        }

        return current;
    }

    private IEnumerable<Proposition> Denials => _all.OfType<DenialMade>().Where(IsInForce).SelectMany(d => d.Denies);

    private bool IsDenied(NegotiationEvent current) => Denials.Any(p => p.Event == current.Id);

    /// <summary>
    /// A stance declared on a subject is denied for what it came to hold on, when somebody denies it for that, for the
    /// subject, or for anything between the two.
    /// </summary>
    private bool IsDenied(string party, Stance stance, string declaredOn, string heldOn) => Denials.Any(p =>
        p.Party?.Value == party && p.Stance == stance
        && (p.Point?.Value ?? p.Version?.Value ?? $"issue {p.Issue}") is var denied
        && (denied == declaredOn || IsInside(denied, declaredOn))
        && (denied == heldOn || IsInside(heldOn, denied)));

    private IEnumerable<(DateOnly Day, Entry Entry, bool IsPossible)> Steps() =>
        _all.Where(IsInForce)
            .Select(e => (Recorded: e, Current: Amended(e)))
            .Where(e => e.Current.Occurred.IsKnown)
            .Select(e => new Entry(e.Current, KnownOn(e.Recorded), Claims(e.Recorded).Min(c => c.Claim.Certainty), IsDenied(e.Current)))
            .SelectMany(entry => entry.Event.Occurred is { Precision: Precision.Within } within
                ? new[] { (within.First, entry, true), (within.Last, entry, false) }
                : [(entry.Event.Occurred.First, entry, false)])
            .OrderBy(s => (s.Item1, s.entry.Event.Order, s.entry.Known)).ThenBy(s => s.entry.Id, StringComparer.Ordinal);

    // One event.

    private void Take(Entry entry, bool isPossible)
    {
        if (isPossible)
        {
            switch (entry.Event)
            {
                case StanceDeclared { Some: null } e:
                    MayDeclare(entry, [e.Party], SubjectsOf(e.Points, e.Version, e.Issue), e.Stance);
                    break;
                case AgreementReached e:
                    MayDeclare(entry, e.Parties, SubjectsOf(e.Points, e.Version, null), Stance.Accepts);
                    break;
                case AgreementSigned e:
                    MayDeclare(entry, e.Parties, [e.Version.Value], Stance.Accepts);
                    break;
            }

            return;
        }

        switch (entry.Event)
        {
            case NegotiationOpened e:
                _talks = "Open";
                _mustAgree = e.MustAgree.Count > 0 ? e.MustAgree : _mustAgree;
                _issues.UnionWith(e.Issues.Select(i => $"issue {i.Id}"));
                foreach (var party in e.Parties)
                {
                    Know(party.Id);
                    _roles[party.Id.Value] = party.Role;
                }

                break;
            case PartyIntroduced e:
                Know(e.Party.Id);
                _roles[e.Party.Id.Value] = e.Party.Role;
                break;
            case IssueIntroduced e:
                _issues.Add($"issue {e.Issue.Id}");
                break;
            case RequiredPartiesChanged e:
                _mustAgree = e.MustAgree;
                break;
            case TalksSuspended:
                _talks = "Suspended";
                break;
            case TalksResumed:
                _talks = "Open";
                break;
            case TalksConcluded:
                _talks = "Concluded";
                break;

            case VersionIntroduced e:
                KnowVersion(e.Version.Value);
                KnowPoints(e.Points.Select(p => p.Id));
                break;
            case PointsDisclosed e:
                KnowPoints(e.Points.Select(p => p.Id));
                break;
            case LineageStated e:
                KnowPoints(e.Links.Where(l => l.Point is not null).Select(l => l.Point!.Value));
                break;

            case StanceDeclared { Some: { } set } e:
                Know(e.Party);
                _sets[set.Id.Value] = set;
                _setOf[set.Id.Value] = (e, entry, entry.Id);
                break;
            case StanceDeclared e:
                Declare(entry, e.Party, SubjectsOf(e.Points, e.Version, e.Issue), e.Stance, e.Condition, false, entry.Id);
                break;
            case AgreementReached e:
                foreach (var party in e.Parties)
                {
                    Declare(entry, party, SubjectsOf(e.Points, e.Version, null), Stance.Accepts, null, e.Provisional, entry.Id);
                }

                break;
            case AgreementSigned e:
                KnowVersion(e.Version.Value);
                foreach (var party in e.Parties)
                {
                    _signed.Add((e.Version.Value, party.Value));
                    Declare(entry, party, [e.Version.Value], Stance.Accepts, null, false, entry.Id);
                }

                if (_fates.GetValueOrDefault(e.Version.Value) != "Ratified" && Required.Count > 0 && Required.All(p => _signed.Contains((e.Version.Value, p))))
                {
                    _fates[e.Version.Value] = "Signed";
                }

                break;
            case StanceWithdrawn { Set: { } set } e:
                Know(e.Party);
                if (_setOf.TryGetValue(set.Value, out var own) && own.Declared.Party == e.Party)
                {
                    _sets.Remove(set.Value);
                }

                break;
            case StanceWithdrawn e:
                Declare(entry, e.Party, SubjectsOf(e.Points, e.Version, e.Issue), Stance.Silent, null, false, entry.Id);
                break;
            case MembersNamed e when _sets.TryGetValue(e.Set.Value, out var set):
                var (declared, first, behind) = _setOf[e.Set.Value];
                behind = $"{behind} {entry.Id}";
                Declare(
                    entry with { Denied = entry.Denied || first.Denied },
                    declared.Party, SubjectsOf(e.Points, null, null), declared.Stance, declared.Condition, false, behind);
                _sets.Remove(e.Set.Value);
                if (e.MoreRemain)
                {
                    _setOf[e.Set.Value] = (declared, first, behind);
                    _sets[e.Set.Value] = set with
                    {
                        AtLeast = Math.Max(0, set.AtLeast - e.Points.Count),
                        AtMost = set.AtMost is { } most ? Math.Max(0, most - e.Points.Count) : null,
                        Except = set.Except.Concat(e.Points).Distinct().ToValueList(),
                    };
                }

                break;

            case PointsTakenUp e:
                Flag(e.Points, "taken up", true);
                Flag(e.Points, "set aside", false);
                break;
            case PointsSetAside e:
                Flag(e.Points, "set aside", true);
                break;
            case PointsBracketed e:
                Flag(e.Points, "bracketed", true);
                break;
            case BracketsLifted e:
                Flag(e.Points, "bracketed", false);
                break;
            case PointsDropped e:
                Flag(e.Points, "dropped", true);
                break;
            case CommitmentKept e:
                KnowPoints(e.Points);
                break;
            case CommitmentBroken e:
                KnowPoints(e.Points);
                break;

            case PlanDrafted e:
                KnowVersion(e.Version.Value);
                break;
            case PlanPublished e:
                KnowVersion(e.Version.Value);
                break;
            case PlanTabled e:
                KnowVersion(e.Version.Value);
                _flags.Add(("tabled", e.Version.Value));
                if (_fates.GetValueOrDefault(e.Version.Value) is "Superseded" or "Lapsed" or "Withdrawn")
                {
                    _fates.Remove(e.Version.Value);
                }

                break;
            case PlanWithdrawn e:
                End(e.Version, "Withdrawn");
                break;
            case VersionSuperseded e:
                End(e.Version, "Superseded");
                break;
            case VersionLapsed e:
                End(e.Version, "Lapsed");
                break;
            case AgreementRatified { Partial: true } e:
                KnowVersion(e.Version.Value);
                break;
            case AgreementRatified e:
                End(e.Version, "Ratified");
                break;
            case AgreementVotedDown e:
                End(e.Version, "VotedDown");
                break;

            case MeetingScheduled e:
                Meet(entry, e.Meeting, "Scheduled", e.For);
                break;
            case MeetingHeld e:
                Meet(entry, e.Meeting, "Held", e.Occurred);
                break;
            case MeetingPostponed e:
                Meet(entry, e.Meeting, "Postponed", e.For);
                break;
            case MeetingCancelled e:
                Meet(entry, e.Meeting, "Cancelled", e.For);
                break;
            case DeadlineSet e:
                _deadlines[e.Deadline.Value] = $"Set {e.For}";
                break;
            case DeadlineMoved e:
                _deadlines[e.Deadline.Value] = $"Moved {e.For}";
                break;
            case DeadlineDropped e:
                _deadlines[e.Deadline.Value] = $"Dropped {_deadlines.GetValueOrDefault(e.Deadline.Value)?.Split(' ')[1]}";
                break;
        }
    }

    /// <summary>A party has a stance on subjects, and an acceptance reaches what is inside: a version's points, a point's sub-points.</summary>
    private void Declare(Entry entry, PartyId party, IEnumerable<string> subjects, Stance stance, string? condition, bool provisional, string behind)
    {
        foreach (var subject in subjects.Distinct().ToList())
        {
            Change(subject, party, cell => cell);
            var before = Cell(subject, party.Value);
            Change(subject, party, cell => Declared(cell, subject, subject));
            var gone = before.Stance == Stance.Accepts && Cell(subject, party.Value).Stance != Stance.Accepts;
            foreach (var inside in _points.Where(p => IsInside(p, subject)).ToList())
            {
                var cell = Cell(inside, party.Value);
                if (stance == Stance.Accepts)
                {
                    Change(inside, party, c => Declared(c, subject, inside));
                }
                else if (gone && cell.Stance == Stance.Accepts)
                {
                    var standing = Cell(inside.Split('/')[0], party.Value) is { Stance: Stance.Accepts } whole ? whole.Events.Split(' ') : [];
                    var rest = cell.Events.Split(' ').Except(before.Events.Split(' ').Except(standing)).ToList();
                    Change(inside, party, c => rest.Count > 0 ? c with { Events = string.Join(' ', rest) }
                        : Without(c) with { Stance = Stance.Silent, Condition = null, Since = null, Certainty = null, Disputed = entry.Denied, Provisional = false, Events = behind });
                }
            }
        }

        OracleCell Without(OracleCell cell) => cell with
        {
            Possible = string.Concat(cell.Possible.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.EndsWith($":{entry.Id}", StringComparison.Ordinal)).Select(p => $"{p} ")),
        };

        OracleCell Declared(OracleCell cell, string on, string at)
        {
            if (stance == Stance.Silent)
            {
                return Silent with { Disputed = entry.Denied, Events = behind, Possible = Without(cell).Possible };
            }

            var disputed = entry.Denied || IsDenied(party.Value, stance, on, at);
            cell = Without(cell);
            return stance == Stance.Undisclosed && cell.Stance is not (Stance.Silent or Stance.Undisclosed) ? cell
                : stance == cell.Stance && condition == cell.Condition ? cell with
                {
                    Certainty = (Certainty)Math.Min((int)cell.Certainty!, (int)entry.Certainty),
                    Disputed = cell.Disputed && disputed,
                    Provisional = cell.Provisional && provisional,
                    Events = string.Join(' ', cell.Events.Split(' ').Concat(behind.Split(' ')).Distinct()),
                }
                : new OracleCell(stance, condition, entry.Event.Occurred.Counts, entry.Certainty, disputed, provisional, behind, cell.Possible);
        }
    }

    private void MayDeclare(Entry entry, IEnumerable<PartyId> parties, IEnumerable<string> subjects, Stance stance)
    {
        var occurred = entry.Event.Occurred;
        foreach (var party in parties.Where(p => _roles.ContainsKey(p.Value)))
        {
            foreach (var subject in subjects.Distinct().Where(s => _points.Contains(s) || _versions.Contains(s) || _issues.Contains(s)))
            {
                Change(subject, party, May);
                foreach (var inside in _points.Where(p => stance == Stance.Accepts && IsInside(p, subject)).ToList())
                {
                    Change(inside, party, May);
                }
            }
        }

        OracleCell May(OracleCell cell)
        {
            var possible = $"{stance}:{occurred.First:O}:{occurred.Last:O}:{entry.Id} ";
            return cell.Possible.Contains(possible) ? cell : cell with { Possible = cell.Possible + possible };
        }
    }

    private static bool IsInside(string point, string subject) =>
        point.StartsWith($"{subject}/", StringComparison.Ordinal) || (point != subject && point.TrimEnd('a', 'b') == subject);

    private static IEnumerable<string> SubjectsOf(ValueList<PointId> points, VersionId? version, IssueId? issue) =>
        points.Select(p => p.Value).Concat(version is { } v ? [v.Value] : []).Concat(issue is { } i ? [$"issue {i}"] : []);

    private void Know(PartyId party)
    {
        if (_roles.TryAdd(party.Value, PartyRole.Observer))
        {
            _order.Add(party.Value);
        }
    }

    private void KnowVersion(string version)
    {
        if (!_versions.Contains(version))
        {
            _versions.Add(version);
        }
    }

    private void KnowPoints(IEnumerable<PointId> points)
    {
        foreach (var point in points)
        {
            KnowPoint(point.Value);
        }
    }

    /// <summary>A point that comes to be known is accepted by who accepts what it is inside of.</summary>
    private void KnowPoint(string point)
    {
        if (!_points.Contains(point))
        {
            var version = point.Split('/')[0];
            KnowVersion(version);
            var parent = point.TrimEnd('a', 'b');
            var whole = parent != point && _points.Contains(parent) ? parent : version;
            foreach (var party in _order)
            {
                var cell = Cell(whole, party);
                var possible = string.Concat(cell.Possible.Split(' ').Where(p => p.StartsWith("Accepts:", StringComparison.Ordinal)).Select(p => $"{p} "));
                if (cell.Stance == Stance.Accepts || possible.Length > 0)
                {
                    _cells[(point, party)] = (cell.Stance == Stance.Accepts ? cell : Silent) with { Possible = possible };
                }
            }

            _points.Add(point);
        }
    }

    private void Change(string subject, PartyId party, Func<OracleCell, OracleCell> change)
    {
        Know(party);
        if (subject.Contains('/'))
        {
            KnowPoint(subject);
        }
        else if (subject.StartsWith("issue", StringComparison.Ordinal))
        {
            _issues.Add(subject);
        }
        else
        {
            KnowVersion(subject);
        }

        _cells[(subject, party.Value)] = change(Cell(subject, party.Value));
    }

    private void Flag(ValueList<PointId> points, string flag, bool value)
    {
        KnowPoints(points);
        foreach (var point in points)
        {
            _ = value ? _flags.Add((flag, point.Value)) : _flags.Remove((flag, point.Value));
        }
    }

    private void End(VersionId version, string fate)
    {
        KnowVersion(version.Value);
        _fates[version.Value] = fate;
    }

    private void Meet(Entry entry, MeetingId id, string status, When? on) =>
        _meetings[id.Value] = $"{status} {on?.ToString() ?? (status == "Postponed" ? "" : _meetings.GetValueOrDefault(id.Value)?.Split(' ')[1])} {entry.Denied}";

    private OracleCell Cell(string subject, string party) => _cells.GetValueOrDefault((subject, party)) ?? Silent;
}
