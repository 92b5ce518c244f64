namespace NegotiationSim.Simulation;

/// <summary>A model as the register knows it.</summary>
public sealed record Model
{
    /// <summary>Its name on the command line: lower-case letters and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in print.</summary>
    public required string Title { get; init; }

    /// <summary>What it assumes, in plain words. Shown with every result of it.</summary>
    public required string Assumes { get; init; }

    /// <summary>
    /// What its forecast of a single case is, in plain words. No part of what it assumes: where many runs are simulated by it,
    /// what comes out is counted from the runs. Null: its assumptions say it.
    /// </summary>
    public string? ForecastOfACase { get; init; }

    /// <summary>What it assumes and, where that is not the same, what its forecast of a single case is.</summary>
    public string AssumesOfACase => ForecastOfACase is null ? Assumes : $"{Assumes} {ForecastOfACase}";

    /// <summary>What is known of how well it forecasts, or that nothing is.</summary>
    public required string KnownAccuracy { get; init; }

    /// <summary>The inputs that it needs.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Where its equations are published.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// Its forecast: of a table, what is settled on for each dimension, in [0, 100]. Throws
    /// <see cref="RefusedInputException"/> when the table is not usable. Null: it forecasts no positions.
    /// </summary>
    public Func<ActorTable, double[]>? Forecast { get; init; }

    /// <summary>How positions move by it from round to round of a forecast. Null: it has no rounds.</summary>
    public ForecastMotion? Moves { get; init; }

    /// <summary>How it is compared with reference figures.</summary>
    public required IReadOnlyList<ModelCheck> Checks { get; init; }
}

/// <summary>A comparison of a model with figures that others computed or proved.</summary>
/// <param name="Files">Names of the files of figures, relative to their folder, with slashes.</param>
/// <param name="Compares">What is compared, and how closely.</param>
/// <param name="Against">Compares with the parsed files, in the order of <paramref name="Files"/>.</param>
public sealed record ModelCheck(IReadOnlyList<string> Files, string Compares, Action<IReadOnlyList<ReferenceFigures>, Comparison> Against)
{
    /// <summary>A comparison with one file.</summary>
    public ModelCheck(string file, string compares, Action<ReferenceFigures, Comparison> against)
        : this([file], compares, (files, comparison) => against(files[0], comparison))
    {
    }
}

/// <summary>What came of a check.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Check">Which check of it.</param>
/// <param name="Missing">Files that were not there; nothing was compared then.</param>
/// <param name="Comparison">The comparison.</param>
public sealed record CheckedModel(Model Model, ModelCheck Check, IReadOnlyList<string> Missing, Comparison Comparison)
{
    /// <summary>True when the files were there, something was compared, and all of it agrees.</summary>
    public bool Agrees => Missing.Count == 0 && Comparison.Count > 0 && Comparison.Disagreements == 0;
}

/// <summary>Checks models against reference figures: those that go with them (<see cref="ReferenceFigures.TextOf"/>), or others.</summary>
public static class ModelChecks
{
    /// <summary>Makes every check of a model with the figures that go with it.</summary>
    public static IEnumerable<CheckedModel> Of(Model model) => Of(model, ReferenceFigures.TextOf);

    /// <summary>Makes every check of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="read">Gives the text of a file by its relative name; null when there is none.</param>
    public static IEnumerable<CheckedModel> Of(Model model, Func<string, string?> read) => model.Checks.Select(check => Of(model, check, read));

    /// <inheritdoc cref="Of(Model, Func{string, string?})"/>
    /// <param name="check">One of its checks.</param>
    public static CheckedModel Of(Model model, ModelCheck check, Func<string, string?> read)
    {
        var texts = check.Files.Select(file => (File: file, Text: read(file))).ToList();
        var missing = texts.Where(t => t.Text is null).Select(t => t.File).ToList();
        var comparison = new Comparison();
        if (missing.Count == 0) check.Against([.. texts.Select(t => ReferenceFigures.Parse(t.File, t.Text!))], comparison);
        return new(model, check, missing, comparison);
    }
}
