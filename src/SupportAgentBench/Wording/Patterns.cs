using System.Buffers;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>A list of patterns of one meaning; where two match at one place, the earlier one counts.</summary>
public sealed class Patterns
{
    private readonly Pattern[] _patterns;

    /// <summary>The pieces of all patterns: most clauses have none of them, and one look says so.</summary>
    private readonly Lazy<SearchValues<string>?> _needed;

    /// <summary>Patterns of which nothing is known.</summary>
    private readonly Lazy<Pattern[]> _unsure;

    public Patterns(IEnumerable<string> expressions)
    {
        _patterns = [.. expressions.Select(expression => new Pattern(expression))];
        _needed = new(() => _patterns.Length > 1 ? Pattern.Looks([.. _patterns.SelectMany(pattern => pattern.Pieces ?? []).Distinct(StringComparer.OrdinalIgnoreCase)]) : null);
        _unsure = new(() => [.. _patterns.Where(pattern => pattern.Pieces is null)]);
    }

    public static Patterns None { get; } = new([]);

    /// <summary>Any match will do, wherever it is: the first pattern that has one ends the search.</summary>
    public bool In(string text)
    {
        foreach (var pattern in Asked(text, 0))
        {
            if (pattern.From(text, 0) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first match; null when there is none, or when a hostile text makes the search take too long.</summary>
    public Match? First(string text) => From(text, 0);

    /// <summary>All matches, none of which reaches into another.</summary>
    public IEnumerable<Match> AllIn(string text)
    {
        for (var match = From(text, 0); match is not null; match = Behind(match, text))
        {
            yield return match;
        }
    }

    /// <summary>The text with blanks in place of what fits: places in one are places in the other.</summary>
    public string Blank(string text)
    {
        foreach (var match in AllIn(text))
        {
            text = string.Concat(text.AsSpan(0, match.Index), new string(' ', match.Length), text.AsSpan(match.Index + match.Length));
        }

        return text;
    }

    /// <summary>Those that may match.</summary>
    private Pattern[] Asked(string text, int start) => Pattern.LacksAll(_needed.Value, text.AsSpan(start)) ? _unsure.Value : _patterns;

    private Match? From(string text, int start)
    {
        Match? first = null;
        foreach (var pattern in Asked(text, start))
        {
            if (pattern.From(text, start) is { } match && (first is null || match.Index < first.Index))
            {
                first = match;
            }
        }

        return first;
    }

    private Match? Behind(Match match, string text)
    {
        var next = match.Index + Math.Max(1, match.Length);
        return next > text.Length ? null : From(text, next);
    }
}
