namespace SupportAgentBench.Files;

/// <summary>Finds what the user may have meant: the known names nearest to a mistyped one.</summary>
public static class Nearest
{
    public static IReadOnlyList<string> To(string typed, IEnumerable<string> known, int most = 3) =>
        [.. known.Select(name => (name, distance: Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(pair => pair.distance <= Math.Max(2, typed.Length / 3))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.name, StringComparer.Ordinal)
            .Take(most).Select(pair => pair.name)];

    /// <summary>A mend for messages: "did you mean a or b?", or the whole list when it is short, or null.</summary>
    public static string? Mend(string typed, IEnumerable<string> known)
    {
        var all = known.Distinct(StringComparer.Ordinal).ToList();
        var near = To(typed, all);
        return near.Count > 0 ? $"did you mean {string.Join(" or ", near)}?"
            : all.Count is > 0 and <= 24 ? $"known: {string.Join(", ", all)}" : null;
    }

    /// <summary>Levenshtein distance, cut off at 64 characters: names are short, hostile input may not be.</summary>
    private static int Distance(string a, string b)
    {
        a = a.Length > 64 ? a[..64] : a;
        b = b.Length > 64 ? b[..64] : b;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
