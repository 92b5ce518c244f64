using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>
/// KTAB's scenarios as CSV: a line with the scenario's name, its description, how many actors and how many dimensions; a line of
/// column names; a line for each actor with name, description, power, and position and salience on each dimension.
/// </summary>
/// <remarks>KAPSARC Toolkit for Behavioral Analysis, Spatial Model of Politics: <c>SMPModel::csvRead</c> and its tutorial.</remarks>
internal static class KtabTable
{
    public const string Format = "KTAB scenario, CSV";

    private const int FirstDimension = 3;

    public static NegotiationCase.Positions? Read(string file, string text, ErrorList errors)
    {
        var lines = Cells.Read(text, ',', errors);
        if (lines.Count == 0)
        {
            errors.Add(new(1, 1), "no cell holds anything; expected the scenario's name, its description, the number of actors and the number of dimensions");
        }

        if (errors.Total > 0 || Head(lines, errors) is not var (name, description, actors, dimensions))
        {
            return null;
        }

        if (lines.Count < 2)
        {
            errors.Add(new(lines[0][0].At.Line + 1, 1), "no column names; expected Actor,Description,Power and two names for each dimension");
            return null;
        }

        var names = Dimensions(lines[1], dimensions, errors);
        var rows = new ActorRows(errors);
        foreach (var line in lines.Skip(2))
        {
            Actor(line, dimensions, rows, errors);
        }

        if (lines.Count - 2 != actors)
        {
            errors.Add(lines[0][2].At, $"{Counted.Of(actors, "actor")} announced, the file has {lines.Count - 2}: a line is missing or one too many");
        }

        return errors.Total > 0 ? null : new(Format, name, description, [], [new(name, new(file, lines[0][0].At), names, rows.Table(dimensions))], AreDecisions: false);
    }

    private static (string Name, string Description, int Actors, int Dimensions)? Head(List<Cell[]> lines, ErrorList errors)
    {
        const string expected = "the scenario's name, its description, the number of actors and the number of dimensions";
        var head = Without(lines[0]);
        if (head.Length != 4)
        {
            errors.Add(head[0].At, $"{Counted.Of(head.Length, "cell")} in the first line, expected 4: {expected} (KTAB's CSV; a table in the layout of DEU III has a column 'isnr')");
            return null;
        }

        var name = Values.Name(head[0].Text, head[0].At, "scenario's name", errors);
        var description = Values.Text(head[1].Text, head[1].At, "scenario's description", errors);
        var actors = Values.Whole(head[2].Text, head[2].At, "number of actors", 1, ActorTable.MostActors, errors);
        var dimensions = Values.Whole(head[3].Text, head[3].At, "number of dimensions", 1, ActorTable.MostDimensions, errors);
        return name is { } n && actors is { } a && dimensions is { } d ? (n, description, a, d) : null;
    }

    private static string[] Dimensions(Cell[] line, int dimensions, ErrorList errors)
    {
        if (!Has(line, dimensions, "column name", errors))
        {
            return [];
        }

        var cells = Enumerable.Range(0, dimensions).Select(d => line[FirstDimension + (2 * d)]).ToList();
        foreach (var cell in cells)
        {
            Values.Name(cell.Text, cell.At, "name of a dimension", errors);
        }

        ActorRows.CheckNames([.. cells.Select(c => (c.Text, c.At))], errors);
        return [.. cells.Select(c => c.Text)];
    }

    private static void Actor(Cell[] line, int dimensions, ActorRows rows, ErrorList errors)
    {
        if (!Has(line, dimensions, "cell", errors))
        {
            return;
        }

        var name = Values.Name(line[0].Text, line[0].At, "actor's name", errors) ?? "";
        Values.Text(line[1].Text, line[1].At, "actor's description", errors);
        var capability = Values.Capability(line[2].Text, line[2].At, "power", errors);
        var (positions, saliences) = (new List<double>(), new List<double>());
        for (var d = 0; d < dimensions; d++)
        {
            var (position, salience) = (line[FirstDimension + (2 * d)], line[FirstDimension + (2 * d) + 1]);
            positions.Add(Values.Number(position.Text, position.At, "position", 0, 100, errors) ?? 0);
            saliences.Add(Values.Number(salience.Text, salience.At, "salience", 0, 100, errors) ?? 0);
        }

        rows.CheckBudget(name, line[FirstDimension + 1].At, saliences);
        rows.Add(name, line[0].At, capability ?? 1, positions, saliences);
    }

    /// <summary>Whether a line has the cells that it needs, and no more but empty ones.</summary>
    private static bool Has(Cell[] line, int dimensions, string what, ErrorList errors)
    {
        var expected = FirstDimension + (2 * dimensions);
        var cells = Without(line, expected);
        if (cells.Length == expected)
        {
            return true;
        }

        errors.Add(line[Math.Min(expected, line.Length - 1)].At, $"{Counted.Of(cells.Length, what)}, expected {expected}: name, description, power, and position and salience on each of {Counted.Of(dimensions, "dimension")}");
        return false;
    }

    /// <summary>A line without the empty cells at its end: spreadsheets leave them.</summary>
    private static Cell[] Without(Cell[] line, int atLeast = 4) => line[..Math.Max(Math.Min(atLeast, line.Length), Array.FindLastIndex(line, c => !c.IsEmpty) + 1)];
}
