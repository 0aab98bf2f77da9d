using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>A list of patterns of one meaning, as one expression.</summary>
public sealed class Patterns(string? expression)
{
    /// <summary>Hostile text must not hang a run.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const RegexOptions Reading = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Compiling costs as much as some thousand uses: a short command must not pay for it, a long run must not go without.</summary>
    private const int UsesBeforeCompiling = 4_000;

    private volatile Regex? _regex;
    private int _uses;

    public static Patterns None { get; } = new(null);

    public bool In(string text) => First(text) is not null;

    /// <summary>The first match; null when there is none, or when a hostile text makes the search take too long.</summary>
    public Match? First(string text)
    {
        try
        {
            return Ready()?.Match(text) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The text without what fits.</summary>
    public string Without(string text)
    {
        try
        {
            return Ready()?.Replace(text, " ") ?? text;
        }
        catch (RegexMatchTimeoutException)
        {
            return text;
        }
    }

    public IEnumerable<Match> AllIn(string text)
    {
        for (var match = First(text); match is not null; match = Next(match))
        {
            yield return match;
        }
    }

    private static Match? Next(Match match)
    {
        try
        {
            return match.NextMatch() is { Success: true } next ? next : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private Regex? Ready()
    {
        if (expression is null)
        {
            return null;
        }

        if (Interlocked.Increment(ref _uses) == UsesBeforeCompiling)
        {
            _regex = new(expression, Reading | RegexOptions.Compiled, Longest);
        }

        return _regex ??= new(expression, Reading, Longest);
    }
}
