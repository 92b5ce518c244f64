using System.Runtime.CompilerServices;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NegotiationSim.App.Rendering;

/// <summary>
/// Writes the lines and tables of an answer. Recorded words are shown as text: nothing in them is read as markup and no
/// control character of theirs reaches the terminal. Lines wrap under their own start and have no blanks at their end.
/// </summary>
public sealed class Page(IAnsiConsole console)
{
    public void Line() => console.WriteLine();

    /// <summary>A line with markup, <c>$"[bold]{title}[/]"</c>; what stands in braces is text.</summary>
    public void Line(FormattableString line, int indent = 0)
    {
        var arguments = line.GetArguments().Select(a => a is string text ? Printable.Of(text) : a).ToArray();
        Write(Markup.FromInterpolated(FormattableStringFactory.Create(line.Format, arguments)), indent);
    }

    /// <summary>A line of text.</summary>
    public void Text(string text, int indent = 0) => Write(new Text(Printable.Of(text)), indent);

    public void Table(PlainTable table) => console.Write(new Trimmed(table));

    private void Write(IRenderable content, int indent)
    {
        console.Write(new Trimmed(new Padder(content, new Padding(indent, 0, 0, 0))));
    }

    /// <summary>What it holds without blanks at the ends of lines, and without blank lines before and after.</summary>
    private sealed class Trimmed(IRenderable content) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => content.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            var lines = Segment.SplitLines(content.Render(options, maxWidth)).Select(Trim).ToList();
            var (first, last) = (lines.FindIndex(line => line.Count > 0), lines.FindLastIndex(line => line.Count > 0));
            for (var i = first; i >= 0 && i <= last; i++)
            {
                foreach (var segment in lines[i])
                {
                    yield return segment;
                }

                yield return Segment.LineBreak;
            }
        }

        private static List<Segment> Trim(SegmentLine line)
        {
            var kept = line.Take(line.FindLastIndex(segment => !string.IsNullOrWhiteSpace(segment.Text)) + 1).ToList();
            if (kept.Count > 0)
            {
                kept[^1] = new Segment(kept[^1].Text.TrimEnd(), kept[^1].Style);
            }

            return kept;
        }
    }
}
