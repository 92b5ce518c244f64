using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using Npgsql;

namespace NegotiationSim.App.CommandLine;

/// <summary>Runs a command line and turns whatever comes of it into a message and an exit code.</summary>
internal static class Invocation
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        Help.Prepare(root);

        // '@' begins the name of an event here, not that of a file with more arguments.
        var parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var mistakes = Mistakes(parse).ToList();
        if (parse.Action is ParseErrorAction || (mistakes.Count > 0 && parse.Action is not SynchronousCommandLineAction))
        {
            return Fail(ExitCode.BadInput, $"{string.Join('\n', mistakes)}\nSee '{string.Join(' ', Path(parse.CommandResult))} --help'.");
        }

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException e)
        {
            return Fail(e.Code, e.Message);
        }
        catch (BadQuestion e)
        {
            return Fail(ExitCode.BadInput, e.OnCommandLine);
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCode.Failure, "Cancelled.");
        }
        catch (LedgerConflict e)
        {
            return Fail(ExitCode.Failure, $"{e.Message} Try again.");
        }
        catch (Exception e) when (LostDatabase(e) is { } reason)
        {
            return Fail(ExitCode.NoDatabase, $"The database was lost: {reason}");
        }
        catch (IOException e)
        {
            return Fail(ExitCode.Failure, e.Message);
        }
        catch (Exception e)
        {
            var where = Environment.GetEnvironmentVariable("NEGSIM_DEBUG") is not null ? e.ToString() : "Set NEGSIM_DEBUG=1 to see where.";
            return Fail(
                ExitCode.Failure,
                $"negsim failed, and this is a fault of the program or of what it stands on: {e.GetType().Name}: {e.Message}\n{where}");
        }
    }

    /// <summary>The words that lead to a command: <c>negsim</c>, <c>db</c>, <c>stop</c>.</summary>
    public static Stack<string> Path(CommandResult result)
    {
        var names = new Stack<string>();
        for (var at = result; at is not null; at = at.Parent as CommandResult)
        {
            names.Push(at.Command.Name);
        }

        return names;
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine(Printable.Of(message));
        return code;
    }

    /// <summary>
    /// What is wrong with a command line. Words that mean nothing come first, with what was probably meant; then whatever
    /// else the parser found.
    /// </summary>
    private static IEnumerable<string> Mistakes(ParseResult parse)
    {
        var command = parse.CommandResult.Command;

        // A misspelt option is taken for an argument while one is missing; whoever means it so writes '--' before it.
        var mistaken = parse.Tokens.Any(t => t.Type == TokenType.DoubleDash) ? [] : parse.CommandResult.Children
            .OfType<ArgumentResult>()
            .SelectMany(a => a.Tokens)
            .Select(t => t.Value)
            .Where(value => value.StartsWith('-') && value != "-");
        var unknown = mistaken.Concat(parse.UnmatchedTokens).ToList();

        // After a misspelt verb or option, the words that follow are most likely its own.
        if (command.Subcommands.Count > 0)
        {
            unknown = [.. unknown.Take(unknown.FindIndex(word => !word.StartsWith('-')) is >= 0 and var verb ? verb + 1 : unknown.Count)];
        }
        else if (unknown.Exists(word => word.StartsWith('-')))
        {
            unknown.RemoveAll(word => !word.StartsWith('-'));
        }

        foreach (var word in unknown)
        {
            var (kind, names) = word.StartsWith('-')
                ? ("option", Options(parse.CommandResult).Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name)))
                : ("verb", command.Subcommands.Select(c => c.Name));
            yield return Nearest.Of(word, names) is { } near ? $"There is no {kind} '{word}': did you mean '{near}'?"
                : kind == "verb" && command.Subcommands.Count > 0 ? $"There is no verb '{word}': there are {string.Join(", ", names)}"
                : kind == "verb" ? $"'{word}' is one word too many."
                : $"There is no option '{word}' here.";
        }

        foreach (var error in parse.Errors)
        {
            if (error.SymbolResult is not CommandResult)
            {
                yield return error.Message;
            }
            else if (unknown.Count == 0)
            {
                yield return command.Subcommands.Count > 0 ? $"Name a verb: {string.Join(", ", command.Subcommands.Select(c => c.Name))}." : error.Message;
            }
        }
    }

    private static IEnumerable<Option> Options(CommandResult result)
    {
        for (var at = result; at is not null; at = at.Parent as CommandResult)
        {
            foreach (var option in at.Command.Options.Where(o => at == result || o.Recursive))
            {
                yield return option;
            }
        }
    }

    /// <summary>Why the server no longer answers; null when it answers, and refuses.</summary>
    private static string? LostDatabase(Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } lost => lost.MessageText,
        PostgresException => null,
        NpgsqlException lost => lost.Message,
        _ => e.InnerException is { } inner ? LostDatabase(inner) : null,
    };
}
