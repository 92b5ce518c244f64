using System.Text.RegularExpressions;
using DiffPlex;

namespace NegotiationSim.App.Questions;

/// <summary>A stretch of two texts: the same in both, or one in place of the other.</summary>
/// <param name="Old">What the older text has; empty: nothing.</param>
/// <param name="New">What the newer has.</param>
public sealed partial record RedLine(string Old, string New)
{
    public bool IsSame => Old == New;

    /// <summary>Two texts compared word by word.</summary>
    public static IReadOnlyList<RedLine> Of(string before, string after)
    {
        var result = Differ.Instance.CreateDiffs($" {before}", $" {after}", ignoreWhiteSpace: false, ignoreCase: false, new WordChunks());
        var (stretches, at) = (new List<RedLine>(), 0);
        foreach (var block in result.DiffBlocks)
        {
            Add(stretches, Pieces(result.PiecesOld, at, block.DeleteStartA - at), null);
            Add(stretches, Pieces(result.PiecesOld, block.DeleteStartA, block.DeleteCountA), Pieces(result.PiecesNew, block.InsertStartB, block.InsertCountB));
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(stretches, Pieces(result.PiecesOld, at, result.PiecesOld.Count - at), null);
        if (stretches.Count > 0)
        {
            stretches[0] = new(stretches[0].Old.TrimStart(), stretches[0].New.TrimStart()); // the first word has a space before it like any other
        }

        return stretches;
    }

    private static void Add(List<RedLine> stretches, string old, string? instead)
    {
        if (old.Length > 0 || instead is { Length: > 0 })
        {
            stretches.Add(new(old, instead ?? old));
        }
    }

    private static string Pieces(IReadOnlyList<string> pieces, int from, int count) => string.Concat(pieces.Skip(from).Take(count));

    /// <summary>
    /// Words, with what joins them inside (600,000; well-known), and other signs one by one; each with the spaces before it, so
    /// that a space by itself is nothing that two texts share.
    /// </summary>
    private sealed class WordChunks : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. Words().Matches(text).Select(m => m.Value)];
    }

    [GeneratedRegex(@"\s*(?:\w+(?:[.,'’-]\w+)*|\S)|\s+")]
    private static partial Regex Words();
}
