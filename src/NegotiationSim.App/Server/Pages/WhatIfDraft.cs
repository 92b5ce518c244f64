using System.Text;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Recording;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using Wolverine;

namespace NegotiationSim.App.Server.Pages;

/// <summary>What became of the text of a what-if: its replay, or everything that is wrong with it at its place, as the command line tells it.</summary>
/// <param name="Answer">The replay; null when there are errors.</param>
/// <param name="Errors">All that is wrong, in the order of the text.</param>
/// <param name="Unlisted">How many errors are not listed.</param>
/// <param name="Fails">It replays, and its policy is to fail on the conflicts that it has.</param>
/// <param name="IsSaved">It is recorded now.</param>
public sealed record WhatIfDraft(WhatIfAnswer? Answer, IReadOnlyList<FileError> Errors, int Unlisted, bool Fails, bool IsSaved)
{
    /// <summary>Characters of a text that is read; a longer one is run with the command line.</summary>
    public const int MostCharacters = 200_000;

    /// <summary>A name for a what-if that supposes that an event does not happen.</summary>
    private const string Without = "without-";

    /// <summary>Reads a text and replays it; records it when that is asked and nothing is wrong.</summary>
    public static async Task<WhatIfDraft> ReadAsync(string text, Asked asked, LedgerStore store, IMessageBus bus, bool save, CancellationToken cancellation)
    {
        const string file = "what-if.yaml";
        if (text.Length > MostCharacters)
        {
            return Wrong(new FileError(file, 1, 1, $"{text.Length} characters, expected at most {MostCharacters}"));
        }

        var read = ScenarioReader.ReadDocument<WhatIf>(file, Encoding.UTF8.GetBytes(text));
        if (read is ReadResult<Document<WhatIf>>.Failed failed)
        {
            return new(null, failed.Errors, failed.Total - failed.Errors.Count, false, false);
        }

        var document = ((ReadResult<Document<WhatIf>>.Read)read).Content;
        var negotiation = asked.Timeline.Ledger.Negotiation;
        if (document.Content.Negotiation != negotiation)
        {
            return Wrong(document.ErrorAt("negotiation", $"negotiation: found '{document.Content.Negotiation}', expected '{negotiation}', whose page this is"));
        }

        var command = new RecordWhatIf(document.Content);
        var outcome = save
            ? await bus.InvokeAsync<ForkOutcome>(command, cancellation)
            : RecordWhatIfHandler.Handle(command, await RecordWhatIfHandler.LoadAsync(command, store, cancellation)).Item1;
        return outcome.Decision switch
        {
            ForkDecision.Admitted a => new(WhatIfAnswer.From(a.Forked.Replay, a.Pin, DomainJson.Text(a.Change), save || a.Change == ForkChange.Unchanged ? outcome.Version : null), [], 0, false, save),
            ForkDecision.Failed f => new(WhatIfAnswer.From(f.Forked.Replay, f.Pin, "failed", null), [], 0, true, false),
            ForkDecision.Refused r => new(null, [.. r.Faults.Select(fault => document.ErrorAt(fault.Member, $"{fault.Member}: {fault.Reason}")).OrderBy(e => e.Line).ThenBy(e => e.Column)], 0, false, false),
            var other => throw new NotSupportedException($"Unknown decision {other.GetType().Name}."),
        };

        WhatIfDraft Wrong(FileError error) => new(null, [error], 0, false, false);
    }

    /// <summary>The text to begin with: without an event, or with nothing supposed yet.</summary>
    /// <exception cref="BadQuestion">There is no such event, or it has no date.</exception>
    public static string Begin(Asked asked, string? without)
    {
        var timeline = asked.Timeline;
        var begun = new WhatIf
        {
            Name = new("my-what-if"),
            Why = "The question that this asks, and why.",
            Negotiation = timeline.Ledger.Negotiation,
            Of = timeline.WhatIf,
            KnownBy = timeline.WhatIf is null ? timeline.KnownBy : null,
            Fork = asked.On ?? timeline.FirstDay ?? DateOnly.MinValue,
        };
        if (SubjectNames.In<EventId>(timeline, without, "remove") is not { } id)
        {
            return ScenarioWriter.Yaml(begun) + Example;
        }

        var e = timeline.Find(id)?.Event ?? throw new BadQuestion("remove", $"'{id}' is not in force here: there is nothing to take away");
        if (!e.Occurred.IsKnown)
        {
            throw new BadQuestion("remove", $"The event '{id}' has no known date, and so it is part of no state");
        }

        return ScenarioWriter.Yaml(begun with
        {
            Name = new(NameWithout(id)),
            Why = $"What if this had not happened: {e.Title ?? id.Value}?",
            Fork = e.Occurred.First,
            Edits = [new Edit { Why = "That is the supposition itself.", Remove = new EventMatch { Event = id } }],
        });
    }

    private const string Example =
        """
        edits:
          # Each edit says why, and does one of four things: insert, remove, replace ... with, retime ... to or days.
          # - why: The meeting takes place two days later.
          #   retime: {event: the-id-of-an-event}
          #   days: 2
          []

        """;

    private static string NameWithout(EventId id)
    {
        var name = string.Concat(id.Value.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return $"{Without}{name[..Math.Min(name.Length, Limits.IdentifierLength - Without.Length)]}";
    }
}
