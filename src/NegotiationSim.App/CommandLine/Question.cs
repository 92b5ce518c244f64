using System.CommandLine;
using NegotiationSim.App.Questions;

namespace NegotiationSim.App.CommandLine;

/// <summary>What every question about a negotiation takes: which, on what date, by what was known, in which what-if, and how to print it.</summary>
internal sealed class Question
{
    private readonly Argument<string> _negotiation = Parameters.Negotiation();
    private readonly Option<DateArgument?> _on = Parameters.On();
    private readonly Option<DateArgument?> _knownBy = Parameters.KnownBy();
    private readonly Option<string?> _whatIf = Parameters.WhatIf();
    private readonly Option<string?> _forecast = Parameters.Forecast();
    private readonly Option<int?> _run = Parameters.Run();
    private readonly Option<bool> _json = Parameters.Json();

    /// <param name="verb">The verb that asks.</param>
    /// <param name="isOnADate">It is about one date, and not about a course of time.</param>
    /// <param name="own">The options that this verb has besides; its help lists them first.</param>
    public Question(Command verb, bool isOnADate, params ReadOnlySpan<Option> own)
    {
        verb.Arguments.Add(_negotiation);
        foreach (var option in own)
        {
            verb.Options.Add(option);
        }

        if (isOnADate)
        {
            verb.Options.Add(_on);
        }

        verb.Options.Add(_knownBy);
        verb.Options.Add(_whatIf);
        verb.Options.Add(_forecast);
        verb.Options.Add(_run);
        verb.Options.Add(_json);
        verb.Validators.Add(result => // only what is given: a value that does not parse has an error already, and asking for it throws
        {
            if (Scope.Contradiction(IsGiven(_forecast), IsGiven(_run), IsGiven(_whatIf) || IsGiven(_knownBy)) is { } bad)
            {
                result.AddError(bad.OnCommandLine);
            }

            bool IsGiven(Option option) => result.GetResult(option) is not null;
        });
    }

    /// <summary>What is asked about: the timeline of a negotiation, of one of its what-ifs, by what was known, or of a run of a forecast, and the date.</summary>
    /// <exception cref="BadQuestion">There is no such negotiation, what-if, forecast, run or event.</exception>
    public async Task<Asked> AskAsync(Call call)
    {
        await using var store = await call.OpenStoreAsync();
        return await new Ledgers(store).AskAsync(new(call.Get(_negotiation), call.Get(_on), call.Get(_knownBy), call.Get(_whatIf), call.Get(_forecast), call.Get(_run)), call.Cancellation);
    }

    /// <summary>Prints an answer, as JSON or as text, and draws it where that is asked for.</summary>
    /// <param name="svg">Where to draw it; null: nowhere. Standard output (-) takes the place of the text.</param>
    /// <param name="draw">Draws it.</param>
    public int Print<T>(Call call, T answer, Action asText, string? svg = null, Func<string>? draw = null)
    {
        if (svg is not null)
        {
            OutputFile.Write(svg, draw!());
        }

        if (call.Get(_json))
        {
            Terminal.Json(answer);
        }
        else if (svg != "-")
        {
            asText();
        }

        return ExitCode.Done;
    }
}
