using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.Store;

/// <summary>
/// Events as a hostile reality would have them: late reports, spans, unknown dates, denials, corrections, retractions of
/// corrections. All of them admissible in any order of arrival that is one batch. The same seed gives the same events.
/// </summary>
internal static class RandomNegotiation
{
    private static readonly DateOnly Start = new(2025, 1, 1);
    private static readonly PartyId[] Parties = [new("A"), new("B"), new("C")];
    private static readonly IssueId Issue = new("land");

    public static IReadOnlyList<NegotiationEvent> Events(int seed, int count)
    {
        var random = new Random(seed);
        var points = Enumerable.Range(1, 5).Select(i => new PointId($"V1/{i}")).Append(new PointId("V1/2a")).ToArray();
        var sets = new List<SetId>();
        var events = new List<NegotiationEvent>
        {
            new NegotiationOpened
            {
                Id = new("opened"),
                Occurred = When.Day(Start),
                Title = $"Talks {seed}",
                Claims = [new Claim { By = "editor" }],
                Parties = [.. Parties.Select((p, i) => new Party { Id = p, Name = $"Party {p}", Role = i < 2 ? PartyRole.Principal : PartyRole.Mediator })],
                Issues = [new Issue { Id = Issue, Title = "Land" }],
            },
            new VersionIntroduced
            {
                Id = new("v1"),
                Occurred = When.Day(Start),
                Order = 1,
                Version = new("V1"),
                Name = "First version",
                Claims = [new Claim { By = "editor" }],
                Points = [.. points.Select(p => new Point { Id = p, Title = $"Point {p.Number}" })],
            },
        };

        for (var i = events.Count; i < count; i++)
        {
            var e = Next(new EventId($"e{i}"));
            events.Add(e);
        }

        if (NegotiationSim.Domain.Recording.Decide(Ledger.Empty(new NegotiationId("random")), events) is Decision.Refused refused)
        {
            throw new InvalidOperationException($"seed {seed} gives what cannot be recorded: {string.Join("\n", refused.Refusals)}");
        }

        return events;

        NegotiationEvent Next(EventId id)
        {
            var day = Start.AddDays(random.Next(60));
            var occurred = random.Next(10) switch
            {
                0 => When.Within(day, day.AddDays(random.Next(1, 12))),
                1 => When.Lasted(day, day.AddDays(random.Next(0, 4))),
                2 => random.Next(4) == 0 ? When.Unknown : When.Day(day, approximate: true),
                _ => When.Day(day),
            };
            ValueList<Claim> claims = random.Next(3) == 0 ? [Claim(occurred, day), Claim(occurred, day)] : [Claim(occurred, day)];
            var order = random.Next(3);
            return random.Next(16) switch
            {
                0 => new PlanTabled { Id = id, Occurred = occurred, Order = order, Claims = claims, Version = new("V1"), By = [Any(Parties)] },
                1 => new StanceDeclared { Id = id, Occurred = occurred, Order = order, Claims = claims, Party = Any(Parties), Stance = AnyStance(), Version = new("V1") },
                2 => new StanceDeclared { Id = id, Occurred = occurred, Order = order, Claims = claims, Party = Any(Parties), Stance = AnyStance(), Issue = Issue },
                3 => new StanceWithdrawn { Id = id, Occurred = occurred, Order = order, Claims = claims, Party = Any(Parties), Points = [Any(points)] },
                4 => Unnamed(id, occurred, order, claims),
                5 when sets.Count > 0 => new MembersNamed { Id = id, Occurred = occurred, Order = order, Claims = claims, Set = Any(sets), Points = [Any(points)], MoreRemain = random.Next(2) == 0 },
                6 => new AgreementReached { Id = id, Occurred = occurred, Order = order, Claims = claims, Parties = [Parties[0], Parties[1]], Points = [Any(points)], Provisional = random.Next(2) == 0 },
                7 => new PointsSetAside { Id = id, Occurred = occurred, Order = order, Claims = claims, Points = [Any(points)], Track = "another \"track\"" },
                8 => new RequiredPartiesChanged { Id = id, Occurred = occurred, Order = order, Claims = claims, MustAgree = [Any(Parties), Parties[2]] },
                9 => new ClaimAdded { Id = id, Occurred = occurred, Claims = claims, Event = Any(Facts()) },
                10 => new DenialMade
                {
                    Id = id,
                    Occurred = occurred,
                    Claims = claims,
                    Denies = [random.Next(2) == 0
                        ? new Proposition { Event = Any(Facts()) }
                        : new Proposition { Party = Any(Parties), Stance = AnyStance(), Point = Any(points) }],
                },
                11 => new EventRetimed { Id = id, Occurred = occurred, Claims = claims, Event = Any(Facts()), To = When.Day(Start.AddDays(random.Next(60))) },
                12 => new EventRetracted { Id = id, Occurred = occurred, Claims = claims, Event = Any(events).Id },
                13 when events.OfType<StanceDeclared>().Where(s => s.Points.Count > 0).ToList() is { Count: > 0 } stances => Correction(id, occurred, claims, Any(stances)),
                _ => new StanceDeclared
                {
                    Id = id,
                    Occurred = occurred,
                    Order = order,
                    Claims = claims,
                    Party = Any(Parties),
                    Stance = AnyStance(),
                    Points = [Any(points)],
                    Condition = random.Next(3) == 0 ? "if the others do: \\ ' \" é" : null,
                },
            };
        }

        List<EventId> Facts() => [.. events.Where(e => e is not (ClaimAdded or DenialMade or EventCorrected or EventRetimed or EventRetracted)).Select(e => e.Id)];

        Claim Claim(When occurred, DateOnly day) => new()
        {
            By = "somebody",
            Known = occurred.IsKnown && random.Next(3) == 0 ? null : day.AddDays(random.Next(-3, 20)),
            Certainty = (Certainty)random.Next(4),
        };

        NegotiationEvent Unnamed(EventId id, When occurred, int order, ValueList<Claim> claims)
        {
            var set = new SetId($"set-{id}");
            sets.Add(set);
            return new StanceDeclared
            {
                Id = id,
                Occurred = occurred,
                Order = order,
                Claims = claims,
                Party = Any(Parties),
                Stance = AnyStance(),
                Some = new UnnamedSet { Id = set, Version = new("V1"), AtLeast = random.Next(2), AtMost = 3 },
            };
        }

        NegotiationEvent Correction(EventId id, When occurred, ValueList<Claim> claims, StanceDeclared wrong) => new EventCorrected
        {
            Id = id,
            Occurred = occurred,
            Claims = claims,
            Event = wrong.Id,
            Instead = wrong with { Stance = AnyStance(), Party = Any(Parties), Claims = [] },
        };

        Stance AnyStance() => (Stance)random.Next(1, 7);

        T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
    }

    /// <summary>The same events in another order.</summary>
    public static IReadOnlyList<NegotiationEvent> Shuffled(IReadOnlyList<NegotiationEvent> events, int seed)
    {
        var copy = events.ToArray();
        new Random(seed).Shuffle(copy);
        return copy;
    }
}
