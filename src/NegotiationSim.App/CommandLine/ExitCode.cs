namespace NegotiationSim.App.CommandLine;

/// <summary>What a command's exit code means.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Failure = 1;
    public const int BadInput = 2;
    public const int Refused = 3;
    public const int NoDatabase = 4;
}

/// <summary>Ends a command with a message for its user; not a bug.</summary>
/// <param name="code">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What is wrong, where, and what to do next.</param>
public sealed class CommandException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}
