using System.CommandLine;
using NegotiationSim.App.CommandLine;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim completion</c>: what makes a shell complete verbs and options.</summary>
internal static class CompletionVerb
{
    /// <summary>The line so far goes to the directive that the parser answers with what may stand at a place of it.</summary>
    private const string Bash =
        """
        # bash completion of negsim. In ~/.bashrc: eval "$(negsim completion bash)"
        _negsim() {
          local words
          words=$("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
          mapfile -t COMPREPLY < <(compgen -W "$words" -- "$2")
        }
        complete -o default -F _negsim negsim

        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell: bash.", HelpName = "SHELL" };
        shell.Validators.Add(result => Parameters.OneOf(result, "a shell that this knows", "bash"));
        shell.CompletionSources.Add("bash");
        var verb = Verb.Create(
            "completion",
            "Prints a script that makes a shell complete verbs and options. In ~/.bashrc: eval \"$(negsim completion bash)\"",
            "bash");
        verb.Arguments.Add(shell);
        return verb.Does(_ =>
        {
            Console.Out.Write(Bash);
            return Task.FromResult(ExitCode.Done);
        });
    }
}
