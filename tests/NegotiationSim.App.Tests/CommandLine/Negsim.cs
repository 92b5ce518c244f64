using System.Diagnostics;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>The program as its users meet it: a process with arguments, an environment, standard input and two outputs.</summary>
/// <param name="ConnectionString">The database; null: a test that must not reach one, and does not find that of the user.</param>
internal sealed record Negsim(string? ConnectionString = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The build puts the program beside the tests that refer to it.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "negsim.exe" : "negsim");

    /// <summary>The folder in which it runs.</summary>
    public string Folder { get; init; } = Committed.Root;

    /// <summary>What it reads on standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>Variables of its environment, beyond a few that are the same for all tests; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    public Negsim With(string variable, string? value) => this with { Variables = new Dictionary<string, string?>(Variables) { [variable] = value } };

    /// <summary>Runs it to its end.</summary>
    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.StandardInput.WriteAsync(Input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>Starts it, and leaves the rest to the test.</summary>
    public Process Start(params string[] arguments) => Process.Start(StartInfo(Program, arguments))!;

    /// <summary>Another program in the same place and environment.</summary>
    public ProcessStartInfo StartInfo(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in Environment())
        {
            start.Environment[variable] = value;
        }

        return start;
    }

    private Dictionary<string, string?> Environment()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "negsim-tests-no-such-folder");
        var environment = new Dictionary<string, string?>
        {
            ["ConnectionStrings__negsim"] = ConnectionString,
            ["HOME"] = nowhere, // settings and data of whoever runs the tests
            ["XDG_CONFIG_HOME"] = null,
            ["XDG_DATA_HOME"] = null,
            ["NEGSIM_DATA_DIR"] = Path.Combine(nowhere, "data"),
            ["NEGSIM_PG_BIN"] = nowhere, // what should need no database starts none
            ["NO_COLOR"] = null,
            ["COLUMNS"] = null,
            ["TERM"] = "xterm-256color",
        };
        foreach (var (variable, value) in Variables)
        {
            environment[variable] = value;
        }

        return environment;
    }
}

/// <summary>How a command ended and what it wrote.</summary>
internal sealed record Outcome(int Code, string Output, string Errors)
{
    /// <summary>The answer of a command that went well, and said nothing else.</summary>
    public string Answer()
    {
        Errors.ShouldBeEmpty();
        Code.ShouldBe(0);
        return Output;
    }

    /// <summary>The message of a command that ended with this code, and gave no answer.</summary>
    public string Message(int code)
    {
        Output.ShouldBeEmpty();
        Code.ShouldBe(code, Errors);
        return Errors;
    }
}
