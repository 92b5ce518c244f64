using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>What a model makes of a table of positions.</summary>
/// <param name="Forecast">What is settled on, one number for each dimension; NaN where nobody cares. Null: it was not run.</param>
/// <param name="CompromiseMean">The same by the compromise mean.</param>
/// <param name="Refused">Why it was not run.</param>
/// <param name="Turns">How many turns or rounds the model took; null: it knows none.</param>
/// <param name="CameToRest">Whether it stopped because nobody moved any more.</param>
/// <param name="Last">Where each actor stood at the end, row after row; null: the model moves nobody.</param>
/// <param name="WinChances">The chance of each actor's last position to be settled on.</param>
internal sealed record PositionsRun(
    PositionsTable Table, double[]? Forecast, double[] CompromiseMean, IReadOnlyList<Fault> Refused, int? Turns = null, bool? CameToRest = null, double[]? Last = null, double[]? WinChances = null)
{
    /// <summary>Runs a model on a table.</summary>
    /// <param name="model">One that forecasts positions.</param>
    /// <param name="isExact">The spatial model computes as its reference program does, slips included.</param>
    public static PositionsRun Of(Model model, PositionsTable table, bool isExact)
    {
        var mean = Compromise.Means(table.Actors);
        try
        {
            return model.Name == SpatialName ? Spatial(table, mean, isExact) : new(table, model.Forecast!(table.Actors), mean, []);
        }
        catch (RefusedInputException e)
        {
            return new(table, null, mean, e.Faults.ToList());
        }
    }

    /// <summary>The model whose rules a scenario may set.</summary>
    public const string SpatialName = "spatial";

    private static PositionsRun Spatial(PositionsTable table, double[] mean, bool isExact)
    {
        var settings = table.Spatial ?? new(new(), null, 0);
        var rules = settings.Rules with { Corrections = isExact ? SpatialCorrections.None : SpatialCorrections.All };
        var actors = table.Actors;
        var model = new SpatialModel(actors.Actors, actors.Dimensions, rules, settings.Accommodation);
        model.Begin(actors);
        var stream = RandomStream.For(settings.Seed, 0, "turns");
        var turns = model.RunToEnd(ref stream);
        var (last, chances) = (new double[actors.Positions.Length], new double[actors.Actors]);
        model.CopyPositions(last);
        model.WinChances(chances);
        for (var i = 0; i < last.Length; i++)
        {
            last[i] = Math.Clamp(last[i], 0, 100);
        }

        return new(table, Compromise.Means(actors with { Positions = last }), mean, [], turns, turns < rules.MostTurns, last, chances);
    }
}
