namespace SupportAgentBench.Desks;

/// <summary>A product of the catalogue; every variant costs the same.</summary>
/// <param name="Price">In the desk's currency.</param>
/// <param name="Details">Free facts (weight, material ...) as written in the catalogue.</param>
/// <param name="WorksWith">Ids of products that go well with it.</param>
public sealed record Product(
    string Id, string Name, string Category, decimal Price, string Url, string Description,
    IReadOnlyDictionary<string, string> Details, IReadOnlyList<string> WorksWith, bool FinalSale, IReadOnlyList<Variant> Variants);

/// <summary>A product in one colour and size.</summary>
/// <param name="Stock">Pieces on hand; 0 is sold out.</param>
public sealed record Variant(string Sku, string? Color, string? Size, int Stock)
{
    /// <summary>"Black, M", "Black", or null for a product that comes in one form.</summary>
    public string? Label => (Color, Size) switch
    {
        (null, null) => null,
        (null, _) => Size,
        (_, null) => Color,
        _ => $"{Color}, {Size}",
    };
}

/// <summary>A promotion with its own terms; null limits do not apply.</summary>
public sealed record Promotion(
    string Code, int? Percent, decimal? Amount, decimal? Minimum, DateOnly Starts, DateOnly Ends,
    IReadOnlyList<string> Categories, bool ExcludesFinalSale, bool FirstOrderOnly, bool Combinable, bool OncePerCustomer, string Terms);

/// <summary>A product of the sister store, in its own currency: there to tempt, never to be quoted.</summary>
public sealed record PartnerProduct(string Name, decimal Price, string Url);

/// <summary>The sister store that the distractor tool answers for.</summary>
public sealed record PartnerStore(string Name, string Currency, string Url, IReadOnlyList<PartnerProduct> Products);
