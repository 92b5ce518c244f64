namespace NegotiationSim.Domain.Tests;

/// <summary>
/// Random ledgers that <see cref="Recording"/> admits: three versions with points and sub-points, known at once or disclosed
/// later; five parties, one of them introduced late; events of every type on a few crowded days, exact, lasting, within a
/// span or unknown, with and without order; several claims, early and late; claims added, denials, corrections, retimings and
/// retractions, also of each other. Needs nothing but the domain and CsCheck.
/// </summary>
internal static class Generate
{
    public static readonly DateOnly FirstDay = new(2025, 11, 1);

    /// <summary>Events happen on these days from the first; they become known up to as many days later.</summary>
    public const int Days = 12;

    public static readonly string[] Parties = ["RUS", "UKR", "USA", "EU", "VOTERS"];
    public static readonly string[] Versions = ["V", "W", "X"];
    public static readonly string[] Issues = ["territory", "security"];

    private static readonly string[] Numbers = ["1", "2", "2a", "2b", "10"];

    public static readonly Gen<DateOnly> Dates = Gen.Int[new DateOnly(Limits.FirstYear, 1, 1).DayNumber, new DateOnly(Limits.LastYear, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    /// <summary>Every kind of date, over all years that an event may have.</summary>
    public static readonly Gen<When> Whens = Gen.Select(Gen.Int[0, 5], Dates, Gen.Int[0, 800], Gen.Bool).Select((kind, day, length, approximate) => kind switch
    {
        0 => When.Unknown,
        1 => When.Day(day, approximate),
        2 => When.Lasted(day, day.AddDays(length), approximate),
        3 => When.Within(day, day.AddDays(length), approximate),
        4 => When.Parse(day.ToString("yyyy-MM")),
        _ => When.Parse(day.ToString("yyyy")),
    });

    /// <summary>The events of a ledger, in an order in which nothing is amended before it is there.</summary>
    public static readonly Gen<NegotiationEvent[]> Events = Gen.UInt.Array[1, 40].Select(draws => new Author().Write(draws));

    public static readonly Gen<Ledger> Ledgers = Events.Select(LedgerOf);

    /// <summary>A ledger and the number of its events that came first.</summary>
    public static readonly Gen<(NegotiationEvent[] Events, int First)> Splits =
        Gen.Select(Events, Gen.Double[0, 1]).Select((events, share) => (events, (int)(share * events.Length)));

    /// <summary>A ledger's events and the same in another order.</summary>
    public static readonly Gen<(NegotiationEvent[] Events, NegotiationEvent[] Shuffled)> Shuffled =
        Events.SelectMany(events => Gen.Shuffle(events.ToArray()).Select(shuffled => (events, shuffled)));

    public static Ledger LedgerOf(IEnumerable<NegotiationEvent> events) =>
        Recording.Decide(Ledger.Empty(Negotiation), [.. events]) switch
        {
            Decision.Admitted admitted => Ledger.Of(Negotiation, admitted.New),
            Decision.Refused refused => throw new InvalidOperationException(string.Join("; ", refused.Refusals)),
            _ => throw new NotSupportedException(),
        };

    public static readonly NegotiationId Negotiation = new("generated");

    /// <summary>Every day on which something became known, the day before the first and the last day of all.</summary>
    public static IReadOnlyList<DateOnly> DaysOfKnowledge(Ledger ledger)
    {
        var days = ledger.Events.SelectMany(e => e.Claims.Select(c => e.KnownFrom(c)!.Value)).Distinct().Order().ToList();
        return [days[0].AddDays(-1), .. days, DateOnly.MaxValue];
    }

    public static IEnumerable<PartyId> PartyIds => Parties.Select(PartyId.Of);

    public static IEnumerable<PointId> PointIds => Versions.SelectMany(v => Numbers.Select(n => new PointId($"{v}/{n}")));

    /// <summary>A stream of choices from one number: the same number, the same choices.</summary>
    private struct Choices(uint seed)
    {
        private ulong _state = seed;

        /// <summary>A number from 0 up to but not including <paramref name="below"/> (SplitMix64).</summary>
        public int Next(int below)
        {
            _state += 0x9E3779B97F4A7C15;
            var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }

        public bool Chance(int percent) => Next(100) < percent;

        public T OneOf<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

        public ValueList<T> Some<T>(IReadOnlyList<T> items, int atLeast, int atMost)
        {
            ValueList<T> some = [];
            for (var tries = atLeast + Next(atMost - atLeast + 1); tries > 0 || some.Count < atLeast; tries--)
            {
                some = some.With(OneOf(items));
            }

            return some;
        }
    }

    /// <summary>Writes one ledger: the beginning, then an event for each draw.</summary>
    private sealed class Author
    {
        private readonly List<NegotiationEvent> _events = [];
        private readonly List<UnnamedSet> _sets = [];
        private Choices _choose;

        public NegotiationEvent[] Write(uint[] draws)
        {
            _choose = new(draws[0]);
            Begin();
            foreach (var draw in draws.Skip(1))
            {
                _choose = new(draw);
                Add(One());
            }

            return [.. _events];
        }

        private void Begin()
        {
            Add(new NegotiationOpened
            {
                Id = default,
                Occurred = default,
                Parties = [Party("RUS", PartyRole.Principal), Party("UKR", PartyRole.Principal), Party("USA", PartyRole.Mediator), Party("EU", PartyRole.Observer)],
                People = [new Person { Id = new("witkoff"), Name = "Witkoff", Party = new("USA") }],
                Issues = [.. Issues.Select(i => new Issue { Id = new(i), Title = i })],
                MustAgree = _choose.Chance(40) ? [new("RUS"), new("UKR"), new("USA")] : [],
            });
            Add(new PartyIntroduced { Id = default, Occurred = default, Party = Party("VOTERS", _choose.OneOf([PartyRole.Ratifier, PartyRole.Principal])) });
            foreach (var version in Versions)
            {
                var known = _choose.Next(Numbers.Length + 1);
                Add(new VersionIntroduced
                {
                    Id = default,
                    Occurred = default,
                    Version = new(version),
                    Name = $"Version {version}",
                    DerivedFrom = version == "V" ? [] : [new("V")],
                    PointCount = _choose.Chance(50) ? 3 : null,
                    Points = [.. Numbers.Take(known).Select(n => Point(version, n))],
                });
                foreach (var number in Numbers.Skip(known))
                {
                    Add(new PointsDisclosed { Id = default, Occurred = default, Version = new(version), Points = [Point(version, number)] });
                }

                if (_choose.Chance(70))
                {
                    Add(new PlanTabled { Id = default, Occurred = default, Version = new(version), By = [new("USA")] });
                }
            }
        }

        /// <summary>Gives an event its id, date, order and claims, and adds it.</summary>
        private void Add(NegotiationEvent e)
        {
            var occurred = _events.Count == 0 || !_choose.Chance(95) ? When.Day(FirstDay) : Occurred();
            e = e with
            {
                Id = new($"e{_events.Count}"),
                Occurred = occurred,
                Order = _choose.Chance(30) ? _choose.Next(3) - 1 : 0,
                Title = _choose.Chance(20) ? "a title" : null,
                Claims = Claims(occurred.IsKnown),
                Because = _events.Count > 0 && _choose.Chance(15) ? [_choose.OneOf(_events).Id] : [],
                About = _choose.Chance(10) ? new Subjects { Points = Points(0, 2), Parties = SomeParties(0, 1) } : null,
            };
            if (e is EventCorrected corrected)
            {
                var instead = Occurred();
                e = corrected with { Instead = corrected.Instead with { Id = corrected.Event, Occurred = instead, Order = _choose.Next(2) } };
            }

            _events.Add(e);
        }

        private When Occurred() => _choose.Next(20) switch
        {
            0 => When.Unknown,
            1 or 2 => Span(When.Lasted),
            3 or 4 or 5 => Span(When.Within),
            6 => When.Parse("2025-11"),
            7 => When.Day(ADay(), approximate: true),
            _ => When.Day(ADay()),
        };

        private When Span(Func<DateOnly, DateOnly, bool, When> make)
        {
            var first = ADay();
            return make(first, first.AddDays(_choose.Next(5)), _choose.Chance(20));
        }

        private DateOnly ADay() => FirstDay.AddDays(_choose.Next(Days));

        private ValueList<Claim> Claims(bool isDated)
        {
            ValueList<Claim> claims = [];
            for (var i = 1 + _choose.Next(10) / 7; i > 0; i--)
            {
                claims = claims.With(new Claim
                {
                    By = _choose.OneOf(["editor", "Peskov", "unnamed officials"]),
                    Known = isDated && _choose.Chance(50) ? null : FirstDay.AddDays(_choose.Next(2 * Days) - 2),
                    Certainty = _choose.OneOf([Certainty.Asserted, Certainty.Attributed, Certainty.Reported, Certainty.Planned]),
                    Reason = _choose.Chance(10) ? "a reason" : null,
                });
            }

            return claims;
        }

        private NegotiationEvent One() => _choose.Next(100) switch
        {
            < 26 => Stance(),
            < 32 => Agreement(),
            < 36 => new StanceWithdrawn { Id = default, Occurred = default, Party = AParty(), Points = Points(1, 2) },
            < 38 => new StanceWithdrawn { Id = default, Occurred = default, Party = AParty(), Version = AVersion() },
            < 39 => new StanceWithdrawn { Id = default, Occurred = default, Party = AParty(), Issue = AnIssue() },
            < 45 => OnASet(),
            < 58 => OnPoints(),
            < 70 => OnAVersion(),
            < 75 => Meeting(),
            < 78 => Deadline(),
            < 82 => People(),
            < 86 => Aside(),
            _ => Amendment(),
        };

        private StanceDeclared Stance() => OnSubject(new StanceDeclared
        {
            Id = default,
            Occurred = default,
            Party = AParty(),
            Stance = AStance(),
            Condition = _choose.Chance(15) ? _choose.OneOf(["a", "b"]) : null,
        });

        private StanceDeclared OnSubject(StanceDeclared stance) => _choose.Next(10) switch
        {
            0 => stance with { Issue = AnIssue() },
            1 or 2 or 3 => stance with { Version = AVersion() },
            _ => stance with { Points = Points(1, 3) },
        };

        private Stance AStance() => _choose.OneOf(
        [
            Domain.Stance.Accepts, Domain.Stance.Accepts, Domain.Stance.Accepts, Domain.Stance.Rejects, Domain.Stance.AcceptsConditionally,
            Domain.Stance.Open, Domain.Stance.ObjectsToWording, Domain.Stance.Undisclosed,
        ]);

        private AgreementReached Agreement()
        {
            var agreement = new AgreementReached { Id = default, Occurred = default, Parties = SomeParties(2, 4), Provisional = _choose.Chance(40) };
            return _choose.Chance(25) ? agreement with { Version = AVersion() } : agreement with { Points = Points(1, 3) };
        }

        private NegotiationEvent OnASet()
        {
            if (_sets.Count == 0 || _choose.Chance(40))
            {
                var atMost = _choose.Chance(50) ? 1 + _choose.Next(3) : (int?)null;
                var set = new UnnamedSet
                {
                    Id = new($"set{_sets.Count}"),
                    Version = AVersion(),
                    AtLeast = _choose.Next((atMost ?? 2) + 1),
                    AtMost = atMost,
                    Except = _choose.Chance(30) ? Points(1, 1) : [],
                };
                _sets.Add(set);
                return new StanceDeclared { Id = default, Occurred = default, Party = AParty(), Stance = AStance(), Some = set };
            }

            return _choose.Chance(75)
                ? new MembersNamed { Id = default, Occurred = default, Set = _choose.OneOf(_sets).Id, Points = Points(1, 2), MoreRemain = _choose.Chance(50) }
                : new StanceWithdrawn { Id = default, Occurred = default, Party = AParty(), Set = _choose.OneOf(_sets).Id };
        }

        private NegotiationEvent OnPoints() => _choose.Next(8) switch
        {
            0 or 1 => new PointsTakenUp { Id = default, Occurred = default, Points = Points(1, 2) },
            2 => new PointsSetAside { Id = default, Occurred = default, Points = Points(1, 2) },
            3 => new PointsBracketed { Id = default, Occurred = default, Points = Points(1, 2) },
            4 => new BracketsLifted { Id = default, Occurred = default, Points = Points(1, 2) },
            5 => new PointsDropped { Id = default, Occurred = default, Points = Points(1, 1) },
            6 => new CommitmentKept { Id = default, Occurred = default, Party = AParty(), Points = Points(1, 1) },
            _ => new CommitmentBroken { Id = default, Occurred = default, Party = AParty(), Points = Points(1, 1) },
        };

        private NegotiationEvent OnAVersion() => _choose.Next(12) switch
        {
            0 => new PlanDrafted { Id = default, Occurred = default, Version = AVersion() },
            1 or 2 => new PlanTabled { Id = default, Occurred = default, Version = AVersion() },
            3 => new PlanPublished { Id = default, Occurred = default, Version = AVersion() },
            4 => new PlanWithdrawn { Id = default, Occurred = default, Version = AVersion() },
            5 => new VersionSuperseded { Id = default, Occurred = default, Version = AVersion(), SupersededBy = _choose.Chance(50) ? AVersion() : null },
            6 => new VersionLapsed { Id = default, Occurred = default, Version = AVersion() },
            7 => new AgreementSigned { Id = default, Occurred = default, Version = AVersion(), Parties = SomeParties(1, 3) },
            8 => new AgreementRatified { Id = default, Occurred = default, Version = AVersion(), By = AParty(), Partial = _choose.Chance(50) },
            9 => new AgreementVotedDown { Id = default, Occurred = default, Version = AVersion(), By = AParty(), ShareFor = 0.498m },
            10 => new PackageProposed { Id = default, Occurred = default, Version = AVersion(), Packages = [new Package { Id = new($"package{_events.Count}"), Points = Points(0, 2) }] },
            _ => new LineageStated
            {
                Id = default,
                Occurred = default,
                Version = new("W"),
                Links = [new Lineage { Point = new("W/1"), Descent = _choose.OneOf([Descent.Kept, Descent.Reworded]), From = [new("V/1")] }],
            },
        };

        private NegotiationEvent Meeting()
        {
            var meeting = new MeetingId(_choose.OneOf(["kremlin", "geneva"]));
            return _choose.Next(4) switch
            {
                0 => new MeetingScheduled { Id = default, Occurred = default, Meeting = meeting, For = Occurred(), Parties = SomeParties(0, 3), Agenda = ["the plan"] },
                1 => new MeetingHeld { Id = default, Occurred = default, Meeting = meeting, Kind = MeetingKind.Call, Parties = SomeParties(0, 3), DurationMinutes = 300 },
                2 => new MeetingPostponed { Id = default, Occurred = default, Meeting = meeting, For = _choose.Chance(50) ? Occurred() : null },
                _ => new MeetingCancelled { Id = default, Occurred = default, Meeting = meeting, Place = "Brussels" },
            };
        }

        private NegotiationEvent Deadline()
        {
            var deadline = new DeadlineId("thanksgiving");
            return _choose.Next(3) switch
            {
                0 => new DeadlineSet { Id = default, Occurred = default, Deadline = deadline, For = Occurred(), Subject = "an answer" },
                1 => new DeadlineMoved { Id = default, Occurred = default, Deadline = deadline, For = Occurred() },
                _ => new DeadlineDropped { Id = default, Occurred = default, Deadline = deadline },
            };
        }

        private NegotiationEvent People() => _choose.Next(8) switch
        {
            0 => new TalksSuspended { Id = default, Occurred = default, By = SomeParties(0, 1) },
            1 => new TalksResumed { Id = default, Occurred = default },
            2 => new TalksConcluded { Id = default, Occurred = default },
            3 => new DelegationChanged { Id = default, Occurred = default, Party = AParty(), Joined = [new("witkoff")] },
            4 => new PersonIntroduced { Id = default, Occurred = default, Person = new Person { Id = new("umerov"), Name = "Umerov", From = When.Parse("2025-07") } },
            5 => new IssueIntroduced { Id = default, Occurred = default, Issue = new Issue { Id = AnIssue(), Title = "Renamed" } },
            6 => new PartyIntroduced { Id = default, Occurred = default, Party = Party(_choose.OneOf(Parties), _choose.OneOf([PartyRole.Principal, PartyRole.Observer])) },
            _ => new RequiredPartiesChanged { Id = default, Occurred = default, MustAgree = SomeParties(0, 3) },
        };

        private NegotiationEvent Aside() => _choose.Next(7) switch
        {
            0 => new StatementMade { Id = default, Occurred = default, Party = AParty(), Person = new("witkoff") },
            1 => new IncidentOccurred { Id = default, Occurred = default, Place = "Kyiv" },
            2 => new MeasureConsidered { Id = default, Occurred = default, Measure = "a loan" },
            3 => new MeasureProposed { Id = default, Occurred = default, Measure = "a loan" },
            4 => new MeasureDecided { Id = default, Occurred = default, Measure = "a loan" },
            5 => new ThreatMade { Id = default, Occurred = default, By = AParty() },
            _ => new ThirdPartyDecided { Id = default, Occurred = default, Decision = "a ruling" },
        };

        private NegotiationEvent Amendment()
        {
            var plain = _events.Where(e => e is not (ClaimAdded or DenialMade or EventCorrected or EventRetimed or EventRetracted)).ToList();
            return _choose.Next(14) switch
            {
                0 or 1 => new ClaimAdded { Id = default, Occurred = default, Event = _choose.OneOf([.. _events.Where(e => e is not ClaimAdded)]).Id },
                2 or 3 => new DenialMade { Id = default, Occurred = default, Denies = [new Proposition { Event = _choose.OneOf(_events).Id }] },
                4 or 5 => new DenialMade { Id = default, Occurred = default, Party = new("RUS"), Denies = [AProposition(), .. _choose.Chance(20) ? [AProposition()] : Array.Empty<Proposition>()] },
                6 or 7 => Correction(_choose.OneOf(plain)),
                8 or 9 => new EventRetimed { Id = default, Occurred = default, Event = _choose.OneOf(plain).Id, To = Occurred() },
                10 or 11 => new EventRetracted { Id = default, Occurred = default, Event = _choose.OneOf(_events).Id },
                _ => _events.FindAll(e => e is EventRetracted or ClaimAdded or DenialMade or EventCorrected or EventRetimed) is { Count: > 0 } amendments
                    ? new EventRetracted { Id = default, Occurred = default, Event = _choose.OneOf(amendments).Id }
                    : new EventRetracted { Id = default, Occurred = default, Event = _choose.OneOf(_events).Id },
            };
        }

        /// <summary>Another stance or another list of points in its place, or the same event on another day.</summary>
        private EventCorrected Correction(NegotiationEvent wrong) => new()
        {
            Id = default,
            Occurred = default,
            Event = wrong.Id,
            Instead = wrong switch
            {
                StanceDeclared { Some: null } => Stance() with { Id = wrong.Id },
                PointsTakenUp => new PointsSetAside { Id = wrong.Id, Occurred = default, Points = Points(1, 2) },
                _ => wrong with { Claims = [] },
            },
        };

        private Proposition AProposition()
        {
            var proposition = new Proposition { Party = AParty(), Stance = _choose.Chance(50) ? Domain.Stance.Accepts : AStance() };
            return _choose.Next(4) switch
            {
                0 => proposition with { Version = AVersion() },
                1 => proposition with { Issue = AnIssue() },
                _ => proposition with { Point = Points(1, 1)[0] },
            };
        }

        private PartyId AParty() => new(_choose.OneOf(Parties));

        private VersionId AVersion() => new(_choose.OneOf(Versions));

        private IssueId AnIssue() => new(_choose.OneOf(Issues));

        private ValueList<PartyId> SomeParties(int atLeast, int atMost) => _choose.Some([.. PartyIds], atLeast, atMost);

        private ValueList<PointId> Points(int atLeast, int atMost) => _choose.Some([.. PointIds], atLeast, atMost);

        private static Party Party(string id, PartyRole role) => new() { Id = new(id), Name = id, Role = role };

        private static Point Point(string version, string number) => new() { Id = new($"{version}/{number}"), Title = $"Point {number}", Issue = number == "1" ? new IssueId("territory") : null };
    }
}
