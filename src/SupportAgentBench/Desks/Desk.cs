using System.Collections.Frozen;

namespace SupportAgentBench.Desks;

/// <summary>A simulated store as its data describe it: immutable, and shared by all trials that are open at once.</summary>
public sealed class Desk
{
    private readonly FrozenDictionary<int, Order> _orders;
    private readonly FrozenDictionary<string, IReadOnlyList<Order>> _byEmail;
    private readonly FrozenDictionary<string, Product> _bySku;
    private readonly FrozenDictionary<string, Variant> _variants;
    private readonly FrozenDictionary<string, Product> _byId;
    private readonly FrozenDictionary<string, Carrier> _carriers;

    public Desk(DeskProfile profile, Policy policy, IReadOnlyList<Product> products, IReadOnlyList<Promotion> promotions,
        IReadOnlyList<Order> orders, PartnerStore partner, string hash)
    {
        Profile = profile;
        Policy = policy;
        Products = products;
        Promotions = promotions;
        Orders = orders;
        Partner = partner;
        Hash = hash;
        _orders = orders.ToFrozenDictionary(order => order.Number);
        _byEmail = orders.GroupBy(order => order.Customer.Email, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(
            group => group.Key, group => (IReadOnlyList<Order>)[.. group.OrderByDescending(order => order.Placed)], StringComparer.OrdinalIgnoreCase);
        _byId = products.ToFrozenDictionary(product => product.Id, StringComparer.OrdinalIgnoreCase);
        _bySku = products.SelectMany(product => product.Variants.Select(variant => (variant.Sku, product)))
            .ToFrozenDictionary(pair => pair.Sku, pair => pair.product, StringComparer.OrdinalIgnoreCase);
        _variants = products.SelectMany(product => product.Variants).ToFrozenDictionary(variant => variant.Sku, StringComparer.OrdinalIgnoreCase);
        _carriers = profile.Carriers.ToFrozenDictionary(carrier => carrier.Name, StringComparer.OrdinalIgnoreCase);
    }

    public DeskProfile Profile { get; }

    public Policy Policy { get; }

    public IReadOnlyList<Product> Products { get; }

    public IReadOnlyList<Promotion> Promotions { get; }

    public IReadOnlyList<Order> Orders { get; }

    public PartnerStore Partner { get; }

    /// <summary>SHA-256 (12 hex digits) over the desk's files: two desks with one hash are the same desk.</summary>
    public string Hash { get; }

    public Order? FindOrder(int number) => _orders.GetValueOrDefault(number);

    /// <summary>The orders of a customer, newest first.</summary>
    public IReadOnlyList<Order> OrdersOf(string email) => _byEmail.GetValueOrDefault(email) ?? [];

    public Product? FindProduct(string id) => _byId.GetValueOrDefault(id);

    public Product? ProductOf(string sku) => _bySku.GetValueOrDefault(sku);

    public Variant? FindVariant(string sku) => _variants.GetValueOrDefault(sku);

    public Promotion? FindPromotion(string code) =>
        Promotions.FirstOrDefault(promotion => string.Equals(promotion.Code, code, StringComparison.OrdinalIgnoreCase));

    public string TrackingLink(Parcel parcel) =>
        _carriers[parcel.Carrier].Link.Replace("{tracking}", parcel.Tracking, StringComparison.Ordinal);

    public string ReturnLink(Order order) => Profile.ReturnLink.Replace("{order}", $"{order.Number}", StringComparison.Ordinal);

    /// <summary>The last day for a return; null while the order is not delivered.</summary>
    public DateOnly? ReturnableUntil(Order order) => order.DeliveredOn?.AddDays(Profile.ReturnWindowDays);
}
