namespace SupportAgentBench.Site.Trials;

/// <summary>Words of a text that something was found in.</summary>
/// <param name="Finding">Its number; null for a judge's quote.</param>
public sealed record Highlight(int Start, int End, int? Finding)
{
    /// <summary>Null where the text does not contain the quote, as it stands or with its spaces evened out.</summary>
    public static Highlight? Of(string text, string quote, int? finding)
    {
        var words = quote.Trim();
        if (words.Length == 0)
        {
            return null;
        }

        var start = text.IndexOf(words, StringComparison.Ordinal);
        if (start < 0)
        {
            start = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        }

        return start >= 0 ? new(start, start + words.Length, finding) : Loosely(text, words, finding);
    }

    /// <summary>The text in pieces, each with everything that concerns it.</summary>
    public static IReadOnlyList<Segment> Cut(string text, IReadOnlyCollection<Highlight> highlights)
    {
        if (highlights.Count == 0)
        {
            return text.Length == 0 ? [] : [new(text, [], false)];
        }

        var edges = highlights.SelectMany(highlight => new[] { highlight.Start, highlight.End }).Append(0).Append(text.Length).Where(edge => edge <= text.Length).Distinct().Order().ToList();
        return [.. edges.Zip(edges.Skip(1)).Select(pair =>
        {
            var here = highlights.Where(highlight => highlight.Start <= pair.First && highlight.End >= pair.Second).ToList();
            return new Segment(text[pair.First..pair.Second], [.. here.Select(highlight => highlight.Finding).OfType<int>().Order()], here.Exists(highlight => highlight.Finding is null));
        })];
    }

    /// <summary>Line breaks and doubled spaces differ between a quote and its source.</summary>
    private static Highlight? Loosely(string text, string quote, int? finding)
    {
        var wanted = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Length < 2)
        {
            return null;
        }

        for (var start = text.IndexOf(wanted[0], StringComparison.OrdinalIgnoreCase); start >= 0; start = start + 1 < text.Length ? text.IndexOf(wanted[0], start + 1, StringComparison.OrdinalIgnoreCase) : -1)
        {
            var at = start + wanted[0].Length;
            var fits = true;
            foreach (var word in wanted.Skip(1))
            {
                var gap = at;
                while (at < text.Length && char.IsWhiteSpace(text[at]))
                {
                    at++;
                }

                if (at == gap || string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0)
                {
                    fits = false;
                    break;
                }

                at += word.Length;
            }

            if (fits)
            {
                return new(start, at, finding);
            }
        }

        return null;
    }
}
