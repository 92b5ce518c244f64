using NegotiationSim.App.Cases;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Verbs;

/// <summary>The answer of <c>negsim model run</c>. Of the last two, one is null.</summary>
/// <param name="Assumes">What the model assumes, in plain words.</param>
/// <param name="KnownAccuracy">What is known of how well it forecasts.</param>
/// <param name="Source">Where its equations are published.</param>
/// <param name="Format">What the files are.</param>
/// <param name="Case">What they call the case.</param>
/// <param name="Notes">What was taken for what.</param>
/// <param name="Positions">Of a case about positions, a result for each scenario or decision.</param>
/// <param name="Settlements">Of a case about settlements, the result.</param>
internal sealed record ModelRunAnswer(
    string Model, string Title, string Assumes, string KnownAccuracy, string Source, string Format, string Case, string Description, ValueList<string> Notes,
    PositionsAnswer? Positions, SettlementsAnswer? Settlements)
{
    /// <summary>Decimals of numbers in answers: more are noise of the machine.</summary>
    private const int Decimals = 10;

    public static double? Number(double? number) => number is { } x && double.IsFinite(x) ? Math.Round(x, Decimals) : null;

    public static double Number(double number) => Math.Round(number, Decimals);

    public static ModelRunAnswer Of(Model model, NegotiationCase given, PositionsAnswer? positions, SettlementsAnswer? settlements) => new(
        model.Name, model.Title, model.AssumesOfACase, model.KnownAccuracy, model.Source, given.Format, given.Name, given.Description, given.Notes.ToValueList(), positions, settlements);
}

/// <summary>What a model makes of positions.</summary>
/// <param name="Rules">Of the spatial model: exact or corrected. Null: there are no such rules.</param>
/// <param name="AreDecisions">Each table is a decision of its own.</param>
/// <param name="MeanAbsoluteError">How far off the forecasts are where the outcome is known, on average; null: it is known of none.</param>
/// <param name="MeanAbsoluteErrorOfCompromiseMean">The same for the compromise mean, on the same decisions.</param>
/// <param name="Graded">On how many decisions.</param>
internal sealed record PositionsAnswer(
    string? Rules, bool AreDecisions, ValueList<TableAnswer> Tables, double? MeanAbsoluteError, double? MeanAbsoluteErrorOfCompromiseMean, int Graded)
{
    public static PositionsAnswer Of(IReadOnlyList<PositionsRun> runs, bool areDecisions, string? rules)
    {
        var graded = runs.Where(r => r.Table.Outcome is not null && r.Forecast is [var f] && double.IsFinite(f)).ToList();
        double? Mean(Func<PositionsRun, double> forecast) => graded.Count == 0 ? null : ModelRunAnswer.Number(graded.Average(r => Math.Abs(forecast(r) - r.Table.Outcome!.Value)));
        return new(rules, areDecisions, runs.Select(TableAnswer.Of).ToValueList(), Mean(r => r.Forecast![0]), Mean(r => r.CompromiseMean[0]), graded.Count);
    }
}

/// <summary>What a model makes of a table of actors.</summary>
/// <param name="Name">The scenario or the decision.</param>
/// <param name="Line">Where it stands in its file.</param>
/// <param name="Refused">Why the model was not run on it; null: it was.</param>
/// <param name="Turns">How many turns it took; null: the model has none.</param>
/// <param name="CameToRest">Whether it ended because nobody moved any more.</param>
/// <param name="Outcome">What was decided, where the file tells.</param>
/// <param name="ReferencePoint">What would have held without a decision.</param>
internal sealed record TableAnswer(
    string Name, int Line, string? Refused, int? Turns, bool? CameToRest, double? Outcome, double? ReferencePoint, ValueList<DimensionAnswer> Dimensions, ValueList<ActorAnswer> Actors)
{
    public static TableAnswer Of(PositionsRun run)
    {
        var table = run.Table;
        return new(
            table.Name,
            table.At.At.Line,
            run.Forecast is null ? string.Join("; ", run.Refused.Select(f => $"{f.Member}: {f.Expected}")) : null,
            run.Turns,
            run.CameToRest,
            table.Outcome,
            table.ReferencePoint,
            table.Dimensions.Select((name, d) => new DimensionAnswer(name, ModelRunAnswer.Number(run.Forecast?[d]), ModelRunAnswer.Number((double?)run.CompromiseMean[d]))).ToValueList(),
            Enumerable.Range(0, table.Actors.Actors).Select(i => ActorAnswer.Of(run, i)).ToValueList());
    }
}

/// <summary>What is settled on, on a dimension, from 0 to 100.</summary>
/// <param name="Forecast">By the model; null: it was not run, or nobody cares about this dimension.</param>
/// <param name="CompromiseMean">By the compromise mean.</param>
internal sealed record DimensionAnswer(string Name, double? Forecast, double? CompromiseMean);

/// <summary>An actor: what was given, and what came of it.</summary>
/// <param name="Positions">One for each dimension, like the next two.</param>
/// <param name="LastPositions">Where it stood at the end; null: the model moves nobody.</param>
/// <param name="WinChance">The chance of its last position to be settled on; null: the model has none.</param>
internal sealed record ActorAnswer(string Name, double Capability, ValueList<double> Positions, ValueList<double> Saliences, ValueList<double>? LastPositions, double? WinChance)
{
    public static ActorAnswer Of(PositionsRun run, int actor)
    {
        var table = run.Table.Actors;
        ValueList<double> Row(double[] numbers) => numbers.AsSpan(actor * table.Dimensions, table.Dimensions).ToArray().Select(ModelRunAnswer.Number).ToValueList();
        return new(table.Names[actor], table.Capabilities[actor], Row(table.Positions), Row(table.Saliences), run.Last is null ? null : Row(run.Last), ModelRunAnswer.Number(run.WinChances?[actor]));
    }
}

/// <summary>What a model makes of settlements.</summary>
/// <param name="Issues">Names of the issues, in the order of all values below.</param>
/// <param name="Parties">The parties, in the order of all utilities below.</param>
/// <param name="Fair">The fair points; null: another model was run.</param>
/// <param name="Offers">How alternating offers ended; null: another model was run.</param>
internal sealed record SettlementsAnswer(ValueList<string> Issues, ValueList<PartyAnswer> Parties, FairAnswer? Fair, OffersAnswer? Offers);

/// <summary>A party.</summary>
/// <param name="Reservation">What no agreement is worth.</param>
/// <param name="Discount">What an agreement at the deadline is worth, as a share.</param>
/// <param name="Strategy">How it concedes; null: the model knows no strategies.</param>
internal sealed record PartyAnswer(string Name, double Reservation, double Discount, string? Strategy);

/// <summary>The fair points.</summary>
/// <param name="Outcomes">How many settlements there are.</param>
/// <param name="Compared">How many of them were compared.</param>
/// <param name="ParetoCount">How many of these are on the Pareto set.</param>
/// <param name="Pareto">The first of them.</param>
/// <param name="Nash">Null, like the next two: no settlement is worth at least no agreement to everybody.</param>
internal sealed record FairAnswer(
    double Outcomes, int Compared, int ParetoCount, ValueList<SettlementAnswer> Pareto, SettlementAnswer? Nash, SettlementAnswer? Kalai, SettlementAnswer? KalaiSmorodinsky, SettlementAnswer Utilitarian)
{
    public static FairAnswer Of(FairSettlements fair) => new(
        fair.Outcomes, fair.Compared, fair.ParetoCount, fair.Pareto.Select(SettlementAnswer.Of).ToValueList(),
        Told(fair.Nash), Told(fair.Kalai), Told(fair.KalaiSmorodinsky), SettlementAnswer.Of(fair.Utilitarian));

    private static SettlementAnswer? Told(Settlement? settlement) => settlement is null ? null : SettlementAnswer.Of(settlement);
}

/// <summary>A settlement and what it is worth.</summary>
internal sealed record SettlementAnswer(ValueList<string> Values, ValueList<double> Utilities)
{
    public static SettlementAnswer Of(Settlement settlement) => new(settlement.Values.ToValueList(), settlement.Utilities.Select(ModelRunAnswer.Number).ToValueList());
}

/// <summary>How alternating offers ended.</summary>
/// <param name="Deadline">In rounds.</param>
/// <param name="Rounds">How many were begun.</param>
/// <param name="Offers">How many offers were made.</param>
/// <param name="Agreed">What was agreed; null: nothing.</param>
/// <param name="Discounted">What the end is worth to each party at the time when it came; without agreement, its reservation.</param>
internal sealed record OffersAnswer(int Deadline, int Rounds, long Offers, SettlementAnswer? Agreed, ValueList<double> Discounted);
