namespace NegotiationSim.Domain;

/// <summary>
/// What should not be and yet may be reported. The same rules run on real timelines and on what-ifs; each looks at an
/// event and at the state before it. A new rule is one entry of <see cref="All"/>.
/// </summary>
public static class Rules
{
    /// <summary>A rule: its name, what it remarks on, and the finding for an event, null when all is in order.</summary>
    public sealed record Rule(string Name, string Remarks, Func<Situation, string?> Find)
    {
        /// <summary>The types of the events that it may remark on; empty: all.</summary>
        public IReadOnlyList<Type> On { get; init; } = [];

        /// <summary>
        /// Types of the events which, there or not, first come to mind as what broke the rule; a what-if looks among its
        /// edits for these before it goes by what is shared otherwise.
        /// </summary>
        public IReadOnlyList<Type> Breakers { get; init; } = [];
    }

    /// <summary>An event and what a rule may look at: the state before it and the timeline it is on.</summary>
    public readonly record struct Situation(TimelineEvent Entry, State Before, Timeline Timeline)
    {
        public NegotiationEvent Event => Entry.Event;
    }

    public static readonly IReadOnlyList<Rule> All =
    [
        new("known-before-it-occurred", "an event that was public before it can have happened, and was not announced as planned", KnownTooEarly),
        new("effect-before-cause", "an event that counts before one it was because of", EffectBeforeCause),
        new("not-introduced-yet", "a party, version, point or issue that takes part before the event that introduces it", NotIntroducedYet)
        {
            On =
            [
                typeof(StanceDeclared), typeof(StanceWithdrawn), typeof(MembersNamed), typeof(AgreementReached), typeof(AgreementSigned),
                typeof(AgreementRatified), typeof(AgreementVotedDown), typeof(CommitmentKept), typeof(CommitmentBroken), typeof(PlanDrafted),
                typeof(PlanTabled), typeof(PlanPublished), typeof(PlanWithdrawn), typeof(VersionSuperseded), typeof(VersionLapsed),
                typeof(PackageProposed), typeof(PointsDisclosed), typeof(PointsTakenUp), typeof(PointsSetAside), typeof(PointsBracketed),
                typeof(BracketsLifted), typeof(PointsDropped),
            ],
            Breakers = [typeof(NegotiationOpened), typeof(PartyIntroduced), typeof(VersionIntroduced), typeof(PointsDisclosed), typeof(IssueIntroduced)],
        },
        new("stance-before-tabled", "a stance on, or agreement to, a text that was not tabled by then", StanceBeforeTabled)
        {
            On = [typeof(StanceDeclared), typeof(AgreementReached)],
            Breakers = [typeof(PlanTabled)],
        },
        new("version-not-live", "a stance, agreement, signature or vote on a version that was superseded, lapsed, withdrawn or voted down", VersionNotLive)
        {
            On = [typeof(StanceDeclared), typeof(AgreementReached), typeof(AgreementSigned), typeof(AgreementRatified), typeof(AgreementVotedDown)],
            Breakers = [typeof(VersionSuperseded), typeof(VersionLapsed), typeof(PlanWithdrawn), typeof(AgreementVotedDown), typeof(PlanTabled)],
        },
        new("accepted-beside-a-set", "a version accepted as a whole by a party whose other stance on some of its points, which ones not said, stands", AcceptedBesideASet)
        {
            On = [typeof(StanceDeclared), typeof(AgreementReached), typeof(AgreementSigned)],
        },
        new("nothing-to-withdraw", "a stance taken back that was not declared", NothingToWithdraw)
        {
            On = [typeof(StanceWithdrawn)],
            Breakers = [typeof(StanceDeclared)],
        },
        new("unknown-set", "the members of an unnamed set named before the set was declared, or again", UnknownSet)
        {
            On = [typeof(MembersNamed)],
        },
        new("outside-the-set", "named members that the unnamed set cannot have", OutsideTheSet)
        {
            On = [typeof(MembersNamed)],
        },
        new("cancelled-never-scheduled", "a meeting cancelled or postponed that no event scheduled", CancelledNeverScheduled)
        {
            On = [typeof(MeetingCancelled), typeof(MeetingPostponed)],
        },
        new("cancelled-though-held", "a meeting cancelled or postponed after it was held", CancelledThoughHeld)
        {
            On = [typeof(MeetingCancelled), typeof(MeetingPostponed)],
        },
        new("cancelled-twice", "a meeting cancelled that was cancelled already", CancelledTwice)
        {
            On = [typeof(MeetingCancelled)],
        },
        new("held-though-cancelled", "a meeting held after it was cancelled and not scheduled again", HeldThoughCancelled)
        {
            On = [typeof(MeetingHeld)],
        },
        new("held-twice", "a meeting held that was held already", HeldTwice)
        {
            On = [typeof(MeetingHeld)],
        },
        new("deadline-never-set", "a deadline moved or dropped that no event set", DeadlineNeverSet)
        {
            On = [typeof(DeadlineMoved), typeof(DeadlineDropped)],
        },
        new("deadline-already-dropped", "a deadline moved or dropped after it was dropped", DeadlineAlreadyDropped)
        {
            On = [typeof(DeadlineMoved), typeof(DeadlineDropped)],
        },
        new("signed-without-acceptance", "a version signed by a party that had rejected it or one of its points", SignedWithoutAcceptance)
        {
            On = [typeof(AgreementSigned)],
            Breakers = [typeof(StanceDeclared), typeof(StanceWithdrawn)],
        },
        new("vote-before-signature", "a version ratified or voted down that was not signed or agreed", VoteBeforeSignature)
        {
            On = [typeof(AgreementRatified), typeof(AgreementVotedDown)],
            Breakers = [typeof(AgreementSigned), typeof(AgreementReached)],
        },
        new("commitment-before-signature", "a commitment kept or broken before its version was signed", CommitmentBeforeSignature)
        {
            On = [typeof(CommitmentKept), typeof(CommitmentBroken)],
            Breakers = [typeof(AgreementSigned)],
        },
        new("brackets-never-put", "brackets lifted that were not put", BracketsNeverPut)
        {
            On = [typeof(BracketsLifted)],
            Breakers = [typeof(PointsBracketed), typeof(BracketsLifted)],
        },
        new("resumed-not-suspended", "talks resumed that were not suspended", ResumedNotSuspended)
        {
            On = [typeof(TalksResumed)],
            Breakers = [typeof(TalksSuspended), typeof(TalksResumed), typeof(TalksConcluded)],
        },
        new("suspended-twice", "talks suspended that were suspended or concluded already", SuspendedTwice)
        {
            On = [typeof(TalksSuspended)],
            Breakers = [typeof(TalksSuspended), typeof(TalksResumed), typeof(TalksConcluded)],
        },
        new("talks-concluded", "a meeting or stance after the talks were concluded", TalksConcluded)
        {
            On = [typeof(StanceDeclared), typeof(AgreementReached), typeof(MeetingHeld), typeof(MeetingScheduled)],
            Breakers = [typeof(TalksConcluded)],
        },
        new("meeting-while-suspended", "a meeting of required parties held while the talks were suspended", MeetingWhileSuspended)
        {
            On = [typeof(MeetingHeld)],
            Breakers = [typeof(TalksSuspended), typeof(TalksResumed)],
        },
    ];

    private static readonly Dictionary<Type, Rule[]> OnType =
        EventTypes.All.ToDictionary(t => t.Type, t => All.Where(rule => rule.On.Count == 0 || rule.On.Contains(t.Type)).ToArray());

    /// <summary>The findings of all rules on one event.</summary>
    public static IReadOnlyList<Conflict> Conflicts(Situation situation)
    {
        List<Conflict>? found = null;
        foreach (var rule in OnType[situation.Event.GetType()])
        {
            if (rule.Find(situation) is { } message)
            {
                (found ??= []).Add(new Conflict(rule.Name, situation.Entry.Id, situation.Entry.Day, message));
            }
        }

        return found ?? (IReadOnlyList<Conflict>)[];
    }

    private static string? KnownTooEarly(Situation s) =>
        s.Entry.KnownToHaveOccurred is { } known && known < s.Event.Occurred.First
            ? $"known on {known:yyyy-MM-dd}, before it occurred ({s.Event.Occurred}), and not claimed as planned"
            : null;

    private static string? EffectBeforeCause(Situation s)
    {
        foreach (var cause in s.Event.Because)
        {
            if (s.Timeline.Find(cause) is { } entry && entry.Event.Occurred.IsKnown && entry.Event.Occurred.First > s.Event.Occurred.Last)
            {
                return $"counts from {s.Entry.Day:yyyy-MM-dd}, but '{cause}', which it was because of, is of {entry.Event.Occurred}";
            }
        }

        return null;
    }

    private static string? NotIntroducedYet(Situation s)
    {
        var (parties, points, version, issue) = Part(s.Event);
        foreach (var party in parties)
        {
            if (!s.Before.IsIntroduced(party))
            {
                return $"{party} is not introduced by then";
            }
        }

        foreach (var point in points)
        {
            if (!s.Before.Points.TryGetValue(point, out var state) || !state.IsDisclosed)
            {
                return $"{point} is not disclosed by then";
            }
        }

        return version is { } v && !(s.Before.Versions.TryGetValue(v, out var known) && known.IsIntroduced) ? $"{v} is not introduced by then"
            : issue is { } i && !(s.Before.Issues.TryGetValue(i, out var named) && named.IsIntroduced) ? $"the issue {i} is not introduced by then"
            : null;
    }

    /// <summary>Who and what takes part in an event of the talks.</summary>
    private static (ValueList<PartyId> Parties, ValueList<PointId> Points, VersionId? Version, IssueId? Issue) Part(NegotiationEvent e) => e switch
    {
        StanceDeclared d => ([d.Party], d.Points, d.Version ?? d.Some?.Version, d.Issue),
        StanceWithdrawn w => ([w.Party], w.Points, w.Version, w.Issue),
        MembersNamed n => ([], n.Points, null, null),
        AgreementReached a => (a.Parties, a.Points, a.Version, null),
        AgreementSigned s => (s.Parties, [], s.Version, null),
        AgreementRatified r => ([r.By], [], r.Version, null),
        AgreementVotedDown v => ([v.By], [], v.Version, null),
        CommitmentKept k => ([k.Party], k.Points, null, null),
        CommitmentBroken b => ([b.Party], b.Points, null, null),
        PlanDrafted p => (p.By, [], p.Version, null),
        PlanTabled p => (p.By, [], p.Version, null),
        PlanPublished p => (p.By, [], p.Version, null),
        PlanWithdrawn p => (p.By, [], p.Version, null),
        VersionSuperseded v => ([], [], v.Version, null),
        VersionLapsed v => ([], [], v.Version, null),
        PackageProposed p => (p.By, [], p.Version, null),
        PointsDisclosed p => ([], [], p.Version, null),
        PointsTakenUp p => ([], p.Points, null, null),
        PointsSetAside p => (p.By, p.Points, null, null),
        PointsBracketed p => (p.By, p.Points, null, null),
        BracketsLifted p => ([], p.Points, null, null),
        PointsDropped p => (p.By, p.Points, null, null),
        _ => default,
    };

    private static string? StanceBeforeTabled(Situation s)
    {
        var (whole, points) = Judged(s.Event);
        return Find(s.Before, whole, points, v => v.IsIntroduced && !v.IsTabled && v.IsLive) is { } version ? $"{version.Id} was not tabled by then" : null;
    }

    private static string? VersionNotLive(Situation s)
    {
        var (whole, points) = s.Event switch
        {
            AgreementSigned e => (e.Version, default),
            AgreementRatified e => (e.Version, default),
            AgreementVotedDown e => (e.Version, default),
            _ => Judged(s.Event),
        };
        return Find(s.Before, whole, points, v => !v.IsLive) is { } version ? $"{version.Id} was {DomainJson.Text(version.Fate!.Value)} by then" : null;
    }

    private static string? AcceptedBesideASet(Situation s)
    {
        (VersionId? whole, ValueList<PartyId> parties) = s.Event switch
        {
            StanceDeclared { Stance: Stance.Accepts } d => (d.Version, [d.Party]),
            AgreementReached a => (a.Version, a.Parties),
            AgreementSigned a => (a.Version, a.Parties),
            _ => (null, default(ValueList<PartyId>)),
        };
        return whole is { } version ? BesideASet(s.Before, version, parties) : null; // most stances: on points
    }

    private static string? BesideASet(State before, VersionId whole, ValueList<PartyId> parties)
    {
        var set = before.Unnamed.Values.FirstOrDefault(set => set.Version == whole && parties.Contains(set.Party) && set.Stance != Stance.Accepts);
        return set is null ? null : $"{set.Party} {DomainJson.Text(set.Stance)} some points of {whole} by then ({set.Id}), which ones not said, and did not take that back";
    }

    /// <summary>The version, or the points of versions, on which an event declares a stance or an agreement.</summary>
    private static (VersionId? Whole, ValueList<PointId> Points) Judged(NegotiationEvent e) => e switch
    {
        StanceDeclared d => (d.Version ?? d.Some?.Version, d.Points),
        AgreementReached a => (a.Version, a.Points),
        _ => default,
    };

    /// <summary>The first of the versions, named as a whole or by points, of which something holds.</summary>
    private static VersionState? Find(State state, VersionId? whole, ValueList<PointId> points, Func<VersionState, bool> holds)
    {
        if (whole is { } w)
        {
            return state.Versions.TryGetValue(w, out var version) && holds(version) ? version : null;
        }

        VersionState? last = null;
        foreach (var point in points)
        {
            // Mostly all points are of one version.
            if (last is not null && point.IsOf(last.Id))
            {
                continue;
            }

            // A point that is known keeps the name of its version; another has to make it.
            var of = state.Points.TryGetValue(point, out var known) ? known.Version : point.Version;
            if (state.Versions.TryGetValue(of, out last) && holds(last))
            {
                return last;
            }
        }

        return null;
    }

    private static string? NothingToWithdraw(Situation s)
    {
        if (s.Event is not StanceWithdrawn e)
        {
            return null;
        }

        if (e.Set is { } set)
        {
            return s.Before.Unnamed.TryGetValue(set, out var own) && own.Party == e.Party ? null : $"{e.Party} had no stance on the set '{set}'";
        }

        foreach (var point in e.Points)
        {
            if (s.Before.CellOf(point, e.Party).Stance == Stance.Silent)
            {
                return $"{e.Party} was silent on {point}";
            }
        }

        return e.Version is { } v && s.Before.CellOf(v, e.Party).Stance == Stance.Silent ? $"{e.Party} was silent on {v}"
            : e.Issue is { } i && s.Before.CellOf(i, e.Party).Stance == Stance.Silent ? $"{e.Party} was silent on {i}"
            : null;
    }

    private static string? UnknownSet(Situation s) =>
        s.Event is MembersNamed e && !s.Before.Unnamed.ContainsKey(e.Set)
            ? $"no stance on the unnamed set '{e.Set}' stands by then"
            : null;

    private static string? OutsideTheSet(Situation s)
    {
        if (s.Event is not MembersNamed e || !s.Before.Unnamed.TryGetValue(e.Set, out var set))
        {
            return null;
        }

        foreach (var point in e.Points)
        {
            if (!set.MayMean(point))
            {
                return point.Version != set.Version ? $"{point} is no point of {set.Version}" : $"{point} was said not to be meant";
            }
        }

        if (set.AtMost is { } most && e.Points.Count > most)
        {
            return $"{Counted.Of(e.Points.Count, "point")} named, and the set has at most {most}";
        }

        return !e.MoreRemain && e.Points.Count < set.AtLeast ? $"{Counted.Of(e.Points.Count, "point")} named as all, and the set has at least {set.AtLeast}" : null;
    }

    private static (MeetingId Id, string What)? CalledOff(NegotiationEvent e) => e switch
    {
        MeetingCancelled m => (m.Meeting, "cancelled"),
        MeetingPostponed m => (m.Meeting, "postponed"),
        _ => null,
    };

    private static string? CancelledNeverScheduled(Situation s) =>
        CalledOff(s.Event) is var (id, what) && !s.Before.Meetings.ContainsKey(id)
            ? $"'{id}' is {what}, and no earlier event scheduled it"
            : null;

    private static string? CancelledThoughHeld(Situation s) =>
        CalledOff(s.Event) is var (id, what) && s.Before.Meetings.TryGetValue(id, out var meeting) && meeting.Status == MeetingStatus.Held
            ? $"'{id}' is {what}, and was held by '{meeting.Events[^1]}'"
            : null;

    private static string? CancelledTwice(Situation s) =>
        s.Event is MeetingCancelled e && s.Before.Meetings.TryGetValue(e.Meeting, out var meeting) && meeting.Status == MeetingStatus.Cancelled
            ? $"'{e.Meeting}' was cancelled already by '{meeting.Events[^1]}'"
            : null;

    private static string? HeldThoughCancelled(Situation s) =>
        s.Event is MeetingHeld e && s.Before.Meetings.TryGetValue(e.Meeting, out var meeting) && meeting.Status == MeetingStatus.Cancelled
            ? $"'{e.Meeting}' is held, and was cancelled by '{meeting.Events[^1]}'"
            : null;

    private static string? HeldTwice(Situation s) =>
        s.Event is MeetingHeld e && s.Before.Meetings.TryGetValue(e.Meeting, out var meeting) && meeting.Status == MeetingStatus.Held
            ? $"'{e.Meeting}' was held already by '{meeting.Events[^1]}'"
            : null;

    private static DeadlineId? Shifted(NegotiationEvent e) => e switch
    {
        DeadlineMoved d => d.Deadline,
        DeadlineDropped d => d.Deadline,
        _ => null,
    };

    private static string? DeadlineNeverSet(Situation s) =>
        Shifted(s.Event) is { } id && !s.Before.Deadlines.ContainsKey(id) ? $"no event set the deadline '{id}'" : null;

    private static string? DeadlineAlreadyDropped(Situation s) =>
        Shifted(s.Event) is { } id && s.Before.Deadlines.TryGetValue(id, out var deadline) && deadline.Status == DeadlineStatus.Dropped
            ? $"the deadline '{id}' was dropped by '{deadline.Events[^1]}'"
            : null;

    private static string? SignedWithoutAcceptance(Situation s)
    {
        if (s.Event is not AgreementSigned e || !s.Before.Versions.TryGetValue(e.Version, out var version))
        {
            return null;
        }

        foreach (var party in e.Parties)
        {
            if (s.Before.CellOf(e.Version, party).Stance == Stance.Rejects)
            {
                return $"{party} signs {e.Version}, which it rejected";
            }

            foreach (var point in version.Points)
            {
                if (s.Before.CellOf(point, party).Stance == Stance.Rejects)
                {
                    return $"{party} signs {e.Version}, whose point {point} it rejected";
                }
            }
        }

        return null;
    }

    private static string? VoteBeforeSignature(Situation s)
    {
        var (id, what) = s.Event switch
        {
            AgreementRatified e => (e.Version, "ratified"),
            AgreementVotedDown e => (e.Version, "voted down"),
            _ => (default, ""),
        };
        return what.Length > 0 && s.Before.Versions.TryGetValue(id, out var version)
            && version.Signatories.Count == 0 && s.Before.StatusOf(version) is (VersionStatus.Drafted or VersionStatus.Tabled)
            ? $"{id} is {what}, and was neither agreed nor signed"
            : null;
    }

    private static string? CommitmentBeforeSignature(Situation s)
    {
        var points = s.Event switch
        {
            CommitmentKept e => e.Points,
            CommitmentBroken e => e.Points,
            _ => [],
        };
        foreach (var point in points)
        {
            if (s.Before.Versions.TryGetValue(point.Version, out var version) && version.Signatories.Count == 0)
            {
                return $"{point.Version} was not signed by then";
            }
        }

        return null;
    }

    private static string? BracketsNeverPut(Situation s)
    {
        if (s.Event is BracketsLifted e)
        {
            foreach (var point in e.Points)
            {
                if (!s.Before.Points.TryGetValue(point, out var state) || !state.Bracketed)
                {
                    return $"{point} was not in brackets";
                }
            }
        }

        return null;
    }

    private static string? ResumedNotSuspended(Situation s) =>
        s.Event is TalksResumed && s.Before.Talks != TalksStatus.Suspended ? $"the talks were {DomainJson.Text(s.Before.Talks)}" : null;

    private static string? SuspendedTwice(Situation s) =>
        s.Event is TalksSuspended && s.Before.Talks is (TalksStatus.Suspended or TalksStatus.Concluded)
            ? $"the talks were {DomainJson.Text(s.Before.Talks)} already"
            : null;

    private static string? TalksConcluded(Situation s) =>
        s.Before.Talks == TalksStatus.Concluded && s.Event is (StanceDeclared or AgreementReached or MeetingHeld or MeetingScheduled)
            ? "the talks were concluded by then"
            : null;

    private static string? MeetingWhileSuspended(Situation s)
    {
        if (s.Event is not MeetingHeld e || s.Before.Talks != TalksStatus.Suspended)
        {
            return null;
        }

        var required = s.Before.Required;
        return e.Parties.Count(p => required.Contains(p)) >= 2 ? "the talks were suspended by then" : null;
    }
}
