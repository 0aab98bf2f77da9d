using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>A sentence of a message: as it stands, and plain (quotations blanked out, typographic marks made simple).</summary>
internal sealed partial record Sentence(string Text, string Plain, bool IsQuestion)
{
    /// <summary>Marked as an item of a list.</summary>
    public bool IsItem { get; } = Item().IsMatch(Text);

    /// <summary>Marked so by a dash, a number or a cell of a table, not by a sign that says something itself, such as a check mark.</summary>
    public bool IsDashed { get; } = Dashed().IsMatch(Text);

    /// <summary>A line of a list or an address: marked as an item, or short.</summary>
    public bool IsListLine { get; } = Item().IsMatch(Text) || (Text.Length < 40 && !Text.Contains('?', StringComparison.Ordinal) && !Text.EndsWith('.'));

    public static IReadOnlyList<Sentence> SplitOf(string text, IReadOnlyList<LanguageWords> languages)
    {
        // "I can confirm that" and "I am happy to tell you that" are no request and no condition: what follows is said.
        var plain = languages.Aggregate(Blanked(text), (rest, language) => language.Assurances.Blank(rest));
        var unbroken = languages.SelectMany(language => language.Unbroken.AllIn(plain)).ToList();
        var sentences = new List<Sentence>();
        var start = 0;
        foreach (var end in Ends().Matches(plain).Where(match => !unbroken.Any(span => span.Index <= match.Index && match.Index < span.Index + span.Length))
            .Select(match => match.Index + match.Length).Append(plain.Length))
        {
            var piece = plain[start..end].Trim();
            if (piece.Length > 0)
            {
                sentences.Add(new(text[start..end].Trim(), piece, piece.Contains('?', StringComparison.Ordinal)));
            }

            start = end;
        }

        return sentences;
    }

    /// <summary>Same length as the text, so that places in one are places in the other.</summary>
    private static string Blanked(string text)
    {
        var simple = text.Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('\uFE0F', ' ');
        simple = Quoted().Replace(simple, match => new(' ', match.Length));
        return Markup().Replace(simple, match => new(' ', match.Length));
    }

    /// <summary>Not behind the number of a list item; a sign ends a sentence where it stands between two.</summary>
    [GeneratedRegex(@"(?<!^\s*\d{1,2})[.!?…]+(?=[\s*_)""]|$)|\n|(?<=[\p{L}\p{N}),!?.] ?)[\p{So}\p{Cs}]+(?=\s+\p{Lu})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    /// <summary>Words of somebody else: between quotation marks (two words at least), or on a line that begins with &gt;.</summary>
    [GeneratedRegex(@"""[^""\n]*\s[^""\n]*""|«[^»\n]*»|^>.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    /// <summary>A dash, a number, a cell of a table, or a sign such as a check mark.</summary>
    [GeneratedRegex(@"^\s*(?:[-*•–|]|[\p{So}\p{Cs}\u2190-\u21FF\uFE0F]+|\d{1,2}[.)])\s", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\s*(?:[-*•–|]|\d{1,2}[.)])\s", RegexOptions.CultureInvariant)]
    private static partial Regex Dashed();

    [GeneratedRegex(@"[*_`]+|^#+ ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}

/// <summary>A sentence with its clauses, in one language.</summary>
internal sealed record Split(Sentence Sentence, IReadOnlyList<Clause> Clauses);
