namespace NegotiationSim.Simulation.Tests;

public sealed class TheRegister
{
    [Fact]
    public void Says_of_every_model_what_it_assumes_needs_and_is_worth()
    {
        Models.All.Select(m => m.Name).ShouldBeUnique();
        foreach (var model in Models.All)
        {
            model.Name.ShouldMatch("^[a-z-]+$");
            new[] { model.Title, model.Source }.ShouldAllBe(text => text.Length > 5);
            new[] { model.Assumes, model.KnownAccuracy }.ShouldAllBe(text => text.Length > 20 && text.EndsWith('.'));
            model.Inputs.ShouldNotBeEmpty();
            model.Checks.ShouldNotBeEmpty();
            Models.Find(model.Name).ShouldBe(model);
        }

        Models.Find("crystal-ball").ShouldBeNull();
    }

    [Fact]
    public void Compares_every_file_of_figures_with_something() =>
        ReferenceFigures.Names.Order().ShouldBe(Models.All.SelectMany(m => m.Checks).SelectMany(c => c.Files).Distinct().Order());

    [Fact]
    public void Shows_what_disagrees()
    {
        var model = Models.Find("rubinstein")!;
        var check = model.Checks[0];
        var done = ModelChecks.Of(model, check, name => ReferenceFigures.TextOf(name)!.Replace("0.6666666666666666", "0.67"));
        done.Agrees.ShouldBeFalse();
        done.Comparison.Disagreements.ShouldBe(2); // the first's share, and the second's when it proposes
        done.Comparison.Shows[0].ShouldStartWith("0.5, 0.5: first: 0.67 expected, 0.6666666666666666 found");
        done.Comparison.LargestDeviation.ShouldBe(0.67 - (2 / 3.0), 1e-12);
    }

    [Fact]
    public void Names_the_files_that_are_missing()
    {
        var done = ModelChecks.Of(Models.Find("graph-model")!, _ => null).ToList();
        done.ShouldAllBe(d => !d.Agrees && d.Missing.Count == 1);
        done[0].Missing.ShouldBe(["gmcr/prisoners.json"]);
    }

    [Fact]
    public void Says_where_figures_cannot_be_read()
    {
        Should.Throw<FormatException>(() => ReferenceFigures.Parse("a.json", "{")).Message.ShouldStartWith("a.json:");
        Should.Throw<FormatException>(() => ReferenceFigures.Parse("a.csv", "x,y\n1")).Message.ShouldContain("2 columns are expected in '1'");
        Should.Throw<FormatException>(() => ReferenceFigures.Parse("a.csv", "")).Message.ShouldContain("column names");
    }

    [Fact]
    public void Has_forecasts_within_the_scale() => Tables.Any().Sample(table =>
    {
        foreach (var model in Models.All.Where(m => m.Forecast is not null))
        {
            var forecast = model.Forecast!(table);
            forecast.Length.ShouldBe(table.Dimensions);
            forecast.ShouldAllBe(x => x >= 0 && x <= 100, model.Name);
        }
    }, iter: 100);

    [Fact]
    public void Has_forecasts_that_agree_when_everybody_does()
    {
        var table = Tables.Of(2, [30, 60, 30, 60, 30, 60], [40, 40, 30, 50, 60, 20], [100, 60, 80]);
        foreach (var model in Models.All.Where(m => m.Forecast is not null))
        {
            var forecast = model.Forecast!(table);
            forecast[0].ShouldBe(30, 1e-9, model.Name);
            forecast[1].ShouldBe(60, 1e-9, model.Name);
        }
    }
}

public sealed class ErrorsOfForecasts
{
    private static GradedDecision Decision(string group, double outcome, params double[] forecasts) => new($"{group}-{outcome}", group, outcome, null, forecasts);

    [Fact]
    public void Are_counted_over_all_and_by_group()
    {
        var table = EuropeanDecisions.Errors(["a", "b"], [Decision("x", 50, 40, 70), Decision("x", 0, 30, 10), Decision("y", 100, 100, 100)]);
        table.Decisions.ShouldBe(3);
        table.Errors[0].ShouldBe(new("a", 40 / 3.0, 10, Math.Sqrt(1000 / 3.0), 1));
        table.Errors[1].MeanAbsoluteError.ShouldBe(10);
        table.Errors[1].Best.ShouldBe(1);
        table.Pairs.Single().Mean.ShouldBe(10 / 3.0, 1e-12);
        table.Pairs.Single().StandardError.ShouldBe(Math.Sqrt(((40 / 3.0 * (40 / 3.0)) + (50 / 3.0 * (50 / 3.0)) + (10 / 3.0 * (10 / 3.0))) / 2 / 3), 1e-12);
        table.ByGroup.Select(g => (g.Group, g.Table.Decisions)).ShouldBe([("x", 2), ("y", 1)]);
        table.AgainstNoChange.ShouldBeNull();
    }

    [Fact]
    public void Are_compared_with_no_change_where_there_is_something_to_keep()
    {
        var table = EuropeanDecisions.Errors(["a"], [Decision("x", 50, 40) with { ReferencePoint = 45 }, Decision("x", 0, 30)]).AgainstNoChange!;
        table.Decisions.ShouldBe(1);
        table.Errors.Select(e => (e.Model, e.MeanAbsoluteError)).ShouldBe([("a", 10), (EuropeanDecisions.NoChange, 5)]);
    }

    [Fact]
    public void Are_refused_without_decisions_or_numbers()
    {
        Should.Throw<RefusedInputException>(() => EuropeanDecisions.Errors(["a"], [])).Message.ShouldContain("decisions");
        Should.Throw<RefusedInputException>(() => EuropeanDecisions.Errors(["a"], [Decision("x", 1, double.NaN)])).Message.ShouldContain("1 forecasts that are numbers");
    }
}

public sealed class ExpectedUtilities
{
    [Fact]
    public void Are_refused_where_nothing_is_disputed()
    {
        Should.Throw<RefusedInputException>(() => ExpectedUtilityModel.Run(Tables.Of(1, [5, 5], [50, 50], [1, 1]), 1)).Message.ShouldContain("two that differ");
        Should.Throw<RefusedInputException>(() => ExpectedUtilityModel.Run(Tables.Small, 1)).Message.ShouldContain("dimensions: 1, there are 2");
        Should.Throw<ArgumentOutOfRangeException>(() => ExpectedUtilityModel.Run(Tables.Of(1, [5, 6], [50, 50], [1, 1]), 1, statusQuo: 2));
    }

    [Fact]
    public void Do_not_change_when_all_capabilities_are_scaled() => Tables.Any(mostDimensions: 1).Sample(table =>
    {
        var (one, other) = (ExpectedUtilityModel.Run(table, 1)[0], ExpectedUtilityModel.Run(table with { Capabilities = [.. table.Capabilities.Select(c => c * 4)] }, 1)[0]);
        for (var i = 0; i < table.Actors; i++) other.Positions[i].ShouldBe(one.Positions[i], 1e-9);
    }, iter: 100);
}
