using SupportAgentBench.Files;

namespace SupportAgentBench.Providers;

/// <summary>Reads providers.yaml.</summary>
public static class ProviderFile
{
    public const string FileName = "providers.yaml";

    public static IReadOnlyDictionary<string, ProviderCard>? Read(string folder, Problems problems)
    {
        var before = problems.Count;
        var file = Fields.OfFile(folder, FileName, problems);
        var cards = new Dictionary<string, ProviderCard>(StringComparer.Ordinal);
        foreach (var entry in file.Maps("providers"))
        {
            var card = new ProviderCard(
                entry.Text("name"), entry.Word<Dialect>("speaks"), entry.OptionalText("url"), entry.OptionalText("url_from"), entry.OptionalText("path"),
                entry.Texts("key"), entry.OptionalText("max_tokens") ?? ProviderCard.StandardMaxTokens, entry.Texts("passes_back"), entry.OptionalMoney("cache_write"));
            entry.Done();
            if (!cards.TryAdd(card.Name, card))
            {
                entry.Problem("name", $"the provider '{card.Name}' is there twice", "remove one of them");
            }
        }

        file.Done();
        return problems.Count > before ? null : cards;
    }
}
