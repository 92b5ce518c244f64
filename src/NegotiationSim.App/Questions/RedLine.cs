using DiffPlex;
using DiffPlex.Chunkers;

namespace NegotiationSim.App.Questions;

/// <summary>A stretch of two texts: the same in both, or one in place of the other.</summary>
/// <param name="Old">What the older text has; empty: nothing.</param>
/// <param name="New">What the newer has.</param>
public sealed record RedLine(string Old, string New)
{
    public bool IsSame => Old == New;

    /// <summary>Two texts compared word by word.</summary>
    public static IReadOnlyList<RedLine> Of(string before, string after)
    {
        var result = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, WordChunker.Instance);
        var (stretches, at) = (new List<RedLine>(), 0);
        foreach (var block in result.DiffBlocks)
        {
            Add(stretches, Pieces(result.PiecesOld, at, block.DeleteStartA - at), null);
            Add(stretches, Pieces(result.PiecesOld, block.DeleteStartA, block.DeleteCountA), Pieces(result.PiecesNew, block.InsertStartB, block.InsertCountB));
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(stretches, Pieces(result.PiecesOld, at, result.PiecesOld.Count - at), null);
        return stretches;
    }

    /// <summary>Puts a stretch behind the others. Where only spaces stand between two changes, they are one.</summary>
    private static void Add(List<RedLine> stretches, string old, string? instead)
    {
        var next = new RedLine(old, instead ?? old);
        if (next is { Old: "", New: "" })
        {
            return;
        }

        if (!next.IsSame && stretches is [.., { IsSame: false } before, { IsSame: true } between] && string.IsNullOrWhiteSpace(between.Old))
        {
            stretches.RemoveAt(stretches.Count - 1);
            stretches[^1] = new(before.Old + between.Old + next.Old, before.New + between.New + next.New);
        }
        else
        {
            stretches.Add(next);
        }
    }

    private static string Pieces(IReadOnlyList<string> pieces, int from, int count) => string.Concat(pieces.Skip(from).Take(count));
}
