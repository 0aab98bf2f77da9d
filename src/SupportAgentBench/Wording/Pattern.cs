using System.Buffers;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>One regular expression, asked only where a quick look finds a piece of text that every match of it contains.</summary>
internal sealed class Pattern
{
    /// <summary>Hostile text must not hang a run.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const RegexOptions Reading = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Compiling costs as much as some thousand uses: a short command must not pay for it, a long run must not go without.</summary>
    private const int UsesBeforeCompiling = 4_000;

    /// <summary>Letters that a regular expression takes for others of which an ordinal look does not know: Kelvin, Ångström, Ohm, dotted I, capital sharp s, long s, micro.</summary>
    private static readonly SearchValues<char> Lookalikes = SearchValues.Create("\u212A\u212B\u2126\u0130\u0131\u1E9E\u017F\u00B5");

    private readonly string _expression;
    private readonly TimeSpan _longest;
    private readonly Lazy<SearchValues<string>?> _needed;
    private volatile Regex? _regex;
    private int _uses;

    /// <param name="longest">How long a search may take; the usual bound when left out.</param>
    public Pattern(string expression, TimeSpan? longest = null)
    {
        _expression = expression;
        _longest = longest ?? Longest;
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
            return Ready().Match(text, start) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private Regex Ready()
    {
        if (Interlocked.Increment(ref _uses) == UsesBeforeCompiling)
        {
            _regex = new(_expression, Reading | RegexOptions.Compiled, _longest);
        }

        return _regex ??= new(_expression, Reading, _longest);
    }
}
