using System.Globalization;
using System.Text.Json;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary><c>negsim model run</c> and <c>negsim model accuracy</c> need no database.</summary>
public sealed class RunningModels
{
    private const string Cases = "scenarios/cases";
    private const string Readme = $"{Cases}/README.md";

    private static readonly string[] Harbour = [$"{Cases}/harbour-domain.xml", $"{Cases}/city.xml", $"{Cases}/dockers.xml"];

    [Fact]
    public async Task The_readme_of_the_cases_quotes_what_the_program_prints()
    {
        const string fence = "```\n";
        var blocks = Committed.Text(Readme).Split(fence);
        for (var i = 1; i < blocks.Length; i += 2)
        {
            var command = blocks[i].Split('\n')[0];
            command.ShouldStartWith("$ negsim ");
            blocks[i] = $"{command}\n{(await new Negsim().With("COLUMNS", "120").RunAsync(command.Split(' ')[2..])).Answer()}";
        }

        Committed.Equal(Readme, string.Join(fence, blocks));
    }

    [Fact]
    public async Task The_accuracy_is_what_the_reference_says_and_what_the_texts_quote()
    {
        var answer = JsonDocument.Parse((await new Negsim().RunAsync("model", "accuracy", "--json")).Answer()).RootElement;
        answer.GetProperty("all").GetProperty("decisions").GetInt32().ShouldBe(351);
        var errors = answer.GetProperty("all").GetProperty("errors").EnumerateArray().ToDictionary(e => e.GetProperty("forecast").GetString()!, e => e.GetProperty("meanAbsoluteError").GetDouble());
        var recomputed = JsonDocument.Parse(Simulation.ReferenceFigures.TextOf("deu/benchmarks.json")!).RootElement.GetProperty("from_schelling_project_backtest").GetProperty("recomputed_mae");
        errors["compromise mean"].ShouldBe(recomputed.GetProperty("compromise").GetDouble(), 1e-9);
        errors["expected utility"].ShouldBe(recomputed.GetProperty("challenge").GetDouble(), 1e-9);

        var (mean, challenge) = (Text(errors["compromise mean"]), Text(errors["expected utility"]));
        (mean, challenge).ShouldBe(("22.99", "26.83"));
        Committed.Text("README.md").ShouldContain($"off by {mean} of 100");
        Committed.Text("README.md").ShouldContain($"expected utility model by {challenge}");
        Simulation.Models.Find("compromise-mean")!.KnownAccuracy.ShouldContain($"error {mean} of 100");

        static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Every_quoted_error_is_that_of_the_file()
    {
        var answer = JsonDocument.Parse((await new Negsim().RunAsync("model", "accuracy", "--json")).Answer()).RootElement;
        var figures = Simulation.ReferenceFigures.TextOf("deu/benchmarks.json")!;
        foreach (var quoted in answer.GetProperty("quoted").EnumerateArray())
        {
            figures.ShouldContain($": {quoted.GetProperty("meanAbsoluteError").GetDouble().ToString("R", CultureInfo.InvariantCulture)}");
        }
    }

    [Fact]
    public async Task An_answer_as_JSON_has_every_member_and_the_compromise_mean()
    {
        var answer = JsonDocument.Parse((await new Negsim().RunAsync("model", "run", "expected-utility", $"{Cases}/emissions.csv", "--json")).Answer()).RootElement;
        answer.GetProperty("settlements").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("assumes").GetString().ShouldNotBeNullOrEmpty();
        var table = answer.GetProperty("positions").GetProperty("tables")[0];
        table.GetProperty("turns").ValueKind.ShouldBe(JsonValueKind.Null);
        var dimension = table.GetProperty("dimensions")[0];
        var published = JsonDocument.Parse(Simulation.ReferenceFigures.TextOf("closed_form/compromise_lever.json")!).RootElement.GetProperty("example_emissions").GetProperty("base").GetDouble();
        dimension.GetProperty("compromiseMean").GetDouble().ShouldBe((published - 4) / 6 * 100, 1e-9); // the file's scale, from years
        dimension.GetProperty("forecast").GetDouble().ShouldBeInRange(0, 100);
        answer.GetRawText().ShouldNotContain("NaN");
    }

    [Fact]
    public async Task The_Nash_point_of_the_harbour_is_found()
    {
        var answer = JsonDocument.Parse((await new Negsim().RunAsync(["model", "run", "fair-points", .. Harbour, "--json"])).Answer()).RootElement;
        var nash = answer.GetProperty("settlements").GetProperty("fair").GetProperty("nash");
        nash.GetProperty("values").EnumerateArray().Select(v => v.GetString()).ShouldBe(["four per cent", "a month's notice", "10"]);

        // 0.5 * 0.6 + 0.4 * 0.7 + 0.1 * 0 and 0.5 * 0.7 + 0.3 * 6 / 8 + 0.2 * 1, by hand
        nash.GetProperty("utilities").EnumerateArray().Select(u => u.GetDouble()).ShouldBe([0.58, 0.775]);
    }

    [Fact]
    public async Task A_file_with_errors_is_refused_with_all_of_them()
    {
        var negsim = new Negsim { Input = "X,,2,1\nActor,Description,Power,A,S\nP,,0,0,50\nQ,,1,NaN,50\n" };
        (await negsim.RunAsync("model", "run", "compromise-mean", "-")).Message(code: 2).ShouldBe(
            "standard input:3:4: power: '0', expected a number from 0.0001 to 1000000000000\nstandard input:4:6: position: 'NaN', expected a number from 0 to 100\n");
    }

    [Fact]
    public async Task Too_few_actors_are_refused_with_their_place()
    {
        var negsim = new Negsim { Input = "Two,,2,1\nActor,Description,Power,A,S\nP,,1,0,50\nQ,,1,100,50\n" };
        (await negsim.RunAsync("model", "run", "spatial", "-")).Message(code: 2).ShouldContain("standard input:1:1: Two: actors: 3 to 200, there are 2");
    }

    [Theory]
    [InlineData("did you mean 'spatial'?", "spatail", "scenarios/cases/harbour.csv")]
    [InlineData("there is no such file", "spatial", "scenarios/cases/nothing.csv")]
    [InlineData("fair-points needs other input than positions", "fair-points", "scenarios/cases/harbour.csv")]
    [InlineData("spatial needs other input than what settlements are worth", "spatial", "scenarios/cases/harbour-domain.xml", "scenarios/cases/city.xml", "scenarios/cases/dockers.xml")]
    [InlineData("has no decision 'd1i3': did you mean 'd1i1'?", "spatial", "scenarios/cases/decisions.csv", "--issue", "d1i3")]
    [InlineData("--issue goes with a table of decisions", "spatial", "scenarios/cases/harbour.csv", "--issue", "x")]
    [InlineData("--exact goes with spatial", "weighted-median", "scenarios/cases/harbour.csv", "--exact")]
    [InlineData("--strategy and --deadline go with alternating-offers", "spatial", "scenarios/cases/harbour.csv", "--deadline", "3")]
    [InlineData("'0' is not a deadline", "spatial", "scenarios/cases/harbour.csv", "--deadline", "0")]
    [InlineData("'tough' is not a strategy: expected boulware, linear, conceder, tit-for-tat or minimal", "alternating-offers", "scenarios/cases/harbour.csv", "--strategy", "tough")]
    public async Task What_does_not_fit_is_refused(string message, params string[] words) => (await new Negsim().RunAsync(["model", "run", .. words])).Message(code: 2).ShouldContain(message);

    [Fact]
    public async Task Strategies_are_one_for_all_or_one_for_each()
    {
        (await new Negsim().RunAsync(["model", "run", "alternating-offers", .. Harbour, "--strategy", "boulware", "--strategy", "conceder"])).Answer().ShouldContain("conceder");
        (await new Negsim().RunAsync(["model", "run", "alternating-offers", .. Harbour, "--strategy", "linear", "--strategy", "linear", "--strategy", "linear"]))
            .Message(code: 2).ShouldContain("--strategy is given 3 times; expected once for everybody, or once for each of 2 profiles: city, dockers");
    }
}
