namespace NegotiationSim.Domain.Tests;

/// <summary>Events in few words. The date comes first; one claim by "editor", known when the event counts, unless said otherwise.</summary>
internal static class Tell
{
    private static readonly ValueList<Claim> Editor = [new Claim { By = "editor" }];

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    public static T As<T>(this T e, string id)
        where T : NegotiationEvent => e with { Id = new(id) };

    /// <summary>One claim, public from a day.</summary>
    public static T Known<T>(this T e, string day, Certainty certainty = Certainty.Asserted)
        where T : NegotiationEvent => e with { Claims = [new Claim { By = "editor", Known = Day(day), Certainty = certainty }] };

    /// <summary>One more claim.</summary>
    public static T AlsoKnown<T>(this T e, string day, Certainty certainty = Certainty.Asserted)
        where T : NegotiationEvent => e with { Claims = [.. e.Claims, new Claim { By = "another", Known = Day(day), Certainty = certainty }] };

    public static T Firmly<T>(this T e, Certainty certainty)
        where T : NegotiationEvent => e with { Claims = [new Claim { By = "editor", Certainty = certainty }] };

    public static T Because<T>(this T e, params string[] causes)
        where T : NegotiationEvent => e with { Because = causes.Select(EventId.Of).ToValueList() };

    public static T At<T>(this T e, int order)
        where T : NegotiationEvent => e with { Order = order };

    public static ValueList<PartyId> Parties(params string[] parties) => parties.Select(PartyId.Of).ToValueList();

    public static ValueList<PointId> Points(params string[] points) => points.Select(PointId.Of).ToValueList();

    public static NegotiationOpened Opened(string occurred) => Of<NegotiationOpened>(new()
    {
        Id = default,
        Occurred = default,
        Parties = [Party("RUS", PartyRole.Principal), Party("UKR", PartyRole.Principal), Party("USA", PartyRole.Mediator)],
        People = [new Person { Id = new("witkoff"), Name = "Steve Witkoff", Party = new("USA") }],
        Issues = [new Issue { Id = new("territory"), Title = "Territory" }],
    }, occurred);

    public static Party Party(string id, PartyRole role) => new() { Id = new(id), Name = id, Role = role };

    public static PartyIntroduced PartyIntroduced(string occurred, string party, PartyRole role) =>
        Of(new PartyIntroduced { Id = default, Occurred = default, Party = Party(party, role) }, occurred);

    public static IssueIntroduced IssueIntroduced(string occurred, string issue) =>
        Of(new IssueIntroduced { Id = default, Occurred = default, Issue = new Issue { Id = new(issue), Title = issue } }, occurred);

    public static RequiredPartiesChanged MustAgree(string occurred, params string[] parties) =>
        Of(new RequiredPartiesChanged { Id = default, Occurred = default, MustAgree = Parties(parties) }, occurred);

    public static VersionIntroduced Introduced(string occurred, string version, params string[] numbers) => Of(
        new VersionIntroduced { Id = default, Occurred = default, Version = new(version), Name = version, Points = PointsOf(version, numbers) }, occurred);

    public static PointsDisclosed Disclosed(string occurred, string version, params string[] numbers) => Of(
        new PointsDisclosed { Id = default, Occurred = default, Version = new(version), Points = PointsOf(version, numbers) }, occurred);

    private static ValueList<Point> PointsOf(string version, string[] numbers) =>
        numbers.Select(n => new Point { Id = new($"{version}/{n}"), Title = $"Point {n}", Issue = n == "1" ? new IssueId("territory") : null }).ToValueList();

    public static PlanDrafted Drafted(string occurred, string version) => Of(new PlanDrafted { Id = default, Occurred = default, Version = new(version) }, occurred);

    public static PlanTabled Tabled(string occurred, string version) => Of(new PlanTabled { Id = default, Occurred = default, Version = new(version) }, occurred);

    public static PlanPublished Published(string occurred, string version) =>
        Of(new PlanPublished { Id = default, Occurred = default, Version = new(version) }, occurred);

    public static PlanWithdrawn PlanWithdrawn(string occurred, string version) =>
        Of(new PlanWithdrawn { Id = default, Occurred = default, Version = new(version) }, occurred);

    public static VersionSuperseded Superseded(string occurred, string version, string? by = null) =>
        Of(new VersionSuperseded { Id = default, Occurred = default, Version = new(version), SupersededBy = by is null ? null : new(by) }, occurred);

    public static VersionLapsed Lapsed(string occurred, string version) => Of(new VersionLapsed { Id = default, Occurred = default, Version = new(version) }, occurred);

    public static PackageProposed Grouped(string occurred, string version, params (string Id, string[] Points)[] packages) => Of(
        new PackageProposed
        {
            Id = default,
            Occurred = default,
            Version = new(version),
            Packages = packages.Select(p => new Package { Id = new(p.Id), Points = Points(p.Points) }).ToValueList(),
        },
        occurred);

    public static StanceDeclared Declared(string occurred, string party, Stance stance, params string[] points) =>
        Of(new StanceDeclared { Id = default, Occurred = default, Party = new(party), Stance = stance, Points = Points(points) }, occurred);

    public static StanceDeclared Accepted(string occurred, string party, params string[] points) => Declared(occurred, party, Stance.Accepts, points);

    public static StanceDeclared Rejected(string occurred, string party, params string[] points) => Declared(occurred, party, Stance.Rejects, points);

    public static StanceDeclared DeclaredOnVersion(string occurred, string party, Stance stance, string version) =>
        Declared(occurred, party, stance) with { Version = new(version) };

    public static StanceDeclared DeclaredOnIssue(string occurred, string party, Stance stance, string issue) =>
        Declared(occurred, party, stance) with { Issue = new(issue) };

    public static StanceDeclared DeclaredOnSome(string occurred, string party, Stance stance, string set, string version, int atLeast = 1, int? atMost = null, params string[] except) =>
        Declared(occurred, party, stance) with
        {
            Some = new UnnamedSet { Id = new(set), Version = new(version), AtLeast = atLeast, AtMost = atMost, Except = Points(except) },
        };

    public static StanceWithdrawn Withdrew(string occurred, string party, params string[] points) =>
        Of(new StanceWithdrawn { Id = default, Occurred = default, Party = new(party), Points = Points(points) }, occurred);

    public static StanceWithdrawn WithdrewFromVersion(string occurred, string party, string version) =>
        Of(new StanceWithdrawn { Id = default, Occurred = default, Party = new(party), Version = new(version) }, occurred);

    public static AgreementReached AgreedOnVersion(string occurred, string version, params string[] parties) =>
        Of(new AgreementReached { Id = default, Occurred = default, Parties = Parties(parties), Version = new(version) }, occurred);

    public static MembersNamed Named(string occurred, string set, params string[] points) =>
        Of(new MembersNamed { Id = default, Occurred = default, Set = new(set), Points = Points(points) }, occurred);

    public static AgreementReached Agreed(string occurred, string[] parties, params string[] points) =>
        Of(new AgreementReached { Id = default, Occurred = default, Parties = Parties(parties), Points = Points(points) }, occurred);

    public static PointsTakenUp TakenUp(string occurred, params string[] points) => Of(new PointsTakenUp { Id = default, Occurred = default, Points = Points(points) }, occurred);

    public static PointsSetAside SetAside(string occurred, params string[] points) => Of(new PointsSetAside { Id = default, Occurred = default, Points = Points(points) }, occurred);

    public static PointsBracketed Bracketed(string occurred, params string[] points) => Of(new PointsBracketed { Id = default, Occurred = default, Points = Points(points) }, occurred);

    public static BracketsLifted Unbracketed(string occurred, params string[] points) => Of(new BracketsLifted { Id = default, Occurred = default, Points = Points(points) }, occurred);

    public static PointsDropped Dropped(string occurred, params string[] points) => Of(new PointsDropped { Id = default, Occurred = default, Points = Points(points) }, occurred);

    public static MeetingScheduled Scheduled(string occurred, string meeting, string scheduledFor, params string[] parties) => Of(
        new MeetingScheduled { Id = default, Occurred = default, Meeting = new(meeting), For = When.Parse(scheduledFor), Parties = Parties(parties) }, occurred);

    public static MeetingHeld Held(string occurred, string meeting, params string[] parties) =>
        Of(new MeetingHeld { Id = default, Occurred = default, Meeting = new(meeting), Parties = Parties(parties) }, occurred);

    public static MeetingPostponed Postponed(string occurred, string meeting, string? to = null) =>
        Of(new MeetingPostponed { Id = default, Occurred = default, Meeting = new(meeting), For = to is null ? null : When.Parse(to) }, occurred);

    public static MeetingCancelled Cancelled(string occurred, string meeting) =>
        Of(new MeetingCancelled { Id = default, Occurred = default, Meeting = new(meeting) }, occurred);

    public static DeadlineSet DeadlineSet(string occurred, string deadline, string setFor) =>
        Of(new DeadlineSet { Id = default, Occurred = default, Deadline = new(deadline), For = When.Parse(setFor) }, occurred);

    public static DeadlineMoved DeadlineMoved(string occurred, string deadline, string to) =>
        Of(new DeadlineMoved { Id = default, Occurred = default, Deadline = new(deadline), For = When.Parse(to) }, occurred);

    public static DeadlineDropped DeadlineDropped(string occurred, string deadline) =>
        Of(new DeadlineDropped { Id = default, Occurred = default, Deadline = new(deadline) }, occurred);

    public static StatementMade Said(string occurred, string? party = null) =>
        Of(new StatementMade { Id = default, Occurred = default, Party = party is null ? null : new(party) }, occurred);

    public static IncidentOccurred Incident(string occurred) => Of(new IncidentOccurred { Id = default, Occurred = default }, occurred);

    public static AgreementSigned Signed(string occurred, string version, params string[] parties) =>
        Of(new AgreementSigned { Id = default, Occurred = default, Version = new(version), Parties = Parties(parties) }, occurred);

    public static AgreementRatified Ratified(string occurred, string version, string by, bool partial = false) =>
        Of(new AgreementRatified { Id = default, Occurred = default, Version = new(version), By = new(by), Partial = partial }, occurred);

    public static AgreementVotedDown VotedDown(string occurred, string version, string by) =>
        Of(new AgreementVotedDown { Id = default, Occurred = default, Version = new(version), By = new(by) }, occurred);

    public static CommitmentKept Kept(string occurred, string party, params string[] points) =>
        Of(new CommitmentKept { Id = default, Occurred = default, Party = new(party), Points = Points(points) }, occurred);

    public static CommitmentBroken Broken(string occurred, string party, params string[] points) =>
        Of(new CommitmentBroken { Id = default, Occurred = default, Party = new(party), Points = Points(points) }, occurred);

    public static TalksSuspended Suspended(string occurred) => Of(new TalksSuspended { Id = default, Occurred = default }, occurred);

    public static TalksResumed Resumed(string occurred) => Of(new TalksResumed { Id = default, Occurred = default }, occurred);

    public static TalksConcluded Concluded(string occurred) => Of(new TalksConcluded { Id = default, Occurred = default }, occurred);

    public static ClaimAdded ClaimAdded(string occurred, string to) => Of(new ClaimAdded { Id = default, Occurred = default, Event = new(to) }, occurred);

    public static DenialMade Denied(string occurred, params Proposition[] denies) =>
        Of(new DenialMade { Id = default, Occurred = default, Denies = denies.ToValueList() }, occurred);

    public static DenialMade Denied(string occurred, string id) => Denied(occurred, new Proposition { Event = new(id) });

    public static EventCorrected Corrected(string occurred, string id, NegotiationEvent instead) =>
        Of(new EventCorrected { Id = default, Occurred = default, Event = new(id), Instead = instead.As(id) with { Claims = [] } }, occurred);

    public static EventRetimed Retimed(string occurred, string id, string to) =>
        Of(new EventRetimed { Id = default, Occurred = default, Event = new(id), To = When.Parse(to) }, occurred);

    public static EventRetracted Retracted(string occurred, string id) =>
        Of(new EventRetracted { Id = default, Occurred = default, Event = new(id) }, occurred);

    private static T Of<T>(T e, string occurred)
        where T : NegotiationEvent => e with { Id = new(""), Occurred = When.Parse(occurred), Claims = Editor };
}
