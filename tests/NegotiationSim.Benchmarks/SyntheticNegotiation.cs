using NegotiationSim.Domain;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// A long negotiation as talks really run, made up: ten parties, five versions of a plan with about 200 points that take
/// each other's place over the years, meetings, and mostly stances, which parties more often repeat than change. A few in a
/// hundred events are denials, corrections and further claims, have a span for a date, or became known late. The same seed
/// and size give the same events.
/// </summary>
public sealed class SyntheticNegotiation
{
    private const int EventsPerDay = 12;
    private const int ClausesPerText = 6;

    private static readonly DateOnly Start = new(2000, 1, 3);
    private static readonly (string Id, PartyRole Role)[] Roles =
    [
        ("NOR", PartyRole.Principal), ("SUD", PartyRole.Principal), ("EST", PartyRole.Principal), ("MED", PartyRole.Mediator), ("HOST", PartyRole.Mediator),
        ("GAR1", PartyRole.Guarantor), ("GAR2", PartyRole.Guarantor), ("UNION", PartyRole.Observer), ("UN", PartyRole.Observer), ("PAR", PartyRole.Ratifier),
    ];

    private static readonly string[] IssueNames = ["territory", "security", "forces", "sanctions", "assets", "elections", "prisoners", "language", "energy", "monitoring"];
    private static readonly int[] PointsOfVersions = [28, 32, 38, 46, 52];
    private static readonly string[] Outlets = ["Reuters", "AFP", "Associated Press", "The Capital Times", "Northern Radio", "Ministry of Foreign Affairs", "Press service of the mediator"];
    private static readonly string[] Phrases =
    [
        "the withdrawal of heavy weapons from the line of contact", "a monitoring mission under the mediator's lead", "the exchange of all prisoners named in the annex",
        "elections within a hundred days of the ceasefire", "the use of frozen assets for reconstruction", "guarantees in the form of a treaty", "the wording of the second paragraph",
        "access of relief convoys", "the status of the two northern districts", "a limit on the number of troops", "the return of displaced families", "transit of gas and electricity",
    ];

    private readonly Random _random;
    private readonly int _count;
    private readonly int _days;
    private readonly List<NegotiationEvent> _events;
    private readonly List<EventId> _facts = [];
    private readonly List<StanceDeclared> _stances = [];
    private readonly List<SetId> _openSets = [];
    private readonly List<(MeetingId Meeting, DateOnly For)> _planned = [];
    private readonly Dictionary<(PartyId Party, PointId Point), Stance> _declared = [];
    private readonly List<(VersionId Version, PointId[] Points)> _versions = [];
    private readonly PartyId[] _parties = [.. Roles.Select(r => new PartyId(r.Id))];
    private readonly IssueId[] _issues = [.. IssueNames.Select(i => new IssueId(i))];
    private readonly PersonId[] _people = [.. Roles.SelectMany(r => new[] { new PersonId($"{r.Id.ToLowerInvariant()}-minister"), new PersonId($"{r.Id.ToLowerInvariant()}-envoy") })];

    private SyntheticNegotiation(int count, int seed)
    {
        _random = new Random(seed);
        _count = count;
        _days = Math.Max(60, count / EventsPerDay);
        _events = new(count);
    }

    /// <summary>The events, in an order in which they can be recorded: about the order in which they became known.</summary>
    public static IReadOnlyList<NegotiationEvent> Events(int count, int seed = 1)
    {
        var negotiation = new SyntheticNegotiation(count, seed);
        negotiation.Tell();
        return negotiation._events;
    }

    private void Tell()
    {
        Open();
        var introduced = 0;
        while (_events.Count < _count)
        {
            var day = Start.AddDays((int)((long)_events.Count * _days / _count));
            if (introduced < PointsOfVersions.Length && _events.Count >= (long)introduced * _count / PointsOfVersions.Length)
            {
                Introduce(introduced++, day);
            }
            else
            {
                Record(Next(day));
            }
        }
    }

    private void Open() => Record(new NegotiationOpened
    {
        Id = NextId("opened"),
        Occurred = When.Day(Start),
        Order = -10,
        Title = "Talks on a settlement between the north, the south and the east",
        Claims = Claims(Start, Start),
        Parties = [.. Roles.Select(r => new Party { Id = new(r.Id), Name = $"The party called {r.Id}", Role = r.Role })],
        People = [.. _people.Select((p, i) => new Person { Id = p, Name = $"Person {p}", Party = _parties[i / 2], Role = i % 2 == 0 ? "Minister" : "Special envoy" })],
        Issues = [.. _issues.Select(i => new Issue { Id = i, Title = $"The question of {i}" })],
        MustAgree = [.. _parties[..3]],
    });

    /// <summary>A version with its points, every tenth with two sub-points, tabled at once; the version before the last is superseded.</summary>
    private void Introduce(int number, DateOnly day)
    {
        var version = new VersionId($"PLAN-{number + 1}");
        var earlier = number == 0 ? null : _versions[number - 1].Points;
        var points = new List<Point>();
        for (var i = 1; i <= PointsOfVersions[number]; i++)
        {
            var from = earlier is not null && i <= PointsOfVersions[number - 1] ? (ValueList<PointId>)[new PointId($"PLAN-{number}/{i}")] : [];
            points.Add(NewPoint($"{version}/{i}", from));
            if (i % 10 == 0)
            {
                points.Add(NewPoint($"{version}/{i}a", []));
                points.Add(NewPoint($"{version}/{i}b", []));
            }
        }

        _versions.Add((version, [.. points.Select(p => p.Id)]));
        Record(new VersionIntroduced
        {
            Id = NextId("version"),
            Occurred = When.Day(day),
            Order = -2,
            Title = $"A plan of {points.Count} points is drawn up",
            Claims = Claims(day, day),
            Version = version,
            Name = $"The plan of {day:yyyy-MM-dd}",
            Plan = "settlement",
            DerivedFrom = number == 0 ? [] : [_versions[number - 1].Version],
            Points = [.. points],
        });
        Record(new PlanTabled { Id = NextId("tabled"), Occurred = When.Day(day), Order = -1, Title = "The plan is tabled", Claims = Claims(day, day), Version = version, By = [Any(_parties)] });
        if (number >= 2)
        {
            Record(new VersionSuperseded { Id = NextId("superseded"), Occurred = When.Day(day), Claims = Claims(day, day), Version = _versions[number - 2].Version, SupersededBy = version });
        }

        Point NewPoint(string id, ValueList<PointId> from) => new()
        {
            Id = new(id),
            Title = Text(6),
            Issue = Any(_issues),
            Summary = Text(25),
            Descent = from.Count > 0 ? Descent.Reworded : Descent.New,
            From = from,
        };
    }

    private NegotiationEvent Next(DateOnly day)
    {
        var occurred = Occurred(day);
        var claims = Claims(occurred.IsKnown ? occurred.Counts : day, day, isRequired: !occurred.IsKnown);
        var fact = _random.Next(1000) switch
        {
            < 540 => Declared(occurred, claims),
            < 570 => new StanceDeclared { Id = NextId("stance"), Occurred = occurred, Claims = claims, Party = Any(_parties), Stance = AnyStance(), Version = Live().Version, Title = Text(9) },
            < 610 => new StanceDeclared { Id = NextId("stance"), Occurred = occurred, Claims = claims, Party = Any(_parties), Stance = AnyStance(), Issue = Any(_issues), Title = Text(9) },
            < 622 => Unnamed(occurred, claims),
            < 628 => Named(occurred, claims),
            < 634 => new StanceWithdrawn { Id = NextId("withdrawn"), Occurred = occurred, Claims = claims, Party = Any(_parties), Points = [Any(Live().Points)], Title = Text(8) },
            < 684 => Agreed(occurred, claims),
            < 704 => new PointsTakenUp { Id = NextId("taken-up"), Occurred = occurred, Claims = claims, Points = AnyPoints(6), Title = Text(7) },
            < 712 => new PointsBracketed { Id = NextId("bracketed"), Occurred = occurred, Claims = claims, Points = AnyPoints(3), By = [Any(_parties)], Wording = Text(8) },
            < 718 => new BracketsLifted { Id = NextId("lifted"), Occurred = occurred, Claims = claims, Points = AnyPoints(3) },
            < 722 => new PointsSetAside { Id = NextId("set-aside"), Occurred = occurred, Claims = claims, Points = AnyPoints(2), Track = "the economic track" },
            < 770 => Scheduled(occurred, claims, day),
            < 820 => Met(occurred, claims),
            < 828 => new DeadlineSet { Id = NextId("deadline"), Occurred = occurred, Claims = claims, Deadline = new($"deadline-{_random.Next(40)}"), For = When.Day(day.AddDays(30)), By = [Any(_parties)], Subject = Text(7) },
            < 890 => new StatementMade { Id = NextId("statement"), Occurred = occurred, Claims = claims, Party = Any(_parties), Person = Any(_people), Title = Text(12), About = new Subjects { Issues = [Any(_issues)] } },
            < 915 => new IncidentOccurred { Id = NextId("incident"), Occurred = occurred, Claims = claims, Title = Text(10), Place = "near the line of contact", Code = "190" },
            < 930 => new MeasureDecided { Id = NextId("measure"), Occurred = occurred, Claims = claims, By = [Any(_parties)], Measure = Text(8) },
            < 940 => new ThreatMade { Id = NextId("threat"), Occurred = occurred, Claims = claims, By = Any(_parties), Against = [Any(_parties)], Condition = Text(8) },
            < 965 => new ClaimAdded { Id = NextId("claim"), Occurred = When.Day(day), Claims = Claims(day, day), Event = Recent(_facts) },
            < 980 => Denied(day),
            < 990 => Corrected(day),
            < 995 => new EventRetimed { Id = NextId("retimed"), Occurred = When.Day(day), Claims = Claims(day, day), Event = Recent(_facts), To = When.Day(day.AddDays(-_random.Next(1, 20))) },
            _ => (NegotiationEvent)new EventRetracted { Id = NextId("retracted"), Occurred = When.Day(day), Claims = Claims(day, day), Event = Recent(_facts) },
        };
        return fact with
        {
            Order = _random.Next(4),
            Note = _random.Next(100) < 15 ? Text(35) : null,
            Because = _random.Next(100) < 10 && fact is not (ClaimAdded or EventCorrected or EventRetimed or EventRetracted) ? [Recent(_facts)] : [],
        };
    }

    private StanceDeclared Declared(When occurred, ValueList<Claim> claims)
    {
        var party = Any(_parties);
        var points = AnyPoints(_random.Next(100) < 70 ? 1 : 4);
        var stance = _declared.TryGetValue((party, points[0]), out var held) && _random.Next(100) < 60 ? held : AnyStance();
        foreach (var point in points)
        {
            _declared[(party, point)] = stance;
        }

        return new StanceDeclared
        {
            Id = NextId("stance"),
            Occurred = occurred,
            Claims = claims,
            Party = party,
            Stance = stance,
            Points = points,
            Condition = stance == Stance.AcceptsConditionally ? Text(8) : null,
            Title = Text(10),
        };
    }

    private StanceDeclared Unnamed(When occurred, ValueList<Claim> claims)
    {
        var set = new SetId($"set-{_events.Count}");
        _openSets.Add(set);
        return new StanceDeclared
        {
            Id = NextId("stance"),
            Occurred = occurred,
            Claims = claims,
            Party = Any(_parties),
            Stance = Stance.Rejects,
            Some = new UnnamedSet { Id = set, Version = Live().Version, AtLeast = 2, AtMost = 9 },
            Title = Text(10),
        };
    }

    private NegotiationEvent Named(When occurred, ValueList<Claim> claims)
    {
        if (_openSets.Count == 0)
        {
            return Unnamed(occurred, claims);
        }

        var set = _openSets[^1];
        _openSets.RemoveAt(_openSets.Count - 1);
        return new MembersNamed { Id = NextId("named"), Occurred = occurred, Claims = claims, Set = set, Points = AnyPoints(4) };
    }

    private AgreementReached Agreed(When occurred, ValueList<Claim> claims) => new()
    {
        Id = NextId("agreed"),
        Occurred = occurred,
        Claims = claims,
        Parties = _random.Next(3) == 0 ? [_parties[0], _parties[1]] : [_parties[0], _parties[1], _parties[2]],
        Points = AnyPoints(3),
        Provisional = _random.Next(2) == 0,
        Title = Text(9),
    };

    private MeetingScheduled Scheduled(When occurred, ValueList<Claim> claims, DateOnly day)
    {
        var meeting = new MeetingId($"round-{_events.Count}");
        var held = day.AddDays(_random.Next(2, 20));
        _planned.Add((meeting, held));
        return new MeetingScheduled
        {
            Id = NextId("scheduled"),
            Occurred = occurred,
            Claims = claims,
            Meeting = meeting,
            For = When.Day(held),
            Place = "the mediator's capital",
            Parties = [_parties[0], _parties[1], _parties[3]],
            Agenda = [Text(4), Text(4)],
        };
    }

    private NegotiationEvent Met(When occurred, ValueList<Claim> claims)
    {
        if (_planned.Count == 0)
        {
            return new MeetingHeld { Id = NextId("held"), Occurred = occurred, Claims = claims, Meeting = new($"call-{_events.Count}"), Kind = MeetingKind.Call, DurationMinutes = 45 };
        }

        var at = _random.Next(Math.Max(0, _planned.Count - 10), _planned.Count);
        var (meeting, _) = _planned[at];
        _planned.RemoveAt(at);
        return _random.Next(10) switch
        {
            0 => new MeetingCancelled { Id = NextId("cancelled"), Occurred = occurred, Claims = claims, Meeting = meeting, By = [Any(_parties)] },
            1 => new MeetingPostponed { Id = NextId("postponed"), Occurred = occurred, Claims = claims, Meeting = meeting },
            _ => new MeetingHeld
            {
                Id = NextId("held"),
                Occurred = occurred,
                Claims = claims,
                Meeting = meeting,
                Place = "the mediator's capital",
                Parties = [_parties[0], _parties[1], _parties[3]],
                People = [_people[0], _people[3]],
                DurationMinutes = 30 * _random.Next(1, 12),
                Outcome = Text(8),
            },
        };
    }

    private DenialMade Denied(DateOnly day) => new()
    {
        Id = NextId("denied"),
        Occurred = When.Day(day),
        Claims = Claims(day, day),
        Party = Any(_parties),
        Denies = [_random.Next(4) > 0
            ? new Proposition { Event = Recent(_facts) }
            : new Proposition { Party = Any(_parties), Stance = Stance.Rejects, Version = Live().Version }],
    };

    private NegotiationEvent Corrected(DateOnly day)
    {
        if (_stances.Count == 0)
        {
            return Denied(day);
        }

        var wrong = _stances[_random.Next(Math.Max(0, _stances.Count - 200), _stances.Count)];
        return new EventCorrected { Id = NextId("corrected"), Occurred = When.Day(day), Claims = Claims(day, day), Event = wrong.Id, Instead = wrong with { Stance = AnyStance(), Claims = [] } };
    }

    private When Occurred(DateOnly day) => _random.Next(1000) switch
    {
        < 3 => When.Unknown,
        < 30 => When.Within(day.AddDays(-_random.Next(1, 20)), day),
        < 40 => When.Lasted(day.AddDays(-_random.Next(1, 3)), day),
        < 55 => When.Day(day, approximate: true),
        // Known late: it happened weeks before the events around it.
        < 85 => When.Day(day.AddDays(-_random.Next(7, 60))),
        _ => When.Day(day),
    };

    /// <summary>One to three claims, the first of them public on the day on which the event is told.</summary>
    private ValueList<Claim> Claims(DateOnly counts, DateOnly told, bool isRequired = false)
    {
        var claims = new Claim[_random.Next(100) switch { < 78 => 1, < 96 => 2, _ => 3 }];
        for (var i = 0; i < claims.Length; i++)
        {
            var known = told.AddDays(i == 0 ? (_random.Next(100) < 85 ? 0 : 1) : _random.Next(0, 4));
            claims[i] = new Claim
            {
                By = _random.Next(100) < 70 ? $"a spokesman of {Any(_parties)}" : null,
                Via = Any(Outlets),
                Url = $"https://www.example.org/{told:yyyy/MM/dd}/{_random.Next(1_000_000):D6}-talks-on-a-settlement",
                Archive = _random.Next(100) < 20 ? $"https://archive.example.org/web/{_random.Next(1_000_000):D6}" : null,
                Known = known == counts && !isRequired ? null : known,
                Certainty = (Certainty)_random.Next(3),
                Reason = _random.Next(100) < 8 ? Text(8) : null,
            };
        }

        return [.. claims];
    }

    private void Record(NegotiationEvent e)
    {
        if (_events.Count == _count)
        {
            return;
        }

        _events.Add(e);
        if (e is not (ClaimAdded or DenialMade or EventCorrected or EventRetimed or EventRetracted or NegotiationOpened or VersionIntroduced or PlanTabled))
        {
            _facts.Add(e.Id);
            if (e is StanceDeclared { Points.Count: > 0 } stance)
            {
                _stances.Add(stance);
            }
        }
    }

    private EventId NextId(string word) => new($"{word}-{_events.Count:D6}");

    private (VersionId Version, PointId[] Points) Live() => _versions[Math.Max(0, _versions.Count - 1 - (_random.Next(4) == 0 ? 1 : 0))];

    private ValueList<PointId> AnyPoints(int most)
    {
        var points = Live().Points;
        var first = _random.Next(points.Length);
        return [.. points[first..Math.Min(points.Length, first + _random.Next(1, most + 1))]];
    }

    private EventId Recent(List<EventId> facts) => facts.Count == 0 ? _events[0].Id : facts[_random.Next(Math.Max(0, facts.Count - 300), facts.Count)];

    private Stance AnyStance() => (Stance)_random.Next((int)Stance.Accepts, (int)Stance.Undisclosed + 1);

    private T Any<T>(T[] list) => list[_random.Next(list.Length)];

    /// <summary>About so many words.</summary>
    private string Text(int words)
    {
        var text = Any(Phrases);
        for (var written = ClausesPerText; written < words; written += ClausesPerText)
        {
            text += ", " + Any(Phrases);
        }

        return text;
    }
}
