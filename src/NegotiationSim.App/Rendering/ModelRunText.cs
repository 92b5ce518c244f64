using System.Globalization;
using NegotiationSim.App.Verbs;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Rendering;

/// <summary>Writes what a model says of a case: what it assumes first, then the numbers, the compromise mean beside them.</summary>
internal sealed class ModelRunText(Page page)
{
    private const int MostPoints = 20;
    private const int MostPositions = 6;

    public void Write(ModelRunAnswer answer)
    {
        page.Line($"[bold]{answer.Title}[/] of {answer.Case} ({answer.Format})");
        if (answer.Description.Length > 0)
        {
            page.Text(answer.Description, indent: 2);
        }

        page.Text($"Assumes: {answer.Assumes}", indent: 2);
        page.Text($"Known accuracy: {answer.KnownAccuracy}", indent: 2);
        foreach (var note in answer.Notes)
        {
            page.Text(note, indent: 2);
        }

        page.Line();
        if (answer.Positions is { } positions)
        {
            Positions(answer.Model, positions);
        }

        if (answer.Settlements is { } settlements)
        {
            Settlements(settlements);
        }
    }

    private static string Number(double? number) => number is { } x ? x.ToString("0.00", CultureInfo.InvariantCulture) : "-";

    private static string Worth(double number) => number.ToString("0.0000", CultureInfo.InvariantCulture);

    private void Positions(string model, PositionsAnswer positions)
    {
        if (positions.AreDecisions)
        {
            Decisions(model, positions);
            return;
        }

        foreach (var table in positions.Tables)
        {
            var results = new PlainTable("Dimension", Column(model), "Compromise mean");
            foreach (var dimension in table.Dimensions)
            {
                results.AddRow(dimension.Name, Number(dimension.Forecast), Number(dimension.CompromiseMean));
            }

            page.Table(results);
            page.Line();
            Actors(table);
            if (table.Turns is { } turns)
            {
                page.Line();
                page.Text($"{Counted.Of(turns, "turn")}, {(table.CameToRest == true ? "then nobody moved much any more" : "the most that are taken; positions were still moving")}; rules: {positions.Rules}. The forecast is the compromise mean of the last positions.");
            }
        }
    }

    private static string Column(string model) => model == "compromise-mean" ? "Forecast" : model;

    /// <summary>The actors with their positions, as far as these go on a line.</summary>
    private void Actors(TableAnswer table)
    {
        var shown = Math.Min(table.Dimensions.Count, MostPositions);
        var moves = table.Actors.Any(a => a.LastPositions is not null);
        var columns = new List<string> { "Actor", "Capability" };
        foreach (var dimension in table.Dimensions.Take(shown))
        {
            columns.Add(table.Dimensions.Count == 1 ? moves ? "Position, at last" : "Position" : dimension.Name);
        }

        if (table.Actors.Any(a => a.WinChance is not null))
        {
            columns.Add("Chance to win");
        }

        var actors = new PlainTable(columns);
        foreach (var actor in table.Actors)
        {
            var cells = new List<string> { actor.Name, actor.Capability.ToString("0.###", CultureInfo.InvariantCulture) };
            for (var d = 0; d < shown; d++)
            {
                cells.Add(actor.LastPositions is { } last ? $"{Number(actor.Positions[d])} to {Number(last[d])}" : Number(actor.Positions[d]));
            }

            if (actor.WinChance is { } chance)
            {
                cells.Add(chance.ToString("0.000", CultureInfo.InvariantCulture));
            }

            actors.AddRow(cells);
        }

        page.Table(actors);
        if (shown < table.Dimensions.Count)
        {
            page.Text($"Positions on {shown} of {table.Dimensions.Count} dimensions; --json has all.");
        }
    }

    private void Decisions(string model, PositionsAnswer positions)
    {
        var table = new PlainTable("Decision", "Actors", Column(model), "Compromise mean", "Outcome", "Without a decision");
        foreach (var decision in positions.Tables)
        {
            var dimension = decision.Dimensions[0];
            table.AddRow(
                decision.Name, $"{decision.Actors.Count}", decision.Refused is null ? Number(dimension.Forecast) : "not run", Number(dimension.CompromiseMean), Number(decision.Outcome), Number(decision.ReferencePoint));
        }

        page.Table(table);
        foreach (var decision in positions.Tables.Where(t => t.Refused is not null))
        {
            page.Text($"{decision.Name} (line {decision.Line}) was not run: {decision.Refused}");
        }

        page.Line();
        page.Text(positions.Graded == 0
            ? "No outcome is given that a forecast could be held against."
            : $"Mean absolute error on {Counted.Of(positions.Graded, "decision")} with a known outcome: {Number(positions.MeanAbsoluteError)}, of the compromise mean {Number(positions.MeanAbsoluteErrorOfCompromiseMean)}.");
    }

    private void Settlements(SettlementsAnswer answer)
    {
        if (answer.Fair is { } fair)
        {
            Fair(answer, fair);
        }

        if (answer.Offers is { } offers)
        {
            Offers(answer, offers);
        }
    }

    private void Fair(SettlementsAnswer answer, FairAnswer fair)
    {
        var table = new PlainTable(["Point", .. answer.Issues, .. answer.Parties.Select(p => p.Name)]);
        var points = new[] { ("Nash", fair.Nash), ("Kalai (egalitarian)", fair.Kalai), ("Kalai-Smorodinsky", fair.KalaiSmorodinsky), ("largest sum", fair.Utilitarian) };
        foreach (var (name, point) in points)
        {
            table.AddRow(point is null ? [name, .. answer.Issues.Select(_ => "-"), .. answer.Parties.Select(_ => "-")] : [name, .. point.Values, .. point.Utilities.Select(Worth)]);
        }

        foreach (var (at, point) in fair.Pareto.Take(MostPoints).Index())
        {
            table.AddRow([$"Pareto {at + 1}", .. point.Values, .. point.Utilities.Select(Worth)]);
        }

        page.Table(table);
        page.Line();
        var compared = fair.Compared < fair.Outcomes ? $", {fair.Compared} of which can matter and were compared" : "";
        page.Text($"{fair.Outcomes.ToString("0", CultureInfo.InvariantCulture)} settlements{compared}; {fair.ParetoCount} on the Pareto set{(fair.ParetoCount > MostPoints ? $", {MostPoints} shown (--json has up to 1000)" : "")}. What no agreement is worth: {string.Join(", ", answer.Parties.Select(p => $"{p.Name} {Worth(p.Reservation)}"))}. Discounts play no part.");
        if (fair.Nash is null)
        {
            page.Text("No settlement is worth at least no agreement to everybody: there is no fair point.");
        }
    }

    private void Offers(SettlementsAnswer answer, OffersAnswer offers)
    {
        page.Text(offers.Agreed is { } agreed
            ? $"Agreed in round {offers.Rounds} of {offers.Deadline}, after {Counted.Of(offers.Offers, "offer")}: {string.Join(", ", answer.Issues.Zip(agreed.Values, (issue, value) => $"{issue} = {value}"))}"
            : $"No agreement within {Counted.Of(offers.Deadline, "round")}, after {Counted.Of(offers.Offers, "offer")}.");
        page.Line();
        var table = new PlainTable("Party", "Strategy", "Worth to it", "Discounted", "No agreement");
        foreach (var (at, party) in answer.Parties.Index())
        {
            table.AddRow(party.Name, party.Strategy ?? "-", offers.Agreed is { } a ? Worth(a.Utilities[at]) : "-", Worth(offers.Discounted[at]), Worth(party.Reservation));
        }

        page.Table(table);
    }
}
