using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>
/// Decisions in the layout of DEU III: a line for each controversial issue, with the columns <c>isnr</c> (its number),
/// <c>prname</c>, <c>out</c> (the outcome), <c>rp</c> (what would have held without a decision), and for each actor X its position
/// <c>pX</c> and salience <c>sX</c>; all on scales of 0 to 100. Empty cells and 777, 888 and 999 are missing values. The data set
/// has no capabilities; a column <c>cX</c> gives them, and without any every actor counts the same.
/// </summary>
/// <remarks>Arregui and Perarnaud, A new dataset on legislative decision-making in the European Union: the DEU III dataset, 2022, doi:10.34810/data53.</remarks>
internal static class DeuTable
{
    public const string Format = "decisions in the layout of DEU III, CSV";

    private const string Number = "isnr";

    private static readonly string[] Missing = ["", ".", "NA", "777", "888", "999"];

    /// <summary>The actors of the data set by their codes there.</summary>
    private static readonly Dictionary<string, string> ActorNames =
        ("com Commission; ep Parliament; at Austria; be Belgium; bu Bulgaria; cr Croatia; cy Cyprus; cz Czechia; dk Denmark; ee Estonia; "
        + "fi Finland; fr France; de Germany; el Greece; hu Hungary; ie Ireland; it Italy; lv Latvia; lt Lithuania; lu Luxembourg; "
        + "mt Malta; nl Netherlands; pl Poland; pt Portugal; ro Romania; si Slovenia; sk Slovakia; es Spain; se Sweden; uk United Kingdom")
        .Split("; ").Select(actor => actor.Split(' ', 2)).ToDictionary(actor => actor[0], actor => actor[1]);

    private sealed record Actor(string Name, int Position, int Salience, int Capability);

    /// <summary>True when the first line names the column of issue numbers.</summary>
    public static bool IsOne(string text) => Separator(text) is not null;

    public static NegotiationCase.Positions? Read(string file, string text, ErrorList errors)
    {
        var separator = Separator(text)!.Value;
        var lines = Cells.Read(text, separator, errors);
        if (errors.Total > 0 || lines.Count == 0)
        {
            return null;
        }

        var columns = Columns(lines[0], errors);
        var actors = Actors(lines[0], columns, errors);
        if (!columns.ContainsKey(Number))
        {
            errors.Add(lines[0][0].At, $"no column '{Number}'; expected the numbers of the decisions there");
        }

        var reader = new Rows(file, columns, actors, separator == ';', errors);
        if (lines.Count - 1 > CaseLimits.Decisions)
        {
            errors.Add(lines[0][0].At, $"{lines.Count - 1} decisions, expected at most {CaseLimits.Decisions}");
        }

        var tables = errors.Total > 0 ? [] : lines.Skip(1).Select(line => reader.Read(line, lines[0].Length)).ToList();
        if (lines.Count < 2)
        {
            errors.Add(lines[0][0].At, "column names and no decision; expected a line for each");
        }

        foreach (var again in tables.OfType<PositionsTable>().GroupBy(t => t.Name, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            errors.Add(again.At.At, $"isnr: {Cell.Shown(again.Name)} is the number of a decision already; expected a number of its own");
        }

        string[] notes = actors.Exists(a => a.Capability >= 0)
            ? ["An actor counts in a decision when its position and its salience are given."]
            : ["An actor counts in a decision when its position and its salience are given.", "The file gives no capabilities (columns cX): every actor counts the same."];
        return errors.Total > 0 ? null : new(Format, Path.GetFileNameWithoutExtension(file), "", notes, tables!, AreDecisions: true);
    }

    private static char? Separator(string text)
    {
        var line = text.AsSpan().TrimStart();
        line = line[..(line.IndexOfAny('\n', '\r') is >= 0 and var end ? end : line.Length)];
        foreach (var separator in ";,\t")
        {
            foreach (var range in line.Split(separator))
            {
                if (line[range].Trim().Trim('"') is Number)
                {
                    return separator;
                }
            }
        }

        return null;
    }

    private static Dictionary<string, int> Columns(Cell[] head, ErrorList errors)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < head.Length; i++)
        {
            if (!head[i].IsEmpty && !columns.TryAdd(head[i].Text, i))
            {
                errors.Add(head[i].At, $"a second column {head[i].Found}; expected one");
            }
        }

        return columns;
    }

    /// <summary>An actor is what has a column of positions and one of saliences.</summary>
    private static List<Actor> Actors(Cell[] head, Dictionary<string, int> columns, ErrorList errors)
    {
        var actors = new List<Actor>();
        foreach (var (column, at) in columns.OrderBy(c => c.Value))
        {
            var code = column[1..];
            if (column[0] == 'p' && code.Length > 0 && columns.TryGetValue($"s{code}", out var salience))
            {
                actors.Add(new(ActorNames.GetValueOrDefault(code, code), at, salience, columns.GetValueOrDefault($"c{code}", -1)));
            }
            else if (column[0] is 'p' or 's' && ActorNames.ContainsKey(code) && !columns.ContainsKey($"p{code}"))
            {
                errors.Add(head[at].At, $"a column {head[at].Found} without 'p{code}'; expected the actor's positions and its saliences");
            }
            else if (column[0] == 'p' && ActorNames.ContainsKey(code))
            {
                errors.Add(head[at].At, $"a column {head[at].Found} without 's{code}'; expected the actor's positions and its saliences");
            }
        }

        if (actors.Count == 0 && errors.Total == 0)
        {
            errors.Add(head[0].At, "no actor; expected a column of positions 'pX' and one of saliences 'sX' for each actor X");
        }

        if (actors.Count > ActorTable.MostActors)
        {
            errors.Add(head[0].At, $"{Counted.Of(actors.Count, "actor")}, expected at most {ActorTable.MostActors}");
        }

        foreach (var actor in actors.GroupBy(a => a.Name, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            errors.Add(head[actor.Position].At, $"a second actor called '{actor.Name}'; expected one");
        }

        return actors;
    }

    private sealed class Rows(string file, Dictionary<string, int> columns, List<Actor> actors, bool hasDecimalCommas, ErrorList errors)
    {
        private readonly bool _hasCapabilities = actors.Exists(a => a.Capability >= 0);

        public PositionsTable? Read(Cell[] line, int expected)
        {
            var filled = Array.FindLastIndex(line, c => !c.IsEmpty) + 1;
            if (filled > expected || line.Length < expected)
            {
                errors.Add(line[Math.Min(expected, line.Length - 1)].At, $"{Counted.Of(filled > expected ? filled : line.Length, "cell")}, expected {expected}, as many as there are columns");
                return null;
            }

            var number = line[columns[Number]];
            var name = Values.Name(number.Text, number.At, Number, errors);
            var rows = new ActorRows(errors);
            foreach (var actor in actors)
            {
                var (position, salience) = (Scaled(line[actor.Position], "position"), Scaled(line[actor.Salience], "salience"));
                if (position is { } x && salience is { } s)
                {
                    rows.Add(actor.Name, line[actor.Position].At, Capability(line, actor), [x], [s]);
                }
            }

            if (rows.Count == 0 && errors.Total == 0)
            {
                errors.Add(number.At, $"decision {number.Found} has no actor with both a position and a salience; expected one at least");
            }

            var (outcome, reference) = (Optional(line, "out"), Optional(line, "rp"));
            return new(name ?? "", new(file, number.At), [name ?? ""], rows.Table(1), outcome, reference);
        }

        private double? Optional(Cell[] line, string column) => columns.TryGetValue(column, out var at) ? Scaled(line[at], column) : null;

        private double? Scaled(Cell cell, string what) => Missing.Contains(cell.Text) ? null : Values.Number(Point(cell), cell.At, what, 0, 100, errors);

        /// <summary>Every actor that takes part has a capability, when any has.</summary>
        private double Capability(Cell[] line, Actor actor)
        {
            if (!_hasCapabilities)
            {
                return 1;
            }

            if (actor.Capability < 0)
            {
                errors.Add(line[actor.Position].At, $"{actor.Name} takes part and has no column of capabilities, where others have one; expected one for each or for none");
                return 1;
            }

            var cell = line[actor.Capability];
            return Values.Capability(Point(cell), cell.At, "capability", errors) ?? 1;
        }

        /// <summary>Where semicolons part cells, a comma may part the decimals.</summary>
        private string Point(Cell cell) => hasDecimalCommas ? cell.Text.Replace(',', '.') : cell.Text;
    }
}
