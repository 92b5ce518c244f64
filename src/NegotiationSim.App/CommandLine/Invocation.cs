using System.CommandLine;
using System.CommandLine.Invocation;

namespace NegotiationSim.App.CommandLine;

/// <summary>Runs a command line and turns whatever comes of it into a message and an exit code.</summary>
internal static class Invocation
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        Help.Prepare(root);
        var parse = root.Parse(args);
        if (parse.Action is ParseErrorAction)
        {
            foreach (var error in parse.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            var command = string.Join(' ', Path(parse.CommandResult));
            await Console.Error.WriteLineAsync($"See '{command} --help'.");
            return ExitCode.BadInput;
        }

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.Code;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return ExitCode.Failure;
        }
        catch (IOException) when (Console.IsOutputRedirected)
        {
            // Whoever read our output has closed it, as 'head' does.
            return ExitCode.Failure;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"negsim failed, and this is a fault of the program or of what it stands on: {e.GetType().Name}: {e.Message}");
            if (Environment.GetEnvironmentVariable("NEGSIM_DEBUG") is not null)
            {
                await Console.Error.WriteLineAsync(e.ToString());
            }
            else
            {
                await Console.Error.WriteLineAsync("Set NEGSIM_DEBUG=1 to see where.");
            }

            return ExitCode.Failure;
        }
    }

    /// <summary>The words that lead to a command: <c>negsim</c>, <c>db</c>, <c>stop</c>.</summary>
    public static Stack<string> Path(System.CommandLine.Parsing.CommandResult result)
    {
        var names = new Stack<string>();
        for (var at = result; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(at.Command.Name);
        }

        return names;
    }
}
