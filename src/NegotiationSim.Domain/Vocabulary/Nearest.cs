namespace NegotiationSim.Domain;

/// <summary>The name that a misspelt one was probably meant to be.</summary>
public static class Nearest
{
    /// <summary>Of a name: with one letter alone, too many begin.</summary>
    private const int FewestLetters = 2;

    /// <summary>
    /// The candidate with the smallest edit distance (Levenshtein, letter case ignored), when it is at most a third of
    /// the name's length, or 1; else the shortest that begins with the name, as long as that has two letters; else null.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) <= limit && Distance(name, candidate) is var distance && distance <= limit)
            {
                if (best is null || distance < limit || string.CompareOrdinal(candidate, best) < 0)
                {
                    best = candidate;
                    limit = distance;
                }
            }
        }

        return best ?? Beginning(name, candidates);
    }

    /// <summary>Who knows a long name in part writes its beginning.</summary>
    private static string? Beginning(string name, IEnumerable<string> candidates) =>
        name.Length < FewestLetters ? null : candidates
            .Where(candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(candidate => candidate.Length)
            .ThenBy(candidate => candidate, StringComparer.Ordinal)
            .FirstOrDefault();

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[b.Length];
    }
}
