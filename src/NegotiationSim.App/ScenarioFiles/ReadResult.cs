using NegotiationSim.Domain;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>What is wrong at a place of a file, and how to mend it.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record FileError(string File, int Line, int Column, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}

/// <summary>What became of a file: its content, or everything that is wrong with it; never both.</summary>
public abstract record ReadResult<T>
{
    private ReadResult()
    {
    }

    public sealed record Read(T Content) : ReadResult<T>;

    /// <param name="Errors">In the order of the file, at most <see cref="ErrorList.MostListed"/>.</param>
    /// <param name="Total">How many there are, listed or not.</param>
    public sealed record Failed(IReadOnlyList<FileError> Errors, int Total) : ReadResult<T>
    {
        /// <summary>One error a line; the last line counts those not listed.</summary>
        public override string ToString() =>
            string.Join('\n', Errors) + (Total > Errors.Count ? $"\n... and {Counted.Of(Total - Errors.Count, "more error")}" : "");
    }
}

/// <summary>Gathers the errors of one file, so that all are told at once.</summary>
public sealed class ErrorList
{
    /// <summary>Nobody reads more; the rest is counted.</summary>
    public const int MostListed = 200;

    private readonly string _file;
    private readonly List<FileError> _errors = [];

    internal ErrorList(string file) => _file = file;

    internal int Total { get; private set; }

    internal void Add(Mark at, string message)
    {
        Total++;
        if (_errors.Count < MostListed)
        {
            _errors.Add(new FileError(_file, at.Line, at.Column, message));
        }
    }

    internal ReadResult<T>.Failed Failed<T>() =>
        new([.. _errors.OrderBy(e => e.Line).ThenBy(e => e.Column)], Total);
}
