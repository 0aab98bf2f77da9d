using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Providers;

/// <summary>
/// Takes keys out of texts before they go anywhere: those that we hold, word for word, and whatever looks like one. Everything that comes
/// from a provider passes through here: errors quote keys, and a model may say anything.
/// </summary>
public sealed partial class Redactor
{
    public const string Mark = "[redacted]";

    /// <summary>Shorter values turn up by chance; longer than the second is no word.</summary>
    private const int ShortestKey = 8, LongestWord = 20;

    private static readonly SearchValues<string> Signs = SearchValues.Create(
        ["sk-", "sk_", "rk_", "pk_", "xai-", "gsk_", "AIza", "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "access_token", "access-token", "accesstoken", "hf_", "vck_", "bearer ", "api-key", "api_key", "apikey", "authorization", "eyJ", "://", "secret", "token="],
        StringComparison.OrdinalIgnoreCase);

    private readonly Lock _lock = new();
    private volatile Held _held = new([]);

    /// <param name="keys">The keys that are in use.</param>
    public Redactor(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            Hold(key);
        }
    }

    /// <summary>From now on this key is taken out as well. False for one that people may write without meaning it: that is taken out only where it stands as a key.</summary>
    public bool Hold(string key)
    {
        var held = IsUnlikeWords(key);
        lock (_lock)
        {
            if (!_held.Keys.Contains(held ? key : AsHeader(key)))
            {
                _held = new([.. _held.Keys.Concat(held ? Forms(key) : [AsHeader(key)]).Distinct(StringComparer.Ordinal).OrderByDescending(known => known.Length)]);
            }
        }

        return held;
    }

    /// <summary>A word, two words with a hyphen, and a plain number stand in answers too; taking them out there would change what was said.</summary>
    private static bool IsUnlikeWords(string key) => key.Length > LongestWord || (key.Length >= ShortestKey && !WordOrNumber().IsMatch(key));

    private static string AsHeader(string key) => $"Bearer {key}";

    /// <summary>A key as it is, and as addresses, JSON and headers write it.</summary>
    private static string[] Forms(string key) =>
        [key, Uri.EscapeDataString(key), JsonEncodedText.Encode(key).Value, JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value, Convert.ToBase64String(Encoding.UTF8.GetBytes(key))];

    public string Clean(string text)
    {
        var held = _held;
        if (held.Search is not null && text.AsSpan().ContainsAny(held.Search))
        {
            text = held.Keys.Aggregate(text, (cleaner, key) => cleaner.Replace(key, Mark, StringComparison.Ordinal));
        }

        return text.AsSpan().ContainsAny(Signs) ? Assigned().Replace(Credentials().Replace(KeyLike().Replace(text, Mark), $"$1{Mark}@"), $"$1{Mark}") : text;
    }

    private sealed record Held(IReadOnlyList<string> Keys)
    {
        public SearchValues<string>? Search { get; } = Keys.Count == 0 ? null : SearchValues.Create([.. Keys], StringComparison.Ordinal);
    }

    /// <summary>Keys of the usual makes: a known beginning and at least 16 letters and digits, or a JSON web token.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:sk|rk|pk)[-_][A-Za-z0-9_-]{16,}|(?<![A-Za-z0-9])xai-[A-Za-z0-9_-]{16,}|(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{16,}|(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{20,}|(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}\b|(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{20,}|(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{20,}|(?<![A-Za-z0-9])hf_[A-Za-z0-9]{20,}|(?<![A-Za-z0-9])vck_[A-Za-z0-9]{16,}|(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"^(?:[A-Za-z]?[a-z]+(?:[-_][a-z]+)?|[A-Z]+|\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex WordOrNumber();

    /// <summary>User and password in an address.</summary>
    [GeneratedRegex(@"(://)[^\s/@:]+:[^\s/@]+@", RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();

    /// <summary>Authorization: Bearer ..., api-key: ..., "api_key": "...".</summary>
    [GeneratedRegex(@"((?:authorization|x-api-key|api[-_]?key|access[-_]?token|client[-_]?secret)[""']?\s*[:=]\s*[""']?(?:bearer\s+|basic\s+)?|\bbearer\s+)(?!\[redacted\])[A-Za-z0-9._~+/=-]{8,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assigned();
}
