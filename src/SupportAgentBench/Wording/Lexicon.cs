using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>
/// Words that stand for meanings, without regard to case. An entry may be several words; one that ends in * stands for every word that
/// begins so, one that begins with * for every word that ends so, and one with both for every word that it is in. Looking a word up costs no regular expression.
/// </summary>
public sealed class Lexicon
{
    private const int MostWords = 4;

    private readonly FrozenDictionary<string, string> _whole;
    private readonly FrozenDictionary<string, string> _begins;
    private readonly int[] _lengths;
    private readonly (string Part, string Meaning)[] _parts;
    private readonly FrozenSet<string> _first;
    private readonly int _mostWords;

    public Lexicon(IEnumerable<(string Word, string Meaning)> entries)
    {
        // Of two meanings of one word the first counts.
        var all = entries.DistinctBy(entry => entry.Word, StringComparer.OrdinalIgnoreCase).ToList();
        _whole = all.Where(entry => !entry.Word.Contains('*', StringComparison.Ordinal)).ToFrozenDictionary(entry => entry.Word, entry => entry.Meaning, StringComparer.OrdinalIgnoreCase);
        _begins = all.Where(entry => entry.Word.EndsWith('*') && !entry.Word.StartsWith('*')).ToFrozenDictionary(entry => entry.Word[..^1], entry => entry.Meaning, StringComparer.OrdinalIgnoreCase);
        _lengths = [.. _begins.Keys.Select(key => key.Length).Distinct().OrderDescending()];
        _parts = [.. all.Where(entry => entry.Word.StartsWith('*'))];
        _first = all.Where(entry => entry.Word.Contains(' ', StringComparison.Ordinal)).Select(entry => entry.Word[..entry.Word.IndexOf(' ', StringComparison.Ordinal)])
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _mostWords = Math.Min(MostWords, all.Select(entry => entry.Word.Count(letter => letter == ' ') + 1).DefaultIfEmpty(1).Max());
        Expression = all.Count == 0 ? "(?!)" : string.Join('|', all.Select(entry => entry.Word).OrderByDescending(word => word.Length)
            .Select(word => (word.StartsWith('*') ? @"\w*" : "") + Regex.Escape(word.Trim('*')) + (word.EndsWith('*') ? @"\w*" : "")));
    }

    /// <summary>All entries as alternatives of a regular expression, the longest first.</summary>
    public string Expression { get; }

    /// <summary>The meaning of a word, or of words with single spaces between; null when it has none here.</summary>
    public string? Of(ReadOnlySpan<char> word)
    {
        if (_whole.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var meaning))
        {
            return meaning;
        }

        foreach (var length in _lengths)
        {
            if (word.Length >= length && _begins.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word[..length], out meaning))
            {
                return meaning;
            }
        }

        foreach (var (part, partMeaning) in _parts)
        {
            if (part.EndsWith('*') ? word.Contains(part.AsSpan(1, part.Length - 2), StringComparison.OrdinalIgnoreCase) : word.EndsWith(part.AsSpan(1), StringComparison.OrdinalIgnoreCase))
            {
                return partMeaning;
            }
        }

        return null;
    }

    /// <summary>The meaning of the words that begin at a place, the longest entry first, and how many words it takes.</summary>
    public (string Meaning, int Words)? At(IReadOnlyList<string> words, int place)
    {
        for (var count = _first.Contains(words[place]) ? Math.Min(_mostWords, words.Count - place) : 1; count > 0; count--)
        {
            if (Of(count == 1 ? words[place] : string.Join(' ', words.Skip(place).Take(count))) is { } meaning)
            {
                return (meaning, count);
            }
        }

        return null;
    }

    /// <summary>Whether an entry begins with this word: a quick look before a long one.</summary>
    public bool MayBegin(ReadOnlySpan<char> word) => Of(word) is not null || _first.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
