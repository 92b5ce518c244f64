using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>Forecasts fixed before the outcome is known, and graded when it is. Each test has a negotiation of its own.</summary>
public sealed class SealingAndGrading(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    /// <summary>The clock's day: a seal is of today, and only what comes after it was foretold.</summary>
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("negsim-seal-");

    private Negsim Negsim => new(database.ConnectionString) { Folder = _folder.FullName };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_seal_is_the_hash_of_what_is_printed_and_stays_the_first()
    {
        await TalksAsync("first");
        await ForecastAsync("first", Today.AddDays(60));

        var first = Json(await Negsim.RunAsync("forecast", "seal", "first", "ahead", "--json"));
        var canonical = (await Negsim.RunAsync("forecast", "show", "first", "ahead", "--canonical")).Answer();
        var seal = first.GetProperty("seal").GetString()!;
        seal.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        canonical.ShouldStartWith("{\"assessment\":{\"author\":\"a test\",");
        first.GetProperty("holds").GetBoolean().ShouldBeTrue();
        first.GetProperty("publish").GetString()!.ShouldEndWith($"sealed {Today:yyyy-MM-dd}, sha256 {seal}");
        first.GetProperty("unused").ToString().Replace(" ", "").Replace("\n", "").ShouldBe("""{"recorded":3,"events":0,"bearing":0}""");

        var again = await Negsim.RunAsync("forecast", "seal", "first", "ahead", "--json");
        again.Errors.ShouldBe("ahead: sealed before; that seal stays.\n");
        JsonDocument.Parse(again.Output).RootElement.ToString().ShouldBe(first.ToString());
        (await Negsim.RunAsync("forecast", "show", "first", "ahead")).Answer().ShouldContain($"as {seal}: the hash is right. Nothing was recorded by then that it did not use.");
    }

    [Fact]
    public async Task A_sealed_forecast_is_not_replaced_and_not_deleted_in_passing()
    {
        await TalksAsync("kept");
        await ForecastAsync("kept", Today.AddDays(60));
        (await Negsim.RunAsync("forecast", "seal", "kept", "ahead")).Answer().ShouldContain("Publish this line");

        (await Negsim.RunAsync("forecast", "run", "kept.yaml", "--seed", "9")).Message(code: 3).ShouldContain("was sealed on");
        (await Negsim.RunAsync("forecast", "run", "kept.yaml")).Code.ShouldBe(0); // the same changes nothing
        (await Negsim.RunAsync("forecast", "show", "kept", "ahead")).Answer().ShouldContain("the hash is right");
        (await Negsim.RunAsync("forecast", "delete", "kept", "ahead", "--yes")).Message(code: 3).ShouldContain("add --even-sealed");
        (await Negsim.RunAsync("delete", "kept", "--yes")).Message(code: 3).ShouldContain("its forecast ahead would go with it");
        (await Negsim.RunAsync("forecast", "list", "kept", "--json")).Answer().ShouldContain("\"ahead\"");
        (await Negsim.RunAsync("forecast", "delete", "kept", "ahead", "--yes", "--even-sealed")).Code.ShouldBe(0);
        (await Negsim.RunAsync("forecast", "show", "kept", "ahead")).Message(code: 2).ShouldContain("no forecast 'ahead'");
    }

    [Fact]
    public async Task What_may_be_known_already_is_sealed_as_that_only()
    {
        await TalksAsync("late");
        await RecordAsync("late", Agreement(Today.AddDays(10), 1), Statement(Today.AddDays(11)));
        await ForecastAsync("late", Today.AddDays(60), from: Today);

        (await Negsim.RunAsync("forecast", "seal", "late", "ahead")).Message(code: 3).ShouldContain("of the 2 recorded events that it does not use, 1 bears on its points");
        Json(await Negsim.RunAsync("forecast", "show", "late", "ahead", "--json")).GetProperty("seal").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Negsim.RunAsync("forecast", "seal", "late", "ahead", "--retrospective")).Answer().ShouldContain($"By then 2 events that it did not use (after {Today:yyyy-MM-dd}, or known after {Today:yyyy-MM-dd}) had been recorded, 1 of them bearing on its points.");
    }

    [Fact]
    public async Task A_last_day_that_is_past_is_told()
    {
        await TalksAsync("past", Today.AddDays(-100));
        await ForecastAsync("past", Today.AddDays(-10));

        (await Negsim.RunAsync("forecast", "seal", "past", "ahead")).Message(code: 3).ShouldContain($"because its last day, {Today.AddDays(-10):yyyy-MM-dd}, is past");
    }

    [Fact]
    public async Task What_was_changed_after_the_seal_is_found()
    {
        await TalksAsync("changed");
        await ForecastAsync("changed", Today.AddDays(60));
        (await Negsim.RunAsync("forecast", "seal", "changed", "ahead")).Answer();
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var change = new NpgsqlCommand("update negsim.mt_doc_storedforecast set data = jsonb_set(data, '{result,points,0,endsWithout}', '0.001') where id = 'changed/ahead'", connection);
            (await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }

        var shown = await Negsim.RunAsync("forecast", "show", "changed", "ahead");
        shown.Code.ShouldBe(1);
        shown.Output.ShouldContain("THE HASH DOES NOT MATCH");
        shown.Errors.ShouldContain("ahead is not what was sealed: its hash is ");
        (await Negsim.RunAsync("forecast", "seal", "changed", "ahead")).Code.ShouldBe(1);
        (await Negsim.RunAsync("forecast", "grade", "changed", "ahead")).Answer().ShouldContain("SEALED, BUT NOT AS IT IS NOW");
    }

    [Fact]
    public async Task A_forecast_sealed_before_is_graded_when_the_outcome_is_recorded()
    {
        await TalksAsync("graded");
        await ForecastAsync("graded", Today.AddDays(60));
        (await Negsim.RunAsync("forecast", "seal", "graded", "ahead")).Answer();
        (await Negsim.RunAsync("forecast", "grade", "graded", "ahead")).Answer().ShouldContain("Nothing can be graded yet.");

        await RecordAsync("graded", Agreement(Today.AddDays(10), 1), Agreement(Today.AddDays(40), 2));
        var text = (await Negsim.RunAsync("forecast", "grade", "graded", "ahead")).Answer();
        text.ShouldContain($"Sealed on {Today:yyyy-MM-dd}, before every date that is graded.");
        text.ShouldContain("Not graded: 20 dates. The record ends on");
        var grade = Json(await Negsim.RunAsync("forecast", "grade", "graded", "ahead", "--json")).GetProperty("grade");
        grade.GetProperty("datesAfterSeal").GetInt32().ShouldBe(40);
        grade.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("agreedOn").GetString()).ShouldBe([Day(Today.AddDays(10)), Day(Today.AddDays(40))]);
        grade.GetProperty("inAll").GetProperty("count").GetInt32().ShouldBe(80);

        var early = Json(await Negsim.RunAsync("forecast", "grade", "graded", "ahead", "--as-of", Day(Today.AddDays(20)), "--json")).GetProperty("grade");
        early.GetProperty("lastRecorded").GetString().ShouldBe(Day(Today.AddDays(10)));
        early.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("point").GetString()).ShouldBe(["PLAN/1"]);
    }

    [Fact]
    public async Task A_forecast_from_a_past_date_knows_nothing_later_and_is_graded_as_hindsight()
    {
        await TalksAsync("looking-back", Today.AddDays(-100));
        await ForecastAsync("looking-back", Today.AddDays(-10));
        var before = Forecast(await Negsim.RunAsync("forecast", "show", "looking-back", "ahead", "--json"));
        await RecordAsync("looking-back", Agreement(Today.AddDays(-50), 1), Statement(Today));

        await ForecastAsync("looking-back", Today.AddDays(-10), null, "--from", Day(Today.AddDays(-100)));

        Forecast(await Negsim.RunAsync("forecast", "show", "looking-back", "ahead", "--json")).ShouldBe(before);
        var graded = await Negsim.RunAsync("forecast", "grade", "looking-back", "ahead");
        graded.Answer().ShouldContain($"agreed on {Day(Today.AddDays(-50))}");
        graded.Output.ShouldContain("Not sealed: hindsight.");
        graded.Output.ShouldContain("Not graded: PLAN/2, ");

        static string Forecast(Outcome shown) => Json(shown).GetProperty("forecast").ToString();
    }

    [Fact]
    public async Task What_goes_on_from_a_what_if_cannot_be_graded()
    {
        await TalksAsync("supposed");
        Write("never-tabled.yaml", $$"""
            name: never-tabled
            why: What if the plan is known and not tabled?
            negotiation: supposed
            fork: {{Day(Today)}}
            edits:
              - why: It is not tabled
                remove: {event: plan-tabled}
            """);
        (await Negsim.RunAsync("whatif", "run", "never-tabled.yaml")).Code.ShouldBe(0);
        await ForecastAsync("supposed", Today.AddDays(60), null, "--what-if", "never-tabled");

        (await Negsim.RunAsync("forecast", "grade", "supposed", "ahead")).Message(code: 2).ShouldContain("goes on from the what-if never-tabled, which did not happen");
    }

    [Fact]
    public async Task Without_a_seal_it_is_hindsight()
    {
        await TalksAsync("open");
        await ForecastAsync("open", Today.AddDays(60));
        await RecordAsync("open", Agreement(Today.AddDays(10), 1, 2));

        (await Negsim.RunAsync("forecast", "grade", "open", "ahead")).Answer().ShouldContain("Not sealed: hindsight.");
    }

    [Fact]
    public async Task A_seed_of_nothing_is_kept_like_any_other()
    {
        await TalksAsync("seedless");
        await ForecastAsync("seedless", Today.AddDays(60), null, "--seed", "0");

        Json(await Negsim.RunAsync("forecast", "show", "seedless", "ahead", "--json")).GetProperty("forecast").GetProperty("seed").GetInt32().ShouldBe(0);
        (await Negsim.RunAsync("forecast", "keep", "seedless", "ahead", "--run", "3")).Answer().ShouldContain("seed 0");
    }

    private Task TalksAsync(string name) => TalksAsync(name, Today);

    private async Task TalksAsync(string name, DateOnly day)
    {
        Write($"{name}-talks.yaml", $$"""
            negotiation: {{name}}
            events:
              - id: opened
                type: negotiation-opened
                occurred: {{Day(day)}}
                parties:
                  - {id: CITY, name: The city, role: principal}
                  - {id: DOCKERS, name: The union, role: principal}
                mustAgree: [CITY, DOCKERS]
                claims: [{by: editor}]
              - id: plan-known
                type: version-introduced
                occurred: {{Day(day)}}
                version: PLAN
                name: Plan
                points: [{id: PLAN/1, title: Two per cent}, {id: PLAN/2, title: No strikes}]
                claims: [{by: editor}]
              - id: plan-tabled
                type: plan-tabled
                occurred: {{Day(day)}}
                order: 1
                version: PLAN
                by: [CITY]
                claims: [{by: editor}]
            """);
        var recorded = await Negsim.RunAsync("record", name, $"{name}-talks.yaml");
        recorded.Code.ShouldBe(0, recorded.Errors);
    }

    private async Task ForecastAsync(string negotiation, DateOnly until, DateOnly? from = null, params string[] options)
    {
        var point = """
                scale: [{at: 0, label: none}, {at: 100, label: all}]
                positions:
                  - {party: CITY, position: 10..30..50, salience: 40}
                  - {party: DOCKERS, position: 50..70..90, salience: 40}
            """;
        Write($"{negotiation}.yaml", $$"""
            name: ahead
            why: What will come of it?
            author: a test
            negotiation: {{negotiation}}
            version: PLAN
            {{(from is { } day ? $"from: {Day(day)}" : "")}}
            runs: 60
            until: {{Day(until)}}
            model: alternating-offers
            daysPerRound: 3..5..9
            breaksOff: 0.02
            parties:
              - {party: CITY, capability: 50, noAgreement: 0.1..0.3..0.5}
              - {party: DOCKERS, capability: 50, noAgreement: 0.1..0.3..0.5}
            points:
              - point: PLAN/1
            {{point}}
              - point: PLAN/2
            {{point}}
            """);
        var run = await Negsim.RunAsync(["forecast", "run", $"{negotiation}.yaml", .. options]);
        run.Code.ShouldBe(0, run.Errors);
    }

    private async Task RecordAsync(string negotiation, params string[] events)
    {
        Write("more.yaml", string.Join('\n', events));
        var recorded = await Negsim.RunAsync("record", negotiation, "more.yaml");
        recorded.Code.ShouldBe(0, recorded.Errors);
    }

    private static string Agreement(DateOnly day, params int[] points) =>
        $"- {{id: agreed-{Day(day)}, type: agreement-reached, occurred: {Day(day)}, parties: [CITY, DOCKERS], points: [{string.Join(", ", points.Select(p => $"PLAN/{p}"))}], claims: [{{by: both}}]}}";

    private static string Statement(DateOnly day) => $"- {{id: said-{Day(day)}, type: statement-made, occurred: {Day(day)}, party: CITY, title: Still at it, claims: [{{by: both}}]}}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private static JsonElement Json(Outcome outcome) => JsonDocument.Parse(outcome.Answer()).RootElement;
}
