using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>A list of patterns of one meaning, compiled on first use as one expression.</summary>
public sealed class Patterns(string? expression)
{
    /// <summary>Hostile text must not hang a run.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Lazy<Regex?> _regex = new(() => expression is null ? null : new(
        expression, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture, Longest));

    public static Patterns None { get; } = new(null);

    public bool In(string text) => _regex.Value?.IsMatch(text) ?? false;

    public Match? First(string text) => _regex.Value?.Match(text) is { Success: true } match ? match : null;

    public IEnumerable<Match> AllIn(string text) => _regex.Value?.Matches(text) ?? Enumerable.Empty<Match>();
}
