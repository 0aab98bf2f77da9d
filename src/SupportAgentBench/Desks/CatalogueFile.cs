using SupportAgentBench.Files;

namespace SupportAgentBench.Desks;

/// <summary>Reads catalogue.yaml: products with their variants, and promotions.</summary>
internal static class CatalogueFile
{
    public static (IReadOnlyList<Product> Products, IReadOnlyList<Promotion> Promotions) Read(Fields file, Problems problems)
    {
        var listed = file.Maps("products").Select(fields => (fields, product: Product(fields))).ToList();
        var promotions = file.Maps("promotions").Select(Promotion).ToList();
        file.Done();
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var skus = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (fields, product) in listed)
        {
            if (!ids.Add(product.Id))
            {
                fields.Problem("id", $"the product '{product.Id}' stands twice", "rename one");
            }

            foreach (var variant in product.Variants.Where(variant => !skus.Add(variant.Sku)))
            {
                fields.Problem("variants", $"the sku '{variant.Sku}' stands twice", "rename one");
            }
        }

        foreach (var (fields, product) in listed)
        {
            foreach (var unknown in product.WorksWith.Where(id => !ids.Contains(id)))
            {
                fields.Problem("works_with", $"there is no product '{unknown}'", Nearest.Mend(unknown, ids));
            }
        }

        return ([.. listed.Select(pair => pair.product)], promotions);
    }

    private static Product Product(Fields fields)
    {
        var details = fields.OptionalMap("details");
        var product = new Product(
            fields.Text("id"), fields.Text("name"), fields.Text("category"), fields.Money("price"), fields.Text("url"), fields.Text("description"),
            details?.Keys.ToDictionary(key => key, details.Text) ?? [], fields.Texts("works_with"), fields.Flag("final_sale"),
            [.. fields.Maps("variants").Select(variant =>
            {
                var read = new Variant(variant.Text("sku"), variant.OptionalText("color"), variant.OptionalText("size"), variant.Whole("stock"));
                variant.Done();
                return read;
            })]);
        if (product.Variants.Count == 0)
        {
            fields.Problem("variants", "a product needs at least one variant");
        }

        fields.Done();
        return product;
    }

    private static Promotion Promotion(Fields fields)
    {
        var promotion = new Promotion(
            fields.Text("code"), fields.OptionalWhole("percent"), fields.OptionalMoney("amount"), fields.OptionalMoney("minimum"),
            fields.Date("starts"), fields.Date("ends"), fields.Texts("categories"), fields.Flag("excludes_final_sale"),
            fields.Flag("first_order_only"), fields.Flag("combinable"), fields.Flag("once_per_customer"), fields.Text("terms"));
        fields.Done();
        return promotion;
    }
}
