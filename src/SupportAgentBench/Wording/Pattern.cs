using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>One regular expression, asked only where a quick look finds a piece of text that every match of it contains.</summary>
internal sealed class Pattern
{
    /// <summary>Hostile text must not hang a run.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Interpreted: compiling costs some tens of milliseconds a pattern, of a few more than a second, and one of ours, once compiled, is not done
    /// after two seconds where the interpreter takes 0.1 ms: a long run would be slower than a short one, and read other things.
    /// </summary>
    private const RegexOptions Reading = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Letters that a regular expression takes for others of which an ordinal look does not know: Kelvin, Ångström, Ohm, dotted I, capital sharp s, long s, micro.</summary>
    private static readonly SearchValues<char> Lookalikes = SearchValues.Create("\u212A\u212B\u2126\u0130\u0131\u1E9E\u017F\u00B5");

    private readonly Lazy<Regex> _regex;
    private readonly Lazy<IReadOnlyList<string>?> _pieces;
    private readonly Lazy<SearchValues<string>?> _needed;

    /// <param name="longest">How long a search may take; the usual bound when left out.</param>
    public Pattern(string expression, TimeSpan? longest = null)
    {
        _regex = new(() => new(expression, Reading, longest ?? Longest));
        _pieces = new(() => NeededText.Of(expression));
        _needed = new(() => Looks(_pieces.Value));
    }

    /// <summary>Pieces of text of which every match contains one; null when nothing certain can be said.</summary>
    public IReadOnlyList<string>? Pieces => _pieces.Value;

    /// <summary>The first match at or behind a place; null when there is none, or when a hostile text makes the search take too long.</summary>
    public Match? From(string text, int start)
    {
        if (LacksAll(_needed.Value, text.AsSpan(start)))
        {
            return null;
        }

        try
        {
            return _regex.Value.Match(text, start) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    public static SearchValues<string>? Looks(IReadOnlyList<string>? pieces) => pieces is null ? null : SearchValues.Create([.. pieces], StringComparison.OrdinalIgnoreCase);

    /// <summary>For certain, none of the pieces is in the text.</summary>
    public static bool LacksAll(SearchValues<string>? pieces, ReadOnlySpan<char> text) =>
        pieces is not null && !text.ContainsAny(pieces) && (Ascii.IsValid(text) || !text.ContainsAny(Lookalikes));
}
