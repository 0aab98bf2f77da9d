using SupportAgentBench.Files;

namespace SupportAgentBench.Providers;

/// <summary>What is published of models: vendors, prices, limits. Dated, with sources; a user's own file goes before it.</summary>
public sealed class ModelCatalogue(IReadOnlyDictionary<string, ModelCard> cards)
{
    /// <summary>Of the catalogue that the tool carries.</summary>
    public const string FileName = "models.yaml";

    /// <summary>US dollars a million tokens: more is a slip, such as cents for dollars or the price of a whole run.</summary>
    private const decimal MostPrice = 10_000;

    public static ModelCatalogue Empty { get; } = new(new Dictionary<string, ModelCard>());

    public IReadOnlyDictionary<string, ModelCard> Cards => cards;

    /// <summary>Null for a model of which nothing is known.</summary>
    public ModelCard? Find(string id) => cards.GetValueOrDefault(id);

    /// <summary>This catalogue with the entries of another one in front.</summary>
    public ModelCatalogue Under(ModelCatalogue own) => new(cards.Concat(own.Cards).GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal));

    public static ModelCatalogue? Read(string folder, string fileName, Problems problems)
    {
        var before = problems.Count;
        var file = Fields.OfFile(folder, fileName, problems);
        file.OptionalDate("as_of");
        var sources = new List<string>();
        foreach (var source in file.Maps("sources"))
        {
            sources.Add($"{source.Text("name")}, {source.Date("as_of"):yyyy-MM-dd}");
            source.OptionalText("where");
            source.Done();
        }

        var cards = new Dictionary<string, ModelCard>(StringComparer.Ordinal);
        foreach (var entry in file.Maps("models"))
        {
            foreach (var card in CardsOf(entry, sources, fileName))
            {
                if (!cards.TryAdd(card.Id, card))
                {
                    entry.Problem("id", $"the model '{card.Id}' is there twice", "remove one of them");
                }
            }
        }

        file.Done();
        return problems.Count > before ? null : new(cards);
    }

    private static IEnumerable<ModelCard> CardsOf(Fields entry, IReadOnlyList<string> sources, string fileName)
    {
        var input = entry.OptionalMoney("input");
        var cached = entry.OptionalMoney("cached_input");
        var output = entry.OptionalMoney("output");
        if (input is null != output is null)
        {
            entry.Problem("input", "'input' and 'output' go together", "give both prices, or none");
        }

        foreach (var (name, price) in new[] { ("input", input), ("cached_input", cached), ("output", output) })
        {
            if (price is > MostPrice)
            {
                entry.Problem(name, $"${price} a million tokens is no price", $"at most ${MostPrice:N0}");
            }
        }

        var (context, longest) = (Tokens("context"), Tokens("max_output"));
        var number = entry.OptionalWhole("source");
        if (number is { } index && (index < 1 || index > sources.Count))
        {
            entry.Problem("source", $"there is no source {index}", $"1 to {sources.Count}");
            number = null;
        }

        var card = new ModelCard(
            entry.Text("id"), entry.OptionalText("vendor"), entry.OptionalText("family"), entry.OptionalText("size"), input is { } read && output is { } written ? new(read, cached, written) : null,
            context, longest, number is { } from ? sources[from - 1] : fileName);
        var also = entry.Texts("also");
        entry.Done();
        yield return card;
        foreach (var id in also)
        {
            yield return card with { Id = id };
        }

        int? Tokens(string name)
        {
            var tokens = entry.OptionalWhole(name);
            if (tokens is < 1)
            {
                entry.Problem(name, $"{tokens} tokens are no limit", "1 or more; leave it out where it is not known");
            }

            return tokens;
        }
    }
}
