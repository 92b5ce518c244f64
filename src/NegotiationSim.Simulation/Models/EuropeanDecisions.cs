namespace NegotiationSim.Simulation;

/// <summary>A decision whose outcome is known, with what models had forecast. All numbers on a scale of 0 to 100.</summary>
/// <param name="Issue">Its identifier.</param>
/// <param name="Group">What it is grouped by: the procedure.</param>
/// <param name="Outcome">What was decided.</param>
/// <param name="ReferencePoint">What would have held without a decision, where there is such a thing.</param>
/// <param name="Forecasts">One for each model, in the order of the table's names.</param>
public sealed record GradedDecision(string Issue, string Group, double Outcome, double? ReferencePoint, IReadOnlyList<double> Forecasts);

/// <summary>How far a model was off.</summary>
/// <param name="Model">Its name.</param>
/// <param name="MeanAbsoluteError">Mean of |forecast - outcome|.</param>
/// <param name="MedianAbsoluteError">Median of it.</param>
/// <param name="RootMeanSquareError">Root of the mean of its square.</param>
/// <param name="Best">On how many decisions no other model was nearer and one at least was farther.</param>
public sealed record ModelError(string Model, double MeanAbsoluteError, double MedianAbsoluteError, double RootMeanSquareError, int Best);

/// <summary>How much farther off one model is than another on the same decisions.</summary>
/// <param name="Model">The one.</param>
/// <param name="Than">The other.</param>
/// <param name="Mean">Mean of the differences of absolute errors; positive: the one is worse.</param>
/// <param name="StandardError">Of that mean; NaN for a single decision.</param>
public sealed record PairedError(string Model, string Than, double Mean, double StandardError);

/// <summary>The errors of several models on the same decisions.</summary>
/// <param name="Decisions">How many.</param>
/// <param name="Errors">One for each model.</param>
/// <param name="Pairs">Each model with each later one.</param>
/// <param name="ByGroup">The same for each group, in the order of names; empty inside a part.</param>
/// <param name="AgainstNoChange">
/// The same for the decisions that have a reference point, with that point as a further forecast, <c>no change</c>. Null: none has, or it is a part.
/// </param>
public sealed record ErrorTable(
    int Decisions, IReadOnlyList<ModelError> Errors, IReadOnlyList<PairedError> Pairs, IReadOnlyList<(string Group, ErrorTable Table)> ByGroup, ErrorTable? AgainstNoChange);

/// <summary>
/// The error table of forecasts of decisions of the European Union: what is known of how good these models are.
/// </summary>
/// <remarks>
/// Decisions and outcomes: DEU III, Arregui and Perarnaud 2021, doi:10.34810/data53 (CC BY 4.0). A mean absolute error of 22.99
/// for the compromise mean and of 26.83 for the expected utility model, 351 decisions.
/// </remarks>
public static class EuropeanDecisions
{
    /// <summary>What the reference point is called as a forecast.</summary>
    public const string NoChange = "no change";

    /// <summary>
    /// Reads decisions from a table with the columns <c>issue_id</c>, <c>procedure</c>, <c>outcome</c>, <c>reference_point</c> (may be empty) and, for
    /// each model, <c>NAME_forecast</c>.
    /// </summary>
    /// <exception cref="FormatException">A number cannot be read.</exception>
    /// <exception cref="KeyNotFoundException">A column is missing.</exception>
    public static IReadOnlyList<GradedDecision> Read(ReferenceFigures table, IReadOnlyList<string> models) =>
        [.. table.Rows.Select(r => new GradedDecision(
            r["issue_id"], r["procedure"], r.Number("outcome"), r["reference_point"].Length > 0 ? r.Number("reference_point") : null,
            [.. models.Select(m => r.Number($"{m}_forecast"))]))];

    /// <summary>Computes the table.</summary>
    /// <param name="models">Names, one at least.</param>
    /// <param name="decisions">One at least, each with as many finite forecasts.</param>
    /// <exception cref="RefusedInputException">There is nothing to compute from, or a number is missing.</exception>
    public static ErrorTable Errors(IReadOnlyList<string> models, IReadOnlyList<GradedDecision> decisions)
    {
        RefusedInputException.ThrowIfAny("the error table", Faults(models, decisions));
        var groups = decisions.GroupBy(d => d.Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, Table(models, [.. g])));
        var referred = decisions.Where(d => d.ReferencePoint is not null).Select(d => d with { Forecasts = [.. d.Forecasts, d.ReferencePoint!.Value] }).ToList();
        return Table(models, decisions) with { ByGroup = [.. groups], AgainstNoChange = referred.Count > 0 ? Table([.. models, NoChange], referred) : null };
    }

    private static IEnumerable<Domain.Fault> Faults(IReadOnlyList<string> models, IReadOnlyList<GradedDecision> decisions)
    {
        if (models.Count == 0) yield return new("models", "one at least");
        if (decisions.Count == 0) yield return new("decisions", "one at least");
        foreach (var decision in decisions)
        {
            if (decision.ReferencePoint is { } point && !double.IsFinite(point)) yield return new(decision.Issue, "a reference point that is a number, or none");
            if (!double.IsFinite(decision.Outcome)) yield return new(decision.Issue, "an outcome that is a number");
            if (decision.Forecasts.Count != models.Count || !decision.Forecasts.All(double.IsFinite)) yield return new(decision.Issue, $"{models.Count} forecasts that are numbers");
        }
    }

    private static ErrorTable Table(IReadOnlyList<string> models, IReadOnlyList<GradedDecision> decisions)
    {
        var errors = models.Select((_, m) => decisions.Select(d => Math.Abs(d.Forecasts[m] - d.Outcome)).ToArray()).ToArray();
        var best = new int[models.Count];
        for (var d = 0; d < decisions.Count; d++)
        {
            var row = errors.Select(e => e[d]).ToArray();
            var (least, most) = (row.Min(), row.Max());
            for (var m = 0; m < models.Count; m++) best[m] += row[m] == least && most > least ? 1 : 0;
        }

        var pairs = from a in Enumerable.Range(0, models.Count)
                    from b in Enumerable.Range(a + 1, models.Count - a - 1)
                    select Pair(models[a], models[b], [.. errors[a].Zip(errors[b], (x, y) => x - y)]);
        return new(
            decisions.Count,
            [.. models.Select((name, m) => new ModelError(name, errors[m].Average(), Median(errors[m]), Math.Sqrt(errors[m].Average(e => e * e)), best[m]))],
            [.. pairs],
            [],
            null);
    }

    private static PairedError Pair(string model, string than, double[] differences)
    {
        var mean = differences.Average();
        var squares = differences.Sum(d => (d - mean) * (d - mean));
        return new(model, than, mean, Math.Sqrt(squares / (differences.Length - 1) / differences.Length));
    }

    private static double Median(double[] numbers)
    {
        var sorted = numbers.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
