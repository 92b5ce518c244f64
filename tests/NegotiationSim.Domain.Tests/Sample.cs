namespace NegotiationSim.Domain.Tests;

/// <summary>A small story that has an event of every type, each naming what the ones before it brought.</summary>
internal static class Sample
{
    public static readonly IReadOnlyList<NegotiationEvent> OfEveryType = Story.Numbered(
    [
        Tell.Opened("2025-11-01"),
        Tell.PartyIntroduced("2025-11-01", "EU", PartyRole.Guarantor),
        Event(new PersonIntroduced { Id = new(""), Occurred = default, Person = new Person { Id = new("umerov"), Name = "Rustem Umerov", Party = new("UKR") } }),
        Event(new IssueIntroduced { Id = new(""), Occurred = default, Issue = new Issue { Id = new("elections"), Title = "Elections" } }),
        Tell.MustAgree("2025-11-01", "RUS", "UKR"),
        Event(new DelegationChanged { Id = new(""), Occurred = default, Party = new("UKR"), Joined = [new PersonId("umerov")], Left = [new PersonId("witkoff")] }),
        Tell.Drafted("2025-11-02", "V"),
        Tell.Introduced("2025-11-02", "V", "1", "2"),
        Tell.Introduced("2025-11-03", "W", "1"),
        Tell.Disclosed("2025-11-03", "W", "2"),
        Event(new LineageStated { Id = new(""), Occurred = default, Version = new("W"), Links = [new Lineage { Point = new("W/1"), Descent = Descent.Kept, From = Tell.Points("V/1") }] }),
        Tell.Tabled("2025-11-03", "V"),
        Tell.Published("2025-11-03", "V"),
        Tell.Grouped("2025-11-03", "V", ("groups/one", ["V/1"])),
        Tell.Scheduled("2025-11-03", "kremlin", "2025-12-02", "RUS", "USA"),
        Tell.Held("2025-11-03", "kremlin", "RUS", "USA"),
        Tell.Postponed("2025-11-03", "kremlin"),
        Tell.Cancelled("2025-11-03", "kremlin"),
        Tell.Rejected("2025-11-04", "RUS", "V/1"),
        Tell.DeclaredOnSome("2025-11-04", "UKR", Stance.Rejects, "some", "V"),
        Tell.Withdrew("2025-11-04", "RUS", "V/1"),
        Tell.Named("2025-11-04", "some", "V/2"),
        Tell.Agreed("2025-11-05", ["RUS", "UKR"], "V/1"),
        Tell.TakenUp("2025-11-05", "V/1"),
        Tell.SetAside("2025-11-05", "V/2"),
        Tell.Bracketed("2025-11-05", "V/2"),
        Tell.Unbracketed("2025-11-05", "V/2"),
        Tell.Dropped("2025-11-05", "V/2"),
        Tell.DeadlineSet("2025-11-05", "thanksgiving", "2025-11-27"),
        Tell.DeadlineMoved("2025-11-05", "thanksgiving", "2025-12-01"),
        Tell.DeadlineDropped("2025-11-05", "thanksgiving"),
        Tell.Said("2025-11-05", "USA"),
        Tell.Signed("2025-11-06", "V", "RUS", "UKR"),
        Tell.Ratified("2025-11-06", "V", "EU"),
        Tell.VotedDown("2025-11-06", "V", "EU"),
        Tell.Kept("2025-11-06", "RUS", "V/1"),
        Tell.Broken("2025-11-06", "UKR", "V/1"),
        Tell.Suspended("2025-11-06"),
        Tell.Resumed("2025-11-06"),
        Tell.Concluded("2025-11-06"),
        Tell.PlanWithdrawn("2025-11-06", "V"),
        Tell.Superseded("2025-11-06", "V", "W"),
        Tell.Lapsed("2025-11-06", "W"),
        Tell.Incident("2025-11-06"),
        Event(new MeasureConsidered { Id = new(""), Occurred = default, Measure = "a loan" }),
        Event(new MeasureProposed { Id = new(""), Occurred = default, Measure = "a loan" }),
        Event(new MeasureDecided { Id = new(""), Occurred = default, Measure = "a loan" }),
        Event(new ThreatMade { Id = new(""), Occurred = default, By = new("USA") }),
        Event(new ThirdPartyDecided { Id = new(""), Occurred = default, Decision = "a ruling" }),
        Tell.ClaimAdded("2025-11-07", "e1"),
        Tell.Denied("2025-11-07", "e2"),
        Tell.Corrected("2025-11-07", "e16", Tell.Held("2025-11-04", "kremlin", "RUS")),
        Tell.Retimed("2025-11-07", "e12", "2025-11-04"),
        Tell.Retracted("2025-11-07", "e32"),
    ]);

    private static T Event<T>(T e)
        where T : NegotiationEvent => e with { Occurred = When.Parse("2025-11-02"), Claims = [new Claim { By = "editor" }] };
}

public sealed class EveryEventType
{
    [Fact]
    public void Has_a_sample() =>
        EventTypes.All.Select(t => t.Type).Except(Sample.OfEveryType.Select(e => e.GetType())).ShouldBeEmpty();

    [Fact]
    public void Is_in_the_table_once_under_a_name_of_its_own()
    {
        var concrete = typeof(NegotiationEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(NegotiationEvent)));
        concrete.Except(EventTypes.All.Select(t => t.Type)).ShouldBeEmpty();
        EventTypes.All.Select(t => t.Name).ShouldBeUnique();
        EventTypes.All.Select(t => t.Type).ShouldBeUnique();
        EventTypes.All.ShouldAllBe(t => EventTypes.Find(t.Name) == t.Type);
    }

    [Fact]
    public void Folds_by_itself_and_after_all_the_others()
    {
        var state = new State();
        foreach (var e in Sample.OfEveryType)
        {
            var entry = new TimelineEvent { Event = e, Recorded = e, Known = e.Occurred.First, KnownToHaveOccurred = null, Certainty = Certainty.Asserted };
            Should.NotThrow(() => new State().Apply(entry), EventTypes.NameOf(e));
            Should.NotThrow(() => state.Apply(entry), EventTypes.NameOf(e));
            Should.NotThrow(() => state.ApplyPossible(entry), EventTypes.NameOf(e));
        }
    }

    [Fact]
    public void Is_admitted() => Story.Given([.. Sample.OfEveryType]).Ledger.Count.ShouldBe(Sample.OfEveryType.Count);

    [Fact]
    public void Describes_its_members()
    {
        foreach (var (type, _) in EventTypes.All)
        {
            type.GetProperties().Where(p => p.CanWrite)
                .Where(p => p.GetCustomAttributes(typeof(System.ComponentModel.DescriptionAttribute), inherit: true).Length == 0)
                .Select(p => $"{type.Name}.{p.Name}")
                .ShouldBeEmpty();
        }
    }
}
