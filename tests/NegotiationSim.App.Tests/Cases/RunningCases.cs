using System.Text.Json;
using NegotiationSim.App.Cases;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Tests.Cases;

/// <summary>Figures that others computed, written as files, read, and computed again.</summary>
public sealed class RunningCases
{
    private const double Position = 0.005; // as the reference program prints them
    private const double Chance = 6e-5;

    public static TheoryData<string> Scenarios => [.. ReferenceFigures.Names.Where(n => n.StartsWith("ktab/", StringComparison.Ordinal) && !n.Contains("variants"))];

    private static (string Name, string Text)[] Harbour => [.. new[] { "harbour-domain.xml", "city.xml", "dockers.xml" }.Select(f => (f, Committed.Text($"scenarios/cases/{f}")))];

    public static TheoryData<string> Domains => [.. ReferenceFigures.Names.Where(n => n.StartsWith("genius/", StringComparison.Ordinal) && !n.Contains("nonlinear"))];

    public static TheoryData<string> Variants => [.. Written.Figures("ktab/dummyData_3Dim.variants.json").GetProperty("variants").EnumerateObject().Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_KTAB_scenario_ends_where_KTAB_says_from_CSV_and_from_XML(string name)
    {
        var figures = Written.Figures(name);
        var expected = figures.GetProperty("expected");
        foreach (var (file, text) in new[] { ("f.csv", Written.KtabCsv("figures", figures)), ("f.xml", Written.KtabXml("figures", figures, figures.GetProperty("params"))) })
        {
            var table = ((NegotiationCase.Positions)Written.Read((file, text))).Tables.Single();
            var run = PositionsRun.Of(Models.Find("spatial")!, table, isExact: true);
            run.Turns.ShouldBe(expected.GetProperty("turns").GetInt32());
            Near(run.Last!, Flat(expected.GetProperty("positions_by_turn").EnumerateArray().Last()), Position);
            Near(run.WinChances!, [.. expected.GetProperty("win_prob_by_turn").EnumerateArray().Last().EnumerateArray().Select(x => x.GetDouble())], Chance);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_scenario_s_parameters_are_followed(string name)
    {
        var variant = Written.Figures("ktab/dummyData_3Dim.variants.json").GetProperty("variants").GetProperty(name);
        var text = Written.KtabXml("figures", Written.Figures("ktab/dummyData_3Dim.json"), variant.GetProperty("params"));
        var run = PositionsRun.Of(Models.Find("spatial")!, ((NegotiationCase.Positions)Written.Read(("f.xml", text))).Tables.Single(), isExact: true);
        run.Turns.ShouldBe(variant.GetProperty("turns").GetInt32());
        Near(run.Last!, Flat(variant.GetProperty("positions").EnumerateArray().Last()), Position);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Without_parameters_of_its_own_a_scenario_s_forecast_is_the_model_s(string name)
    {
        var table = ((NegotiationCase.Positions)Written.Read(("f.csv", Written.KtabCsv("figures", Written.Figures(name))))).Tables.Single();
        foreach (var model in Models.All.Where(m => m.Forecast is not null))
        {
            var run = PositionsRun.Of(model, table, isExact: false);
            run.Forecast!.ShouldBe(model.Forecast!(table.Actors));
            run.CompromiseMean.ShouldBe(Compromise.Means(table.Actors));
        }
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public void A_GENIUS_domain_has_the_points_that_were_enumerated(string name)
    {
        const double enumerated = 1e-9;
        var figures = Written.Figures(name);
        var expected = figures.GetProperty("expected");
        var fair = SettlementsRun.Fair((NegotiationCase.Settlements)Written.Read(Written.Genius(figures)));
        fair.Outcomes.ShouldBe(expected.GetProperty("n_outcomes").GetInt32());
        fair.ParetoCount.ShouldBe(expected.GetProperty("pareto_size").GetInt32());
        Near(fair.Nash!.Utilities, Utilities("nash"), enumerated);
        Near(fair.Kalai!.Utilities, Utilities("kalai_egalitarian"), enumerated);
        Near(fair.KalaiSmorodinsky!.Utilities, Utilities("kalai_smorodinsky"), enumerated);

        double[] Utilities(string member) => [.. expected.GetProperty(member).GetProperty("utils").EnumerateArray().Select(x => x.GetDouble())];
    }

    [Fact]
    public void Ten_billion_settlements_of_rectangles_have_the_published_frontier()
    {
        var figures = Written.Figures("genius/ten_issues_nonlinear.json");
        var fair = SettlementsRun.Fair((NegotiationCase.Settlements)Written.Read(Written.GeniusRectangles(figures)));
        fair.Outcomes.ShouldBe(1e10);
        var published = figures.GetProperty("published_pareto_frontier").EnumerateArray().Select(p => p.EnumerateArray().Select(x => x.GetDouble()).ToArray()).OrderByDescending(p => p[0]).ToList();
        var found = fair.Pareto.Select(p => p.Utilities).DistinctBy(u => Math.Round(u[0], 6)).ToList();
        found.Count.ShouldBe(published.Count);
        foreach (var (f, p) in found.Zip(published))
        {
            Near(f, p, 1e-6);
        }
    }

    [Fact]
    public void Offers_about_too_many_settlements_are_refused_before_they_begin()
    {
        var given = (NegotiationCase.Settlements)Written.Read(Written.GeniusRectangles(Written.Figures("genius/ten_issues_nonlinear.json")));
        Should.Throw<RefusedInputException>(() => SettlementsRun.Offers(given, [ConcessionStrategy.Linear, ConcessionStrategy.Linear], 10)).Message.ShouldContain("10000000000");
    }

    [Fact]
    public void A_domain_that_miscounts_its_issues_is_taken_by_those_it_lists_and_that_is_said()
    {
        var miscounted = Harbour.Select(f => (f.Name, f.Text.Replace("number_of_issues=\"3\"", "number_of_issues=\"7\"", StringComparison.Ordinal)));
        Written.Read([.. miscounted]).Notes.ShouldBe(["The domain says that it has '7' issues and lists 3, which are taken."]);
        Written.Read(Harbour).Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Offers_are_discounted_by_the_time_they_take()
    {
        var given = (NegotiationCase.Settlements)Written.Read(Harbour);
        var end = SettlementsRun.Offers(given, [ConcessionStrategy.Linear, ConcessionStrategy.Linear], 100);
        var time = end.Result.Rounds / 101.0;
        end.Discounted[0].ShouldBe(end.Agreed!.Utilities[0] * Math.Pow(0.8, time), 1e-12);
        end.Discounted[1].ShouldBe(end.Agreed.Utilities[1] * Math.Pow(0.9, time), 1e-12);
    }

    [Fact]
    public void The_emissions_are_the_published_table()
    {
        var table = ((NegotiationCase.Positions)Written.Read(("emissions.csv", Committed.Text("scenarios/cases/emissions.csv")))).Tables.Single();
        var mean = Written.Figures("closed_form/compromise_lever.json").GetProperty("example_emissions").GetProperty("base").GetDouble();
        (4 + (Compromise.Means(table.Actors)[0] * 6 / 100)).ShouldBe(mean, 1e-12); // in years
    }

    [Fact]
    public void Decisions_are_run_one_by_one_and_graded()
    {
        var given = (NegotiationCase.Positions)Written.Read(("decisions.csv", Committed.Text("scenarios/cases/decisions.csv")));
        given.AreDecisions.ShouldBeTrue();
        given.Tables.Select(t => t.Name).ShouldBe(["d1i1", "d1i2", "d2i1"]);
        given.Tables[0].Outcome.ShouldBe(60);
        given.Tables[1].ReferencePoint.ShouldBeNull();
        given.Tables[1].Actors.Names.ShouldBe(["Commission", "Parliament", "Germany", "France"]); // Luxembourg has no salience there
        given.Tables[1].Actors.Saliences.ShouldBe([70, 90, 40, 30]);
    }

    [Fact]
    public void Capabilities_and_decimal_commas_are_read_from_a_table_of_decisions()
    {
        var table = ((NegotiationCase.Positions)Written.Read(("d.csv", "isnr;pA;sA;cA;pB;sB;cB\nx;12,5;50;29;100;50;3\n"))).Tables.Single();
        table.Actors.Positions.ShouldBe([12.5, 100]);
        table.Actors.Capabilities.ShouldBe([29, 3]);
    }

    [Fact]
    public void A_stochastic_scenario_draws_by_its_seed_and_needs_the_corrections()
    {
        var text = Committed.Text("scenarios/cases/harbour.xml").Replace("Deterministic", "Stochastic", StringComparison.Ordinal);
        PositionsRun Run(string t, bool isExact) => PositionsRun.Of(Models.Find("spatial")!, ((NegotiationCase.Positions)Written.Read(("f.xml", t))).Tables.Single(), isExact);
        Run(text, isExact: false).Last!.ShouldBe(Run(text, isExact: false).Last!);
        Run(text, isExact: true).Refused.Single().Member.ShouldBe("transitions");
        Enumerable.Range(0, 20).Select(seed => string.Join(" ", Run(text.Replace("2026</prng", $"{seed}</prng", StringComparison.Ordinal), isExact: false).Last!)).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_model_that_needs_more_actors_is_not_run()
    {
        var table = ((NegotiationCase.Positions)Written.Read(("f.csv", "Two,,2,1\nActor,Description,Power,P,S\nA,,1,0,50\nB,,1,100,50\n"))).Tables.Single();
        var run = PositionsRun.Of(Models.Find("spatial")!, table, isExact: false);
        run.Forecast.ShouldBeNull();
        run.Refused.Select(f => f.Expected).ShouldContain("3 to 200, there are 2");
    }

    private static double[] Flat(JsonElement rows) => [.. rows.EnumerateArray().SelectMany(r => r.EnumerateArray().Select(x => x.GetDouble()))];

    private static void Near(IReadOnlyList<double> actual, double[] expected, double tolerance)
    {
        actual.Count.ShouldBe(expected.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            actual[i].ShouldBe(expected[i], tolerance);
        }
    }
}
