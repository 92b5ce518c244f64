using System.Globalization;
using System.Text.Json;

namespace NegotiationSim.Simulation;

/// <summary>A file of reference figures, parsed: JSON, or CSV with a line of column names and no quotes.</summary>
public sealed class ReferenceFigures
{
    private ReferenceFigures(string name, JsonElement json, IReadOnlyList<IReadOnlyDictionary<string, string>> rows) => (Name, Json, Rows) = (name, json, rows);

    /// <summary>The file's name, relative to the folder of figures.</summary>
    public string Name { get; }

    /// <summary>The content of a JSON file.</summary>
    public JsonElement Json { get; }

    /// <summary>The rows of a CSV file, by column name.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows { get; }

    /// <summary>The names of the files that go with the models.</summary>
    public static IEnumerable<string> Names => typeof(ReferenceFigures).Assembly.GetManifestResourceNames();

    /// <summary>The text of a file that goes with the models; null when there is none of that name.</summary>
    public static string? TextOf(string name)
    {
        using var stream = typeof(ReferenceFigures).Assembly.GetManifestResourceStream(name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Parses a file.</summary>
    /// <param name="name">Its relative name; its ending says how to read it.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="FormatException">It is not what its ending says.</exception>
    public static ReferenceFigures Parse(string name, string text)
    {
        if (!name.EndsWith(".csv", StringComparison.Ordinal))
        {
            try
            {
                return new(name, JsonDocument.Parse(text).RootElement, []);
            }
            catch (JsonException e)
            {
                throw new FormatException($"{name}: {e.Message}", e);
            }
        }

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var columns = lines.Length > 0 ? lines[0].Split(',') : throw new FormatException($"{name}: a line of column names is expected.");
        var rows = new List<IReadOnlyDictionary<string, string>>(lines.Length);
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            if (cells.Length != columns.Length) throw new FormatException($"{name}: {columns.Length} columns are expected in '{line}'.");
            rows.Add(columns.Zip(cells).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal));
        }

        return new(name, default, rows);
    }
}

/// <summary>Reading numbers out of parsed figures.</summary>
internal static class ReadingFigures
{
    public static double Number(this IReadOnlyDictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    public static double Number(this JsonElement json, string member) => json.GetProperty(member).GetDouble();

    public static string Text(this JsonElement json, string member) => json.GetProperty(member).GetString()!;

    public static double[] Numbers(this JsonElement json) => [.. json.EnumerateArray().Select(x => x.GetDouble())];

    public static int[] Wholes(this JsonElement json) => [.. json.EnumerateArray().Select(x => x.GetInt32())];

    public static double[] Numbers(this JsonElement json, string member) => json.GetProperty(member).Numbers();

    /// <summary>A list of lists, one after the other.</summary>
    public static double[] Flat(this JsonElement json) => [.. json.EnumerateArray().SelectMany(row => row.Numbers())];
}
