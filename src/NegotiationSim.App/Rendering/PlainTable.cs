using Spectre.Console;
using Spectre.Console.Rendering;

namespace NegotiationSim.App.Rendering;

/// <summary>
/// A table of unstyled text, its head underlined. Names, which whoever reads them may want to type, are not broken: the
/// first column does not wrap, nor do those that are said to hold names or dates.
/// </summary>
public sealed class PlainTable
{
    private readonly Table _table = new() { Border = new Underline("─", new Underline("-", null)) };

    public PlainTable(params IEnumerable<string> columns)
    {
        foreach (var column in columns)
        {
            _table.AddColumn(new TableColumn(new Text(Printable.Of(column))) { NoWrap = _table.Columns.Count == 0 });
        }
    }

    /// <summary>This table with more columns, by their places, that do not wrap.</summary>
    public PlainTable Unbroken(params ReadOnlySpan<int> columns)
    {
        foreach (var column in columns)
        {
            _table.Columns[column].NoWrap = true;
        }

        return this;
    }

    public void AddRow(params IEnumerable<string> cells) => _table.AddRow(cells.Select(c => new Text(Printable.Of(c))));

    public Table ToTable() => _table;

    /// <param name="line">What the head is underlined with.</param>
    /// <param name="safeBorder">The border for terminals that have no such character.</param>
    private sealed class Underline(string line, TableBorder? safeBorder) : TableBorder
    {
        public override TableBorder? SafeBorder => safeBorder;

        public override string GetPart(TableBorderPart part) => part switch
        {
            TableBorderPart.HeaderBottomLeft or TableBorderPart.HeaderBottom or TableBorderPart.HeaderBottomSeparator or TableBorderPart.HeaderBottomRight => line,
            _ => " ",
        };
    }
}
