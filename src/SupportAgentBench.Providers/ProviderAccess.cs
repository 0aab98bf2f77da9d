using System.Globalization;
using SupportAgentBench.Files;
using SupportAgentBench.Providers.Pipeline;

namespace SupportAgentBench.Providers;

/// <summary>A provider with its address and key.</summary>
/// <param name="Key">Null where none is needed.</param>
/// <param name="IsVendors">The vendor's own public address, which no setting of the user's names.</param>
public sealed record Endpoint(ProviderCard Card, Uri Url, string? Key, LineLimits Limits, bool IsVendors);

/// <summary>Finds addresses, keys and limits in the user's settings. Knows every key in use, so that none gets out.</summary>
public sealed class ProviderAccess
{
    /// <summary>Limits that a user may set, and what makes sense.</summary>
    private static readonly (string What, double Least, double Most)[] Numbers = [(Rpm, 0.1, 1_000_000), (Tpm, 1, 1e12), (Concurrency, 1, 10_000), (LongestOutage, 1, 604_800)];

    private const string Rpm = "RPM", Tpm = "TPM", Concurrency = "CONCURRENCY", LongestOutage = "LONGEST_OUTAGE";

    private readonly IReadOnlyDictionary<string, ProviderCard> _cards;
    private readonly Func<string, string?> _settings;
    private readonly LineLimits _limits;

    /// <param name="settings">Environment, .env and user secrets, read as one.</param>
    /// <param name="limits">What holds where a provider's own settings say nothing.</param>
    public ProviderAccess(IReadOnlyDictionary<string, ProviderCard> cards, Func<string, string?> settings, LineLimits limits)
    {
        _cards = cards;
        _settings = settings;
        _limits = limits;
        Redactor = new(cards.Values.SelectMany(card => card.Keys).Select(settings).OfType<string>());
    }

    /// <summary>Takes keys out of texts; learns every key that is looked up.</summary>
    public Redactor Redactor { get; }

    public IReadOnlyCollection<string> Known => [.. _cards.Keys];

    public ProviderCard CardOf(string provider) => _cards.GetValueOrDefault(provider) ?? ProviderCard.Other(provider);

    /// <summary>The setting that the key was found in; null when there is none.</summary>
    public string? KeySetting(ProviderCard card)
    {
        var found = card.Keys.FirstOrDefault(name => !string.IsNullOrWhiteSpace(_settings(name)));
        if (found is not null)
        {
            Hold(found);
        }

        return found;
    }

    /// <summary>The setting of a key that cannot be told from what people write, and so is not taken out of it; null where there is none.</summary>
    public string? WordSetting(ProviderCard card) => KeySetting(card) is { } found && !Hold(found) ? found : null;

    /// <summary>Servers of one's own often want none.</summary>
    public bool NeedsKey(ProviderCard card) => _cards.ContainsKey(card.Name) && card.Keys.Count > 0 && Setting(ProviderCard.Setting(card.Name, "BASE_URL")) is null;

    /// <summary>Where a provider is: the words of the setting, null when there is none, and what they mean, null when that is no http address.</summary>
    public (string? Told, Uri? Url) Address(string provider)
    {
        var told = UrlText(CardOf(provider));
        return (told, Uri.TryCreate(told, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null);
    }

    /// <summary>Everything that is missing to reach a provider, each with its mend; empty when nothing is.</summary>
    public IReadOnlyList<string> Missing(string provider)
    {
        var card = CardOf(provider);
        var missing = new List<string>();
        var address = ProviderCard.Setting(provider, "BASE_URL");
        var (told, url) = Address(provider);
        if (told is null)
        {
            missing.Add(_cards.ContainsKey(provider) ? $"{provider}: no address (set {card.AddressSetting})"
                : Nearest.To(provider, _cards.Keys, 1) is [var near] ? $"there is no provider '{provider}' (did you mean {near}? For a server of your own set {address})"
                : $"there is no provider '{provider}' (known: reference, {string.Join(", ", _cards.Keys)}; for a server of your own set {address})");
        }
        else if (url is null)
        {
            missing.Add($"{provider}: the address in {(Setting(address) is null ? card.UrlFrom : address)} is not an http address (write it as http://host:port/v1)");
        }

        if (NeedsKey(card) && KeySetting(card) is null)
        {
            missing.Add($"{provider}: no key (set {string.Join(" or ", card.Keys)} in the environment, in .env or as a user secret)");
        }

        if (KeySetting(card) is { } setting && _settings(setting)!.Trim().Any(letter => letter is <= ' ' or > '~'))
        {
            missing.Add($"{provider}: the key in {setting} holds what no key does: spaces, typographic quotes or the like");
        }

        missing.AddRange(Numbers.Where(limit => Setting(ProviderCard.Setting(provider, limit.What)) is not null && Number(provider, limit.What) is null)
            .Select(limit => $"{provider}: {ProviderCard.Setting(provider, limit.What)} is to be a number from {limit.Least} to {limit.Most:N0}"));
        return missing;
    }

    /// <exception cref="InvalidOperationException">Something is <see cref="Missing"/>, and nobody looked.</exception>
    public Endpoint Endpoint(string provider)
    {
        var card = CardOf(provider);
        var key = KeySetting(card) is { } name ? _settings(name)!.Trim() : null;
        var url = Address(provider).Url ?? throw new InvalidOperationException($"the address of {provider} is not known");
        return new(card, url, key, Limits(provider), SetUrl(card) is null && !url.IsLoopback);
    }

    private LineLimits Limits(string provider) => _limits with
    {
        RequestsPerMinute = Number(provider, Rpm) ?? _limits.RequestsPerMinute,
        TokensPerMinute = Number(provider, Tpm) ?? _limits.TokensPerMinute,
        MostAtOnce = (int)(Number(provider, Concurrency) ?? _limits.MostAtOnce),
        LongestOutage = Number(provider, LongestOutage) is { } seconds ? TimeSpan.FromSeconds(seconds) : _limits.LongestOutage,
    };

    private bool Hold(string setting) => Redactor.Hold(_settings(setting)!.Trim());

    private string? UrlText(ProviderCard card) => SetUrl(card) ?? card.Url;

    /// <summary>Null where no setting says where the provider is.</summary>
    private string? SetUrl(ProviderCard card) =>
        Setting(ProviderCard.Setting(card.Name, "BASE_URL")) is { } set ? Without(set, "/chat/completions")
        : card.UrlFrom is { } name && Setting(name) is { } host ? Without(Whole(host, card.Url), card.Path ?? "") + card.Path : null;

    /// <summary>An address is often copied with what we add to it.</summary>
    private static string Without(string url, string path) => url.TrimEnd('/') is var bare && path.Length > 0 && bare.EndsWith(path, StringComparison.OrdinalIgnoreCase) ? bare[..^path.Length] : bare;

    /// <summary>Ollama's own setting may be a host alone, or a port alone.</summary>
    private static string Whole(string host, string? standard)
    {
        if (host.Contains("://", StringComparison.Ordinal))
        {
            return host;
        }

        var address = $"http://{(host.StartsWith(':') ? "localhost" : "")}{host}";
        return standard is not null && Uri.TryCreate(address, UriKind.Absolute, out var url) && url.IsDefaultPort && !address.Contains(":80", StringComparison.Ordinal)
            ? new UriBuilder(url) { Port = new Uri(standard).Port }.Uri.ToString().TrimEnd('/') : address;
    }

    private string? Setting(string name) => _settings(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private double? Number(string provider, string what) =>
        double.TryParse(Setting(ProviderCard.Setting(provider, what)), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Numbers.Any(limit => limit.What == what && number >= limit.Least && number <= limit.Most) ? number : null;
}
