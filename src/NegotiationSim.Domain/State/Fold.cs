namespace NegotiationSim.Domain;

/// <summary>
/// The fold: what one event makes of a state. Total: any event can follow any other. What should not be and yet is
/// reported is found by the rules, never by leaving an event out.
/// </summary>
public static partial class Fold
{
    /// <summary>
    /// One step of the fold: the state after an event that counts from now. No lambda in here captures anything: what it
    /// captures would be allocated for every event, whatever its type.
    /// </summary>
    public static void Apply(this State state, TimelineEvent entry)
    {
        switch (entry.Event)
        {
            case StanceDeclared declared:
                Declare(state, entry, declared);
                break;
            case AgreementReached reached:
                Declare(state, entry, reached);
                break;
            case StanceWithdrawn withdrawn:
                if (withdrawn.Set is { } id && state.Unnamed.TryGetValue(id, out var set) && set.Party == withdrawn.Party)
                {
                    state.Remove(id);
                }

                Declare(state, [state.Index(withdrawn.Party)], withdrawn.Points, withdrawn.Version, withdrawn.Issue, Declaration.Of(entry, Stance.Silent));
                break;
            case MembersNamed named:
                Name(state, entry, named);
                break;
            case PointsTakenUp taken:
                OnPoints(state, taken.Points, point => point with { TakenUp = true, SetAside = false });
                break;
            case PointsSetAside aside:
                OnPoints(state, aside.Points, point => point with { SetAside = true });
                break;
            case PointsBracketed bracketed:
                OnPoints(state, bracketed.Points, point => point with { Bracketed = true });
                break;
            case BracketsLifted lifted:
                OnPoints(state, lifted.Points, point => point with { Bracketed = false });
                break;
            case PointsDropped dropped:
                OnPoints(state, dropped.Points, point => point with { Dropped = true });
                break;

            case MeetingScheduled m:
                OnMeeting(state, entry, m.Meeting, MeetingStatus.Scheduled, m.For, m.Kind, m.Place, m.Parties);
                break;
            case MeetingHeld m:
                OnMeeting(state, entry, m.Meeting, MeetingStatus.Held, m.Occurred, m.Kind, m.Place, m.Parties);
                break;
            case MeetingPostponed m:
                OnMeeting(state, entry, m.Meeting, MeetingStatus.Postponed, m.For, null, m.Place, m.Parties);
                break;
            case MeetingCancelled m:
                OnMeeting(state, entry, m.Meeting, MeetingStatus.Cancelled, m.For, null, m.Place, m.Parties);
                break;

            case DeadlineSet d:
                OnDeadline(state, entry, d.Deadline, DeadlineStatus.Set, d.For, d.Subject);
                break;
            case DeadlineMoved d:
                OnDeadline(state, entry, d.Deadline, DeadlineStatus.Moved, d.For, null);
                break;
            case DeadlineDropped d:
                OnDeadline(state, entry, d.Deadline, DeadlineStatus.Dropped, null, null);
                break;

            case NegotiationOpened opened:
                Open(state, opened);
                break;
            case PartyIntroduced introduced:
                state.Put(introduced.Party);
                break;
            case PersonIntroduced introduced:
                state.Put(introduced.Person);
                break;
            case IssueIntroduced introduced:
                Introduce(state, introduced.Issue);
                break;
            case RequiredPartiesChanged changed:
                state.MustAgree = changed.MustAgree;
                state.SettleRequired();
                break;
            case DelegationChanged changed:
                Act(state, changed);
                break;

            case VersionIntroduced introduced:
                Introduce(state, introduced);
                break;
            case PointsDisclosed disclosed:
                Disclose(state, disclosed.Version, disclosed.Points);
                break;
            case LineageStated stated:
                Descend(state, stated);
                break;
            case PlanDrafted or PlanPublished or PlanTabled or PlanWithdrawn or VersionSuperseded or VersionLapsed
                or AgreementSigned or AgreementRatified or AgreementVotedDown:
                OnVersion(state, entry);
                break;
            case PackageProposed proposed:
                foreach (var package in proposed.Packages)
                {
                    state.Put(new PackageState(package, proposed.Version, proposed.By, entry.Id));
                }

                break;

            case TalksSuspended:
                state.Talks = TalksStatus.Suspended;
                break;
            case TalksResumed:
                state.Talks = TalksStatus.Open;
                break;
            case TalksConcluded:
                state.Talks = TalksStatus.Concluded;
                break;
            case CommitmentKept kept:
                Commit(state, kept.Points, new(kept.Party, true, entry.Id));
                break;
            case CommitmentBroken broken:
                Commit(state, broken.Points, new(broken.Party, false, entry.Id));
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

    private static void OnVersion(State state, TimelineEvent entry)
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
            AgreementSigned e => (e.Version, v => Signed(state, v, e.Parties)),
            AgreementRatified e => (e.Version, v => e.Partial ? v : v with { Fate = VersionStatus.Ratified }),
            AgreementVotedDown e => (e.Version, (Func<VersionState, VersionState>)(v => v with { Fate = VersionStatus.VotedDown })),
            _ => throw new NotSupportedException($"The fold does not know {entry.Event.GetType().Name}."),
        };

        state.Put(change(state.VersionOrNew(id)));
        if (entry.Event is AgreementSigned signed)
        {
            Declare(state, state.Indexes(signed.Parties), [], id, null, Declaration.Of(entry, Stance.Accepts));
        }
    }

    private static VersionState Signed(State state, VersionState version, ValueList<PartyId> parties)
    {
        var signatories = version.Signatories.Concat(parties).Distinct().ToValueList();
        var required = state.Required;
        var all = required.Count > 0 && required.All(party => signatories.Contains(party));
        return version with { Signatories = signatories, Fate = all && version.Fate != VersionStatus.Ratified ? VersionStatus.Signed : version.Fate };
    }

    private static void Open(State state, NegotiationOpened opened)
    {
        state.Title = opened.Title;
        state.Talks = TalksStatus.Open;
        if (opened.MustAgree.Count > 0)
        {
            state.MustAgree = opened.MustAgree;
        }

        foreach (var party in opened.Parties)
        {
            state.Put(party);
        }

        foreach (var person in opened.People)
        {
            state.Put(person);
        }

        foreach (var issue in opened.Issues)
        {
            Introduce(state, issue);
        }

        state.SettleRequired();
    }

    private static void Introduce(State state, Issue issue) =>
        state.Put(state.IssueOrNew(issue.Id) with { Issue = issue, IsIntroduced = true });

    private static void Introduce(State state, VersionIntroduced introduced)
    {
        state.Put(state.VersionOrNew(introduced.Version) with
        {
            Name = introduced.Name,
            IsIntroduced = true,
            Plan = introduced.Plan,
            DerivedFrom = introduced.DerivedFrom,
            Between = introduced.Between,
            StatedPointCount = introduced.PointCount,
        });
        Disclose(state, introduced.Version, introduced.Points);
    }

    private static void Disclose(State state, VersionId id, ValueList<Point> points)
    {
        if (points.Count == 0)
        {
            return;
        }

        var version = state.VersionOrNew(id);
        foreach (var point in points)
        {
            state.Put((state.Points.GetValueOrDefault(point.Id) ?? state.New(point, version)) with { Point = point, IsDisclosed = true });
        }

        state.Put(version with { Points = State.InTextOrder(version.Points.Concat(points.Select(p => p.Id))) });
    }

    private static void Descend(State state, LineageStated stated)
    {
        foreach (var link in stated.Links)
        {
            if (link.Point is { } point)
            {
                ref var slot = ref state.PointOrNew(point);
                state.Put(ref slot, slot with { Descents = slot.Descents.With(link) });
            }
        }
    }

    private static void Act(State state, DelegationChanged changed)
    {
        foreach (var id in changed.Joined)
        {
            if (state.People.TryGetValue(id, out var person))
            {
                state.Put(person with { Party = changed.Party, From = changed.Occurred, To = null });
            }
        }

        foreach (var id in changed.Left)
        {
            if (state.People.TryGetValue(id, out var person))
            {
                state.Put(person with { To = changed.Occurred });
            }
        }
    }

    private static void Commit(State state, ValueList<PointId> points, Commitment commitment) =>
        OnPoints(state, points, point => point with { Commitments = point.Commitments.With(commitment) });

    private static void OnMeeting(State state, TimelineEvent entry, MeetingId id, MeetingStatus status, When? scheduledFor, MeetingKind? kind, string? place, ValueList<PartyId> parties)
    {
        var known = state.Meetings.GetValueOrDefault(id);
        state.Put(new MeetingState
        {
            Id = id,
            Status = status,
            For = status == MeetingStatus.Postponed ? scheduledFor : scheduledFor ?? known?.For, // put off to no date, the old one is off
            Kind = kind ?? known?.Kind ?? default,
            Place = place ?? known?.Place,
            Parties = parties.Count > 0 ? parties : known?.Parties ?? [],
            Disputed = entry.IsDenied,
            Events = known?.Events.With(entry.Id) ?? entry.Alone,
        });
    }

    private static void OnDeadline(State state, TimelineEvent entry, DeadlineId id, DeadlineStatus status, When? scheduledFor, string? subject)
    {
        var known = state.Deadlines.GetValueOrDefault(id);
        state.Put(new DeadlineState
        {
            Id = id,
            Status = status,
            For = scheduledFor ?? known?.For,
            Subject = subject ?? known?.Subject,
            Events = known?.Events.With(entry.Id) ?? entry.Alone,
        });
    }

    private static void OnPoints(State state, ValueList<PointId> points, Func<PointState, PointState> change)
    {
        foreach (var point in points)
        {
            ref var slot = ref state.PointOrNew(point);
            state.Put(ref slot, change(slot));
        }
    }
}
