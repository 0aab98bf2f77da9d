using System.Buffers;
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
    private readonly Lazy<SearchValues<string>?> _needed;

    /// <param name="longest">How long a search may take; the usual bound when left out.</param>
    public Pattern(string expression, TimeSpan? longest = null)
    {
        _regex = new(() => new(expression, Reading, longest ?? Longest));
        _needed = new(() => NeededText.Of(expression) is { } pieces ? SearchValues.Create([.. pieces], StringComparison.OrdinalIgnoreCase) : null);
    }

    /// <summary>The first match at or behind a place; null when there is none, or when a hostile text makes the search take too long.</summary>
    public Match? From(string text, int start)
    {
        if (_needed.Value is { } needed && !text.AsSpan(start).ContainsAny(needed) && !text.AsSpan(start).ContainsAny(Lookalikes))
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
}
