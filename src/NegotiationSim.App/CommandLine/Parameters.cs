using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using NegotiationSim.App.Questions;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.CommandLine;

/// <summary>Options and arguments that several verbs take, so that they are spelt and explained the same everywhere.</summary>
internal static class Parameters
{
    private const int MostThreads = 256;

    public static readonly Option<string?> DataDirectory = new("--data-dir")
    {
        Description = "Folder of the private database, where no connection string is set. [default: the user's data folder]",
        HelpName = "DIR",
        Recursive = true,
        Validators = { result => RefuseEmpty(result, "--data-dir") },
    };

    public static readonly Option<bool> Ascii = new("--ascii")
    {
        Description = "Draw tables and signs with ASCII characters only. Recorded text stays as it is.",
        Recursive = true,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print the answer as JSON." };

    public static Argument<string> Negotiation() => new("NEG")
    {
        Description = "The negotiation, as 'negsim list' names it.",
    };

    public static Option<DateArgument?> On() =>
        Date("--on", "The date asked about, at its end, UTC: 2025-12-10, today, -3d, @event-id. [default: the day of the last event]");

    public static Option<DateArgument?> KnownBy() =>
        Date("--known-by", "Only what was public by the end of this date; without the notes of the files' authors, who wrote with hindsight. [default: all that is recorded]");

    public static Option<string?> WhatIf() =>
        Text("--what-if", "NAME", "On the timeline of this what-if, as 'negsim whatif list' names it. [default: what was recorded]");

    /// <summary>Left out: one for each processor. No default of its own, or help would tell how many this machine has.</summary>
    public static Option<int?> Threads(string description) => Number("--threads", "N", description, 1, MostThreads);

    public static Option<string?> Forecast() =>
        Text("--forecast", "F", "On the timeline of a run of this forecast, as 'negsim forecast list' names it; with --run.");

    public static Option<int?> Run(string description = "Which run of the forecast, from 0.") => Number("--run", "N", description, 0, ForecastPlan.MostRuns - 1);

    /// <summary>A whole number within bounds.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="helpName">What help calls the number.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most that is taken.</param>
    public static Option<T?> Number<T>(string name, string helpName, string description, T least, T most)
        where T : struct, IBinaryInteger<T>
    {
        return new(name) { Description = description, HelpName = helpName, CustomParser = Parse };

        T? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"'{text}' is not a number for {name}: expected a whole number from {least} to {most}");
            return null;
        }
    }

    public static Option<DateArgument?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "D",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var date = DateArgument.Parse(text, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
            if (date is null)
            {
                result.AddError($"'{text}' is not a date for {name}: expected {DateArgument.Forms}");
            }

            return date;
        },
    };

    public static Option<string?> Svg(string what) =>
        Text("--svg", "FILE", $"Draw a picture of it into this file (- for standard output): {what}.");

    public static Option<string?> Text(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
    };

    /// <summary>The error for a word that is none of those expected.</summary>
    public static void OneOf(SymbolResult result, string what, params ReadOnlySpan<string> words)
    {
        foreach (var token in result.Tokens)
        {
            if (!words.Contains(token.Value))
            {
                result.AddError($"'{token.Value}' is not {what}: expected {(words.Length > 1 ? $"{string.Join(", ", words[..^1]!)} or " : "")}{words[^1]}");
            }
        }
    }

    private static void RefuseEmpty(OptionResult result, string name)
    {
        if (result.Tokens is [{ Value: "" }])
        {
            result.AddError($"{name} is empty; expected the path of a folder");
        }
    }
}
