using Spectre.Console;

namespace NegotiationSim.App.CommandLine;

/// <summary>A progress bar on standard error over the named stages of a piece of work; nothing where nobody watches.</summary>
internal sealed class ProgressBar(Terminal terminal, params string[] stages)
{
    /// <summary>Does the work, which calls back as each stage begins, and notes the line it returns.</summary>
    public async Task DuringAsync(Func<Action<string>, Task<string>> work)
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
                var task = context.AddTask(stages[0], maxValue: stages.Length);
                return await work(stage =>
                {
                    task.Description = stage;
                    task.Value = Array.IndexOf(stages, stage);
                });
            });
        terminal.Note(note);
    }
}
