namespace SupportAgentBench.Providers;

/// <summary>Whose protocol a provider speaks.</summary>
public enum Dialect { Openai, Anthropic, Ollama }

/// <summary>Where models are reached, and how.</summary>
/// <param name="Url">Null where it must come from a setting.</param>
/// <param name="UrlFrom">The setting that names the address, before NAME_BASE_URL is looked at; null when there is none.</param>
/// <param name="Path">Added to an address that comes from <paramref name="UrlFrom"/>.</param>
/// <param name="Keys">Settings that hold the key, first one first; empty where none is needed.</param>
/// <param name="MaxTokens">How the longest answer is named in a request.</param>
/// <param name="CacheWrite">What writing to the provider's cache costs, as a multiple of the input price; null where it costs nothing more.</param>
/// <param name="PassesBack">Parts of an answer that the provider wants back with the next request of the turn.</param>
public sealed record ProviderCard(
    string Name, Dialect Speaks, string? Url, string? UrlFrom, string? Path, IReadOnlyList<string> Keys, string MaxTokens, IReadOnlyList<string> PassesBack, decimal? CacheWrite)
{
    public const string StandardMaxTokens = "max_completion_tokens";

    /// <summary>A server that is not in the file: OpenAI's protocol, address and key from settings that bear its name.</summary>
    public static ProviderCard Other(string name) => new(name, Dialect.Openai, null, null, null, [Setting(name, "API_KEY")], "max_tokens", ["reasoning_content"], null);

    /// <summary>The setting that says where it is.</summary>
    public string AddressSetting => UrlFrom ?? Setting(Name, "BASE_URL");

    /// <summary>OPENAI_BASE_URL for ("openai", "BASE_URL").</summary>
    public static string Setting(string provider, string what) => $"{provider.ToUpperInvariant().Replace('-', '_')}_{what}";
}
