namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>What is told, with exit code 2, before any database is looked for.</summary>
public sealed class AMistakenCommandLine
{
    private static readonly Negsim Negsim = new();

    [Theory]
    [InlineData("stat", "There is no verb 'stat': did you mean 'state'?\nSee 'negsim --help'.\n")]
    [InlineData("stat small", "There is no verb 'stat': did you mean 'state'?\nSee 'negsim --help'.\n")]
    [InlineData("state small --onn 2026-02-03", "There is no option '--onn': did you mean '--on'?\nSee 'negsim state --help'.\n")]
    [InlineData("schema foo", "'foo' is not a kind of schema: expected scenario, what-if, assessment or api\nSee 'negsim schema --help'.\n")]
    [InlineData("export small --format xml", "'xml' is not a format: expected yaml, ndjson or csv\nSee 'negsim export --help'.\n")]
    [InlineData("db sttus", "There is no verb 'sttus': did you mean 'status'?\nSee 'negsim db --help'.\n")]
    [InlineData("db frobnicate", "There is no verb 'frobnicate': there are status, stop\nSee 'negsim db --help'.\n")]
    [InlineData("db", "Name a verb: status, stop.\nSee 'negsim db --help'.\n")]
    [InlineData("state small --onn", "There is no option '--onn': did you mean '--on'?\nSee 'negsim state --help'.\n")]
    [InlineData("state --jsn", "There is no option '--jsn': did you mean '--json'?\nSee 'negsim state --help'.\n")]
    [InlineData("list --frobnicate", "There is no option '--frobnicate' here.\nSee 'negsim list --help'.\n")]
    [InlineData("list small", "'small' is one word too many.\nSee 'negsim list --help'.\n")]
    [InlineData("state", "Required argument 'NEG' missing for command: 'state'.\nSee 'negsim state --help'.\n")]
    [InlineData("state small --on", "Required argument missing for option: '--on'.\nSee 'negsim state --help'.\n")]
    [InlineData("state small --on 2026-13-01", "'2026-13-01' is not a date for --on: expected a date such as 2025-12-10, today, -3d (three days ago), or @event-id (the day of that event)\nSee 'negsim state --help'.\n")]
    [InlineData("replay small --from 3d", "'3d' is not a date for --from: expected a date such as 2025-12-10, today, -3d (three days ago), or @event-id (the day of that event)\nSee 'negsim replay --help'.\n")]
    [InlineData("state small --forecast f --run 1 --known-by 2026-13-01", "--forecast goes without --what-if and --known-by: the forecast has its own.\nSee 'negsim state --help'.\n")]
    [InlineData("diff small real other --on 2026-13-01", "'2026-13-01' is not a date for --on: expected a date such as 2025-12-10, today, -3d (three days ago), or @event-id (the day of that event)\nSee 'negsim diff --help'.\n")]
    [InlineData("whatif run file.yaml --grid fork=1..2 --on 2026-13-01", "--grid goes with a FILE, and without --on.\nSee 'negsim whatif run --help'.\n")]
    [InlineData("forecast run file.yaml --seed -4", "'-4' is not a number for --seed: expected a whole number from 0 to 18446744073709551615\nSee 'negsim forecast run --help'.\n")]
    [InlineData("forecast run file.yaml --runs 0", "'0' is not a number for --runs: expected a whole number from 1 to 1000000\nSee 'negsim forecast run --help'.\n")]
    [InlineData("worker --threads two", "'two' is not a number for --threads: expected a whole number from 1 to 256\nSee 'negsim worker --help'.\n")]
    [InlineData("state small --forecast f --run -1", "'-1' is not a number for --run: expected a whole number from 0 to 999999\nSee 'negsim state --help'.\n")]
    public async Task Is_told_with_what_was_probably_meant(string line, string message) =>
        (await Negsim.RunAsync(line.Split(' '))).Message(code: 2).ShouldBe(message);

    [Fact]
    public async Task Of_no_words_names_the_verbs() =>
        (await Negsim.RunAsync()).Message(code: 2).ShouldStartWith("Name a verb: run, import, list, ");

    [Fact]
    public async Task With_an_empty_folder_for_data_is_told() =>
        (await Negsim.RunAsync("list", "--data-dir", "")).Message(code: 2).ShouldStartWith("--data-dir is empty");

    [Fact]
    public async Task Cannot_send_control_characters_to_the_terminal() =>
        (await Negsim.RunAsync("\e[31mstate")).Message(code: 2).ShouldStartWith("There is no verb '␛[31mstate': ");
}
