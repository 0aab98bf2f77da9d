using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Files;

namespace SupportAgentBench.Desks;

/// <summary>Renders what the tools return: JSON with the names that a model can read, absent facts left out.</summary>
internal static class ReadTools
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Error(string why) => Text(new() { ["error"] = why });

    public static string Order(Desk desk, Order order) => Text(new()
    {
        ["order_number"] = order.Number,
        ["placed"] = Day(order.Placed),
        ["status"] = Words.Of(order.Status),
        ["can_still_be_changed"] = order.BeforeShipment,
        ["customer"] = Object(
            ("name", order.Customer.Name), ("email", order.Customer.Email), ("tier", order.Customer.Tier),
            ("earlier_claims", List(order.Customer.Claims, claim => Object(
                ("on", Day(claim.On)), ("order_number", claim.Order), ("kind", claim.Kind), ("outcome", Words.Of(claim.Outcome)))))),
        ["ship_to"] = AddressOf(order.ShipTo, order.Customer.Name),
        ["items"] = List(order.Items, item => Item(desk, item)),
        ["subtotal"] = order.Subtotal,
        ["discount"] = order.Discount is { } discount ? Object(("code", discount.Code), ("amount", discount.Amount)) : null,
        ["shipping"] = order.Shipping,
        ["total"] = order.Total,
        ["currency"] = desk.Profile.Currency,
        ["payments"] = List(order.Payments, payment => Object(("on", Day(payment.On)), ("amount", payment.Amount))),
        ["parcels"] = List(order.Parcels, parcel => Object(
            ("carrier", parcel.Carrier), ("status", Words.Of(parcel.Status)), ("skus", Strings(parcel.Skus)), ("delivered_on", Day(parcel.DeliveredOn)))),
        ["delivered_on"] = Day(order.DeliveredOn),
        ["returnable_until"] = Day(desk.ReturnableUntil(order)),
        ["return_received"] = Day(order.Returned?.Received),
        ["refunded_on"] = Day(order.Returned?.Refunded),
        ["cancelled_on"] = Day(order.CancelledOn),
        ["staff_note"] = order.Note,
    });

    public static string OrderList(Desk desk, string email, IEnumerable<Order> orders) => Text(new()
    {
        ["email"] = email,
        ["orders"] = new JsonArray([.. orders.Select(order => (JsonNode)Object(
            ("order_number", order.Number), ("placed", Day(order.Placed)), ("status", Words.Of(order.Status)),
            ("items", Strings([.. order.Items.Select(item => NameOf(desk, item.Sku))])), ("total", order.Total)))]),
    });

    public static string Shipment(Desk desk, Order order) => Text(new()
    {
        ["order_number"] = order.Number,
        ["status"] = Words.Of(order.Status),
        ["parcels"] = new JsonArray([.. order.Parcels.Select(parcel => (JsonNode)Object(
            ("carrier", parcel.Carrier), ("tracking_number", parcel.Tracking), ("tracking_link", desk.TrackingLink(parcel)),
            ("status", Words.Of(parcel.Status)), ("items", Strings([.. parcel.Skus.Select(sku => NameOf(desk, sku))])),
            ("skus", Strings(parcel.Skus)), ("estimated_delivery", Day(parcel.Estimated)), ("delivered_on", Day(parcel.DeliveredOn)),
            ("scans", List(parcel.Scans, scan => Object(("at", Day(scan.At)), ("place", scan.Place), ("event", scan.Event))))))]),
        ["note"] = order.Parcels.Count == 0 ? "not shipped yet: there is no parcel and no tracking number" : null,
    });

    public static string Search(Desk desk, string query, string? category, decimal? maxPrice)
    {
        var words = query.ToLowerInvariant().Split([' ', ',', '-', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => word.Length > 2).Select(word => word.TrimEnd('s')).Distinct().ToList();
        var hits = desk.Products
            .Where(product => category is null || string.Equals(product.Category, category, StringComparison.OrdinalIgnoreCase))
            .Where(product => maxPrice is null || product.Price <= maxPrice)
            .Select(product => (product, rank: words.Sum(word => Rank(product, word))))
            .Where(hit => hit.rank > 0).OrderByDescending(hit => hit.rank).ThenBy(hit => hit.product.Price).Take(8);
        return Text(new()
        {
            ["query"] = query,
            ["products"] = new JsonArray([.. hits.Select(hit => (JsonNode)Summary(desk, hit.product))]),
        });
    }

    public static string? Product(Desk desk, string idOrSku)
    {
        if ((desk.FindProduct(idOrSku) ?? desk.ProductOf(idOrSku)) is not { } product)
        {
            return null;
        }

        var details = new JsonObject();
        foreach (var (name, value) in product.Details)
        {
            details[name] = value;
        }

        var all = Summary(desk, product);
        all["description"] = product.Description;
        all["details"] = details;
        all["variants"] = List(product.Variants, variant => Object(
            ("sku", variant.Sku), ("color", variant.Color), ("size", variant.Size), ("stock", variant.Stock)));
        all["goes_well_with"] = new JsonArray([.. product.WorksWith.Select(desk.FindProduct).OfType<Product>().Select(other => (JsonNode)Summary(desk, other))]);
        return Text(all);
    }

    public static string Promotion(Desk desk, Promotion promotion, Order? order)
    {
        var why = order is null ? null : PromotionTerms.WhyNot(desk, promotion, order);
        return Text(new()
        {
            ["code"] = promotion.Code,
            ["terms"] = promotion.Terms,
            ["starts"] = Day(promotion.Starts),
            ["ends"] = Day(promotion.Ends),
            ["minimum"] = promotion.Minimum,
            ["order_number"] = order?.Number,
            ["order_placed"] = Day(order?.Placed),
            ["order_subtotal"] = order?.Subtotal,
            ["was_applied"] = order is null ? null : PromotionTerms.WasApplied(promotion, order),
            ["applies"] = order is null ? null : why!.Count == 0,
            ["why_not"] = why is { Count: > 0 } ? Strings(why) : null,
        });
    }

    public static string ReturnLink(Desk desk, Order order)
    {
        var until = desk.ReturnableUntil(order);
        var open = until >= desk.Profile.Today;
        return Text(new()
        {
            ["order_number"] = order.Number,
            ["open"] = open,
            ["return_link"] = open ? desk.ReturnLink(order) : null,
            ["delivered_on"] = Day(order.DeliveredOn),
            ["returnable_until"] = Day(until),
            ["why_not_open"] = open ? null : until is null ? "not delivered yet" : $"delivered more than {Words.Count(desk.Profile.ReturnWindowDays, "day")} ago",
            ["items"] = List(order.Items, item => Object(
                ("sku", item.Sku), ("name", NameOf(desk, item.Sku)), ("returnable", open && !item.FinalSale), ("why_not", item.FinalSale ? "final sale" : null))),
        });
    }

    public static string PartnerSearch(Desk desk, string query)
    {
        var words = query.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).ToList();
        var hits = desk.Partner.Products.Where(product => words.Any(word => product.Name.Contains(word, StringComparison.OrdinalIgnoreCase))).Take(8);
        return Text(new()
        {
            ["store"] = desk.Partner.Name,
            ["currency"] = desk.Partner.Currency,
            ["products"] = new JsonArray([.. hits.Select(product => (JsonNode)Object(("name", product.Name), ("price", product.Price), ("url", product.Url)))]),
        });
    }

    public static string Confirmation(Desk desk, Change change) => Text(new()
    {
        ["ok"] = true,
        ["done"] = Words.Of(change.Kind),
        ["order_number"] = change.Order,
        ["items"] = change.Skus.Count > 0 ? Strings([.. change.Skus.Select(sku => NameOf(desk, change.ToSku ?? sku))]) : null,
        ["ship_to"] = change.Address is { } address ? AddressOf(address, null) : null,
    });

    private static JsonObject Item(Desk desk, OrderItem item) => Object(
        ("sku", item.Sku), ("name", desk.ProductOf(item.Sku)?.Name), ("variant", desk.FindVariant(item.Sku)?.Label), ("quantity", item.Quantity),
        ("price", item.Price), ("final_sale", item.FinalSale ? true : null),
        ("packing_record", item.Packed is { } packed
            ? Object(("packed_sku", packed.Sku), ("packed_name", packed.Sku is null ? null : NameOf(desk, packed.Sku)), ("packed_quantity", packed.Quantity))
            : "packed as ordered"));

    private static JsonObject Summary(Desk desk, Product product) => Object(
        ("id", product.Id), ("name", product.Name), ("category", product.Category), ("price", product.Price), ("currency", desk.Profile.Currency),
        ("url", product.Url), ("in_stock", product.Variants.Any(variant => variant.Stock > 0)), ("final_sale", product.FinalSale ? true : null));

    private static JsonObject AddressOf(Address address, string? owner) => Object(
        ("name", address.Name ?? owner), ("line1", address.Line1), ("line2", address.Line2), ("city", address.City), ("region", address.Region),
        ("postal_code", address.PostalCode), ("country", address.Country));

    private static string NameOf(Desk desk, string sku)
    {
        var label = desk.FindVariant(sku)?.Label;
        return desk.ProductOf(sku) is { } product ? label is null ? product.Name : $"{product.Name} ({label})" : sku;
    }

    private static int Rank(Product product, string word) =>
        (product.Name.Contains(word, StringComparison.OrdinalIgnoreCase) ? 4 : 0)
        + (product.Category.Contains(word, StringComparison.OrdinalIgnoreCase) ? 2 : 0)
        + (product.Description.Contains(word, StringComparison.OrdinalIgnoreCase) ? 1 : 0)
        + (product.Details.Values.Any(value => value.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 1 : 0);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd");

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>Null for an empty list, so that it is left out.</summary>
    private static JsonArray? List<T>(IReadOnlyList<T> items, Func<T, JsonObject> render) =>
        items.Count == 0 ? null : new([.. items.Select(item => (JsonNode)render(item))]);

    private static JsonObject Object(params ReadOnlySpan<(string Key, JsonNode? Value)> pairs)
    {
        var made = new JsonObject();
        foreach (var (key, value) in pairs)
        {
            if (value is not null)
            {
                made[key] = value;
            }
        }

        return made;
    }

    private static string Text(JsonObject node)
    {
        foreach (var absent in node.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            node.Remove(absent);
        }

        return node.ToJsonString(Plain);
    }
}
