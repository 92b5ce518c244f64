using Spectre.Console.Rendering;

namespace NegotiationSim.App.Rendering;

/// <summary>
/// A table of unstyled text, its head underlined, that loses nothing however narrow the terminal is. Where it is too wide,
/// text wraps at blanks, the widest columns first; then names at their hyphens and slashes; what is wider still runs on past
/// the edge.
/// </summary>
public sealed class PlainTable : IRenderable
{
    private const string Edge = "  ";
    private const string Gap = "   ";

    /// <summary>A word without hyphens that is longer than this is broken when there is no room for it.</summary>
    private const int LongestKept = 16;

    private readonly List<Cell[]> _rows = [];

    public PlainTable(params IEnumerable<string> columns)
    {
        AddRow(columns);
    }

    public void AddRow(params IEnumerable<string> cells) => _rows.Add([.. cells.Select(c => new Cell(Printable.Of(c)))]);

    public Measurement Measure(RenderOptions options, int maxWidth)
    {
        var width = Drawn(Widths(maxWidth), maxWidth);
        return new(width, width);
    }

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var widths = Widths(maxWidth);
        for (var i = 0; i < _rows.Count; i++)
        {
            var cells = _rows[i].Select((cell, column) => cell.Wrapped(widths[column])).ToList();
            for (var line = 0; line < cells.Max(c => c.Count); line++)
            {
                var parts = cells.Select((cell, column) => line < cell.Count ? cell[line] + Blanks(widths[column] - Width(cell[line])) : Blanks(widths[column]));
                yield return new Segment(Edge + string.Join(Gap, parts) + Edge);
                yield return Segment.LineBreak;
            }

            if (i == 0)
            {
                yield return new Segment(new string(options.Unicode ? '─' : '-', Drawn(widths, maxWidth)));
                yield return Segment.LineBreak;
            }
        }
    }

    private static string Blanks(int count) => new(' ', Math.Max(0, count));

    private static int Width(string text) => Segment.CellCount([new Segment(text)]);

    private static int Total(int[] widths) => widths.Sum() + (Gap.Length * (widths.Length - 1)) + (2 * Edge.Length);

    /// <summary>The width that is drawn: the blanks at the right edge are the first to go.</summary>
    private static int Drawn(int[] widths, int maxWidth) => Math.Max(Total(widths) - Edge.Length, Math.Min(Total(widths), maxWidth));

    private int[] Widths(int maxWidth)
    {
        var room = maxWidth - Total(new int[_rows[0].Length]) + Edge.Length;
        var lines = Widest(cell => cell.Line);
        if (lines.Sum() <= room)
        {
            return lines;
        }

        var words = Widest(cell => cell.Word);
        if (words.Sum() <= room)
        {
            return Between(words, lines, room);
        }

        var pieces = Widest(cell => cell.Piece);
        var least = pieces.Select(width => Math.Min(width, LongestKept)).ToArray();
        return pieces.Sum() <= room ? Between(pieces, words, room) : Between(least, pieces, room);
    }

    private int[] Widest(Func<Cell, int> measure) => [.. Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => measure(row[column])))];

    /// <summary>All columns have the same width as far as they need it and are not narrower than they can be.</summary>
    private static int[] Between(int[] least, int[] most, int room)
    {
        var widths = (int[])least.Clone();
        var left = room - least.Sum();
        while (left > 0 && Narrowest() is >= 0 and var column)
        {
            widths[column]++;
            left--;
        }

        return widths;

        int Narrowest()
        {
            var at = -1;
            for (var i = 0; i < widths.Length; i++)
            {
                at = widths[i] < most[i] && (at < 0 || widths[i] < widths[at]) ? i : at;
            }

            return at;
        }
    }

    private sealed class Cell(string text)
    {
        private readonly string[] _lines = text.Split('\n');

        /// <summary>The width of its longest line, of its longest word, and of the longest piece of a word.</summary>
        public int Line => _lines.Max(Width);

        public int Word => _lines.SelectMany(Words).Select(Width).DefaultIfEmpty().Max();

        public int Piece => _lines.SelectMany(Words).SelectMany(Pieces).Select(Width).DefaultIfEmpty().Max();

        /// <summary>Its lines, none wider than this.</summary>
        public List<string> Wrapped(int width) => [.. _lines.SelectMany(line => Width(line) <= width ? [line] : Wrapped(line, width))];

        private static List<string> Wrapped(string line, int width)
        {
            var wrapped = new List<string>();
            var now = "";
            foreach (var word in Words(line))
            {
                if (now.Length > 0 && Width(now) + 1 + Width(word) <= width)
                {
                    now += $" {word}";
                    continue;
                }

                if (now.Length > 0)
                {
                    wrapped.Add(now);
                    now = "";
                }

                foreach (var piece in Width(word) <= width ? [word] : Pieces(word).SelectMany(p => Cut(p, width)))
                {
                    if (Width(now) + Width(piece) > width)
                    {
                        wrapped.Add(now);
                        now = "";
                    }

                    now += piece;
                }
            }

            wrapped.Add(now);
            return wrapped;
        }

        /// <summary>What a line is not broken within: its words, a sign of one character with the word that it belongs to.</summary>
        private static IEnumerable<string> Words(string line)
        {
            var sign = "";
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Length == 1)
                {
                    sign += $"{word} ";
                }
                else
                {
                    yield return sign + word;
                    sign = "";
                }
            }

            if (sign.Length > 0)
            {
                yield return sign.TrimEnd();
            }
        }

        /// <summary>A word behind its hyphens and slashes, and what else joins words or dates. Dates and numbers are not broken.</summary>
        private static IEnumerable<string> Pieces(string word)
        {
            var from = 0;
            for (var i = 0; i < word.Length - 1; i++)
            {
                if (word[i] is '/' or '_' || word.AsSpan(0, i + 1).EndsWith("..") || (word[i] is '-' or '.' && char.IsLetter(word[i + 1])) || (word[i] == '-' && i > 1 && char.IsLetter(word[i - 1]) && char.IsLetter(word[i - 2])))
                {
                    yield return word[from..(i + 1)];
                    from = i + 1;
                }
            }

            yield return word[from..];
        }

        private static IEnumerable<string> Cut(string piece, int width)
        {
            var from = 0;
            for (var i = 1; i <= piece.Length; i++)
            {
                // Never between the halves of one character.
                if (i == piece.Length || (Width(piece[from..(i + 1)]) > width && !char.IsLowSurrogate(piece[i])))
                {
                    yield return piece[from..i];
                    from = i;
                }
            }
        }
    }
}
