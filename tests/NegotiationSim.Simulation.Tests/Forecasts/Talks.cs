using NegotiationSim.Domain;

namespace NegotiationSim.Simulation.Tests.Forecasts;

/// <summary>Small talks, and assessments of them: NOR and SUD must agree, MED mediates, on plan P of five points.</summary>
internal static class Talks
{
    public static readonly DateOnly Last = new(2026, 1, 10);

    private static readonly NegotiationId Negotiation = new("talks");
    private static readonly string[] Parties = ["NOR", "SUD", "MED"];

    public static Ledger Ledger(params IReadOnlyList<NegotiationEvent> more) => Domain.Ledger.Of(Negotiation,
    [
        new NegotiationOpened
        {
            Id = new("opened"),
            Occurred = When.Day(new(2026, 1, 1)),
            Title = "Talks",
            Claims = Told(1),
            Parties =
            [
                new() { Id = new("NOR"), Name = "North", Role = PartyRole.Principal },
                new() { Id = new("SUD"), Name = "South", Role = PartyRole.Principal },
                new() { Id = new("MED"), Name = "Mediator", Role = PartyRole.Mediator },
            ],
        },
        new VersionIntroduced { Id = new("p-comes"), Occurred = When.Day(new(2026, 1, 2)), Version = new("P"), Name = "Plan", PointCount = 5, Claims = Told(2) },
        new PointsDisclosed
        {
            Id = new("p-points"),
            Occurred = When.Day(new(2026, 1, 2)),
            Order = 1,
            Version = new("P"),
            Claims = Told(2),
            Points = [.. Enumerable.Range(1, 5).Select(n => new Point { Id = P(n), Title = $"Point {n}" })],
        },
        new PlanTabled { Id = new("p-tabled"), Occurred = When.Day(new(2026, 1, 3)), Version = new("P"), Claims = Told(3) },
        new StatementMade { Id = new("last"), Occurred = When.Day(Last), Party = new("MED"), Claims = Told(10) },
        .. more,
    ]);

    public static NegotiationEvent Declared(string party, Stance stance, params int[] points) => new StanceDeclared
    {
        Id = new($"{party}-{stance}-{string.Join('-', points)}".ToLowerInvariant()),
        Occurred = When.Day(new(2026, 1, 5)),
        Party = new(party),
        Stance = stance,
        Points = [.. points.Select(P)],
        Claims = Told(5),
    };

    public static NegotiationEvent Unnamed(string party, Stance stance, int atLeast, int? atMost = null, params int[] except) => new StanceDeclared
    {
        Id = new($"{party}-some".ToLowerInvariant()),
        Occurred = When.Day(new(2026, 1, 5)),
        Party = new(party),
        Stance = stance,
        Claims = Told(5),
        Some = new() { Id = new($"{party}-set".ToLowerInvariant()), Version = new("P"), AtLeast = atLeast, AtMost = atMost, Except = [.. except.Select(P)] },
    };

    /// <summary>All three parties on the first points, with texts at 50; NOR low, SUD high, MED between.</summary>
    public static Assessment Assessment(int points = 3) => new()
    {
        Name = new("test"),
        Why = "A test.",
        Author = "a test",
        Negotiation = Negotiation,
        Version = new("P"),
        Until = Last.AddDays(120),
        Runs = 100,
        Seed = 7,
        DaysPerRound = new(5, 10, 15),
        Parties = [.. Parties.Select(p => new AssessedParty { Party = new(p), Capability = new(40, 50, 60) })],
        Points =
        [
            .. Enumerable.Range(1, points).Select(n => new AssessedPoint
            {
                Point = P(n),
                Text = 50,
                Tolerance = 10,
                Scale = [new() { At = 0, Label = "none" }, new() { At = 100, Label = "all" }],
                Positions = [Wants("NOR", 0, 20, 45), Wants("SUD", 40, 75, 100), Wants("MED", 30, 50, 70)],
            }),
        ],
    };

    public static AssessedPosition Wants(string party, double low, double mode, double high, double salience = 20) =>
        new() { Party = new(party), Position = new(low, mode, high), Salience = new(salience) };

    public static ForecastPlan Plan(Assessment assessment, Ledger? ledger = null)
    {
        var (plan, faults) = Read(assessment, ledger);
        faults.ShouldBeEmpty();
        return plan!;
    }

    public static (ForecastPlan? Plan, IReadOnlyList<Fault> Faults) Read(Assessment assessment, Ledger? ledger = null) =>
        ForecastPlan.Of(assessment, knownBy => Timeline.Of(ledger ?? Ledger(), knownBy));

    public static Tally Count(ForecastPlan plan, int first, int count) => Tally.Of(plan, 7, first, count, TestContext.Current.CancellationToken);

    public static PointId P(int number) => new($"P/{number}");

    private static ValueList<Claim> Told(int day) => [new Claim { By = "somebody", Known = new(2026, 1, day) }];
}
