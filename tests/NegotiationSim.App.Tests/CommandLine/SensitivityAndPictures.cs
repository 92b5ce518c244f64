using System.Text.Json;
using System.Xml.Linq;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>What a forecast depends on, and its pictures, as their users meet them.</summary>
public sealed class SensitivityAndPictures(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private const string Negotiation = """
        # yaml-language-server: $schema=../scenario.schema.json
        negotiation: NAME
        events:
          - id: opened
            type: negotiation-opened
            occurred: 2026-01-01
            title: Talks
            parties:
              - {id: NOR, name: North, role: principal}
              - {id: SUD, name: South, role: principal}
              - {id: MED, name: Mediator, role: mediator}
            claims: [{by: somebody}]
          - id: plan
            type: version-introduced
            occurred: 2026-01-02
            version: P
            name: Plan
            points:
              - {id: P/1, title: The border}
              - {id: P/2, title: The river}
            claims: [{by: somebody}]
          - id: tabled
            type: plan-tabled
            occurred: 2026-01-03
            version: P
            claims: [{by: somebody}]
        """;

    private const string Assessment = """
        name: spring
        negotiation: NAME
        version: P
        why: A test.
        author: a test
        until: 2026-03-01
        runs: 60
        seed: 5
        daysPerRound: 5..10..15
        parties:
          - {party: NOR, capability: 40..50..60}
          - {party: SUD, capability: 50}
          - {party: MED, capability: 30}
        points:
          - point: P/1
            scale: [{at: 0, label: south of it}, {at: 100, label: north of it}]
            text: 50
            positions:
              - {party: NOR, position: 50..70..100, salience: 50}
              - {party: SUD, position: 0..30..60, salience: 40}
              - {party: MED, position: 50, salience: 20}
          - point: P/2
            scale: [{at: 0, label: none}, {at: 100, label: all}]
            positions:
              - {party: NOR, position: 60, salience: 20}
              - {party: SUD, position: 20..40..60, salience: 50}
              - {party: MED, position: 50, salience: 20}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("negsim-forecast-");

    private Negsim Negsim => new(database.ConnectionString) { Folder = _folder.FullName };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_forecast_is_drawn_when_it_is_run_and_again_when_it_is_shown()
    {
        await RecordAsync("drawn");
        var run = await Negsim.RunAsync("forecast", "run", "spring.yaml", "--svg", "new/run");
        run.Code.ShouldBe(0, run.Errors);
        run.Errors.ShouldEndWith("6 pictures in new/run\n");
        run.Output.ShouldContain("Of 60 simulated runs");
        var shown = await Negsim.RunAsync("forecast", "show", "drawn", "spring", "--svg", "shown", "--json");
        shown.Code.ShouldBe(0, shown.Errors);
        JsonDocument.Parse(shown.Output).RootElement.GetProperty("forecast").GetProperty("runs").GetInt32().ShouldBe(60);

        string[] names = ["all-agreed.svg", "fan-P-1.svg", "fan-P-2.svg", "statuses-P-1.svg", "statuses-P-2.svg", "tornado.svg"];
        Directory.GetFiles(Path.Combine(_folder.FullName, "shown")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(names);
        foreach (var name in names)
        {
            var svg = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "shown", name), TestContext.Current.CancellationToken);
            svg.ShouldBe(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "new", "run", name), TestContext.Current.CancellationToken));
            XDocument.Parse(svg).Root!.Name.LocalName.ShouldBe("svg");
        }

        var file = await Negsim.RunAsync("forecast", "show", "drawn", "spring", "--svg", "spring.yaml");
        file.Message(2).ShouldStartWith("spring.yaml: ");
    }

    [Fact]
    public async Task Sensitivity_is_the_same_for_any_number_of_threads_and_told_in_words()
    {
        await RecordAsync("asked");
        (await Negsim.RunAsync("forecast", "run", "spring.yaml")).Code.ShouldBe(0);
        string[] ask = ["forecast", "sensitivity", "asked", "spring", "--runs", "30"];
        var one = await Negsim.RunAsync([.. ask, "--json", "--threads", "1"]);
        one.Code.ShouldBe(0, one.Errors);
        one.Errors.ShouldBe("spring: 540 runs simulated\n"); // 30 rows; 5 inputs: 1 as drawn, 2 x 5 for the swings, 5 + 2 for the indices
        (await Negsim.RunAsync([.. ask, "--json", "--threads", "7"])).Output.ShouldBe(one.Output);
        var answer = JsonDocument.Parse(one.Output).RootElement;
        answer.GetProperty("inputs").GetArrayLength().ShouldBe(5);
        answer.GetProperty("inputs")[0].GetProperty("indices").GetProperty("total").GetProperty("value").GetDouble().ShouldBeGreaterThan(0);

        var told = (await Negsim.RunAsync([.. ask, "--of", "mean:P/1", "--ascii"])).Output;
        told.ShouldContain("what the mean of the last positions on P/1, 0 to 100, weighed by capability and salience depends on");
        told.ShouldContain("SUD position on P/1");
        told.ShouldContain("##");
        told.ShouldContain("Alone (first-order Sobol index): the share of the outcome's variance that would go");

        var drawn = await Negsim.RunAsync([.. ask, "--of", "days:P/2", "--svg", "-"]);
        XDocument.Parse(drawn.Output).Root!.Elements().First().Value.ShouldBe("What the days until P/2 is agreed (57 where it never is) depends on");
    }

    [Theory]
    [InlineData("--of", "days", "--of days: expected agreed, days:POINT or mean:POINT, with one of P/1, P/2")]
    [InlineData("--of", "mean:P/3", "--of mean:P/3: expected agreed, days:POINT or mean:POINT, with one of P/1, P/2")]
    [InlineData("--runs", "3", "--runs 3: expected 20 to 555555, with so many judged numbers")]
    public async Task Sensitivity_of_what_is_not_there_is_refused(string option, string value, string message)
    {
        await RecordAsync("refused");
        (await Negsim.RunAsync("forecast", "run", "spring.yaml")).Code.ShouldBe(0);
        (await Negsim.RunAsync("forecast", "sensitivity", "refused", "spring", option, value)).Message(2).ShouldBe($"{message}\n");
    }

    private async Task RecordAsync(string name)
    {
        foreach (var (file, text) in new[] { ("negotiation.yaml", Negotiation), ("spring.yaml", Assessment) })
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), text.Replace("NAME", name), TestContext.Current.CancellationToken);
        }

        (await Negsim.RunAsync("import", "negotiation.yaml")).Code.ShouldBe(0);
    }
}
