using Spectre.Console;

namespace NegotiationSim.App.CommandLine;

/// <summary>How far a piece of work has come.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Share">Of the whole work, from 0 to 1.</param>
internal readonly record struct Progress(string Stage, double Share);

/// <summary>A progress bar on standard error; nothing where nobody watches.</summary>
internal static class ProgressBar
{
    /// <summary>Does the work, which reports as it goes on, and notes the line it returns.</summary>
    public static async Task DuringAsync(Terminal terminal, Func<Action<Progress>, Task<string>> work)
    {
        if (!Terminal.IsWatched)
        {
            terminal.Note(await work(_ => { }));
            return;
        }

        var note = await terminal.Error.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn(terminal.IsAscii ? Spinner.Known.Line : Spinner.Known.Dots))
            .StartAsync(async context =>
            {
                var task = context.AddTask("starting", maxValue: 1);
                return await work(progress =>
                {
                    task.Description = progress.Stage;
                    task.Value = progress.Share;
                });
            });
        terminal.Note(note);
    }
}
