namespace NegotiationSim.App.ScenarioFiles;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class Spelling
{
    private const int LongestCompared = 100;

    /// <summary>The closest of the known words; null when none is close.</summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestCompared)
        {
            return null;
        }

        var plain = Plain(word);
        return known
            .Select(k => (Word: k, Distance: Distance(plain, Plain(k))))
            .Where(k => k.Distance <= Math.Max(1, Math.Min(plain.Length, k.Word.Length) / 3))
            .OrderBy(k => k.Distance)
            .ThenBy(k => k.Word, StringComparer.Ordinal)
            .FirstOrDefault().Word;
    }

    /// <summary>A clause to end a message with; empty when no word is close.</summary>
    public static string DidYouMean(string word, IEnumerable<string> known) =>
        Closest(word, known) is { } closest ? $"; did you mean '{closest}'?" : "";

    /// <summary>Case and hyphens are what people get wrong most: they cost nothing.</summary>
    private static string Plain(string word) => new([.. word.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>Letters to add, drop, change or swap with their neighbour (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], 1 + rows[i - 2, j - 2]);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
