using SupportAgentBench.Desks;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Which product fits, what it costs, and whether it is there (R29).</summary>
internal static class Recommendations
{
    private const int Most = 2;

    /// <summary>The name of the one product that the customer names; null when none is named.</summary>
    public static string? Named(Desktop desk) => Names(desk, desk.Story.Core).FirstOrDefault();

    public static void Answer(Desktop desk, OrderSheet? order)
    {
        var text = desk.Story.FreshRequests.Count > 0 ? desk.Story.Last : desk.Story.Core;
        var hits = Hits(desk, order, text);
        if (desk.Notebook.Wanted.Count > 0)
        {
            return;
        }

        var owned = order?.Lines.Select(line => line.Name).ToHashSet() ?? [];
        foreach (var line in order?.Lines.Where(line => Names(desk, text).Any(name => line.Name.Contains(name, StringComparison.OrdinalIgnoreCase))) ?? [])
        {
            desk.Say(Saying.AlreadyOnOrder, ("item", line.Full), ("order", $"{order!.Number}"));
        }

        var best = hits.Where(hit => !owned.Contains(hit.Product.Name)).OrderByDescending(hit => hit.Rank).Select(hit => hit.Product).DistinctBy(product => product.Id)
            .Take(Most + 1).Select(product => desk.Notebook.Product(product.Id)).OfType<ProductSheet>().ToList();
        if (desk.Notebook.Wanted.Count > 0)
        {
            return;
        }

        var first = best.FirstOrDefault(product => product.InStock);
        if (first is null)
        {
            desk.Say(Saying.NothingFound);
            return;
        }

        Recommend(desk, first, Saying.RecommendThis, text);
        if (!first.FinalSale)
        {
            desk.Say(Saying.Returnable);
        }

        if (best.Skip(1).FirstOrDefault(product => product.InStock && product != first) is { } second)
        {
            Recommend(desk, second, Saying.RecommendAlso, text);
        }
    }

    private static void Recommend(Desktop desk, ProductSheet product, Saying saying, string text)
    {
        desk.Say(saying, ("item", product.Name), ("price", Speaker.Money(product.Price, product.Currency)), ("link", product.Url));
        var labelled = product.Variants.Where(variant => variant.Label.Length > 0).ToList();
        if (labelled.Count > 0)
        {
            desk.Say(Saying.InStockIn, ("item", product.Name), ("variants", string.Join("; ", labelled.Where(variant => variant.Stock > 0).Select(variant => variant.Label))));
            var gone = labelled.Where(variant => variant.Stock == 0).ToList();
            if (gone.Count > 0)
            {
                desk.Say(Saying.SoldOutIn, ("item", product.Name), ("variants", string.Join("; ", gone.Select(variant => variant.Label))));
            }
        }
    }

    /// <summary>What goes with the customer's products and what the named things find, ranked by how well the words fit.</summary>
    private static List<(ProductSheet Product, int Rank)> Hits(Desktop desk, OrderSheet? order, string text)
    {
        var hits = new List<(ProductSheet, int)>();
        foreach (var line in order?.Lines ?? [])
        {
            if (desk.Notebook.Product(line.Sku) is { } product)
            {
                var close = desk.Items.Mentions(text, line) ? 3 : 1;
                hits.AddRange(product.GoesWith.Where(other => !other.FinalSale).Select(other => (other, close + Fit(desk, other, text))));
            }
        }

        foreach (var name in Names(desk, text))
        {
            if (desk.Notebook.Ask(ToolCatalogue.SearchProducts, new() { ["query"] = name }) is { } found)
            {
                hits.AddRange(found.List("products").Select(ProductSheet.Of).Where(product => product.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
                    .Select(product => (product, Fit(desk, product, text))));
            }
        }

        return hits;
    }

    private static int Fit(Desktop desk, ProductSheet product, string text) =>
        desk.Items.Fit(product.Name, text) + (desk.Story.Words.Things.Any(thing => thing.Names.Contains(product.Name) && thing.Heard.In(text)) ? 3 : 0);

    private static IEnumerable<string> Names(Desktop desk, string text) =>
        desk.Story.Words.Things.Where(thing => thing.Heard.In(text)).SelectMany(thing => thing.Names.Count == 1 ? thing.Names : []).Distinct();
}
