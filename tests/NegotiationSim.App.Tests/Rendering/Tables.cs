using NegotiationSim.App.Rendering;
using Spectre.Console;

namespace NegotiationSim.App.Tests.Rendering;

public sealed class Tables
{
    private static readonly string[][] Rows =
    [
        ["What", "Party", "From", "Until", "real", "ukraine-accepts-six"],
        ["US-28/10a, US-28/10b, US-28/10c, US-28/10d, US-28/20a, US-28/20b and 7 more", "status", "2025-12-08", "2025-12-23", "superseded", "under discussion"],
        ["US-28/6, US-28/7", "RUS", "2025-12-04", "end", "silent", "✗ rejects ⚠ disputed (the territories are not given up first)"],
        ["", "UKR", "[2025-12-04..2025-12-06]", "", "✓ accepts", "和平協議 is signed"],
    ];

    [Fact]
    public void Lose_nothing_at_any_width()
    {
        var all = Characters(string.Concat(Rows.SelectMany(row => row)));
        for (var width = 1; width <= 250; width++)
        {
            Characters(string.Concat(Drawn(width).Where(line => !line.StartsWith('─')))).ShouldBe(all, $"{width} columns");
        }

        static string Characters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Order());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(132)]
    public void Break_no_word_where_all_words_have_room(int width)
    {
        var words = Drawn(width).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet();

        Rows.SelectMany(row => row).SelectMany(cell => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBeSubsetOf(words);
        Drawn(width).ShouldAllBe(line => line.Length <= width);
    }

    [Fact]
    public void Keep_a_sign_with_its_word()
    {
        for (var width = 20; width <= 200; width++)
        {
            Drawn(width).ShouldAllBe(line => !line.EndsWith('✗') && !line.EndsWith('⚠') && !line.EndsWith('✓'));
        }
    }

    [Fact]
    public void Break_names_behind_hyphens_before_anything_else_and_dates_never()
    {
        var drawn = Drawn(90);

        drawn.ShouldAllBe(line => line.Length <= 90);
        drawn.ShouldContain(line => line.EndsWith('-'));
        drawn.ShouldContain(line => line.Contains(" 2025-12-08 ", StringComparison.Ordinal) && line.Contains(" 2025-12-23 ", StringComparison.Ordinal));
    }

    private static string[] Drawn(int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        var table = new PlainTable(Rows[0]);
        foreach (var row in Rows[1..])
        {
            table.AddRow(row);
        }

        new Page(console).Table(table);
        return text.ToString().TrimEnd('\n').Split('\n');
    }
}
