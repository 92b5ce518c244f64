using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>A table of unstyled text.</summary>
public sealed class PlainTable
{
    private readonly Table _table = new() { Border = TableBorder.Simple };

    public PlainTable(params IEnumerable<string> columns)
    {
        foreach (var column in columns)
        {
            _table.AddColumn(new TableColumn(new Text(Printable.Of(column))));
        }
    }

    public void AddRow(params IEnumerable<string> cells) => _table.AddRow(cells.Select(c => new Text(Printable.Of(c))));

    public Table ToTable() => _table;
}
