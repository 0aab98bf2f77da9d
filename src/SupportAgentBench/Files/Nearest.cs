namespace SupportAgentBench.Files;

/// <summary>Finds what the user may have meant: the known names nearest to a mistyped one.</summary>
public static class Nearest
{
    private const int LeastPrefix = 3;

    public static IReadOnlyList<string> To(string typed, IEnumerable<string> known, int most = 3) =>
        [.. known.Select(name => (name, distance: Away(Folded(typed), Folded(name)))).Where(pair => pair.distance is not null)
            .GroupBy(pair => pair.distance).OrderBy(group => group.Key).Take(1).SelectMany(group => group)
            .Select(pair => pair.name).Order(StringComparer.Ordinal).Take(most)];

    /// <summary>A mend for messages: "did you mean a or b?", or the whole list when it is short, or null.</summary>
    public static string? Mend(string typed, IEnumerable<string> known)
    {
        var all = known.Distinct(StringComparer.Ordinal).ToList();
        var near = To(typed, all);
        return near.Count > 0 ? $"did you mean {string.Join(" or ", near)}?"
            : all.Count is > 0 and <= 24 ? $"known: {string.Join(", ", all)}" : null;
    }

    /// <summary>Which of the marks between words somebody takes, and which case, says nothing of what is meant.</summary>
    private static string Folded(string name) => name.ToLowerInvariant().Replace('_', '-');

    /// <summary>Null when it is too far to be meant. Of "reference/careful" many type the end alone; the start, where it is the same, makes no two names alike.</summary>
    private static int? Away(string typed, string name)
    {
        var (start, end) = (typed.LastIndexOfAny(['/', ' ']) + 1, name.LastIndexOfAny(['/', ' ']) + 1);
        (typed, name) = start == 0 || typed[..start] == name[..end] ? (typed[start..], name[end..]) : (typed, name);
        var distance = typed.Length >= LeastPrefix && name.StartsWith(typed, StringComparison.Ordinal) ? Math.Min(1, name.Length - typed.Length) : Distance(typed, name);
        return distance <= (typed.Length < LeastPrefix ? 1 : Math.Max(2, typed.Length / 3)) ? distance : null;
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
