using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NegotiationSim.App.CommandLine;

/// <summary>The help of each verb: what the library writes, and examples under it.</summary>
internal static class Help
{
    /// <summary>What follows a command's name in its examples.</summary>
    public static readonly Dictionary<Command, string[]> Examples = [];

    /// <summary>Help is asked for by --help, -h or -?; /? and /h are paths where this program is at home.</summary>
    public static void Prepare(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Aliases.Remove("/?");
                help.Aliases.Remove("/h");
                help.Action = new WithExamples((HelpAction)help.Action!);
            }
        }
    }

    private sealed class WithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = help.Invoke(parseResult);
            if (Examples.TryGetValue(parseResult.CommandResult.Command, out var examples))
            {
                var output = parseResult.InvocationConfiguration.Output;
                var command = string.Join(' ', Invocation.Path(parseResult.CommandResult));
                output.WriteLine("Examples:");
                foreach (var example in examples)
                {
                    output.WriteLine($"  {command} {example}".TrimEnd());
                }

                output.WriteLine();
            }

            return result;
        }
    }
}
