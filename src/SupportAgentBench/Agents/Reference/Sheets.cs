using System.Globalization;
using System.Text.Json;

namespace SupportAgentBench.Agents.Reference;

/// <summary>An order as the look-up shows it.</summary>
internal sealed record OrderSheet(
    int Number, DateOnly Placed, string Status, bool Changeable, string Owner, string Email, IReadOnlyList<PastClaim> Claims, ShipTo ShipTo,
    IReadOnlyList<OrderLine> Lines, decimal Subtotal, string? DiscountCode, decimal? DiscountAmount, decimal Shipping, decimal Total, bool HasParcels,
    DateOnly? Delivered, DateOnly? ReturnableUntil, DateOnly? ReturnReceived, DateOnly? Refunded, string Currency)
{
    public string Money(decimal amount) => Speaker.Money(amount, Currency);

    public static OrderSheet Of(JsonElement order)
    {
        var customer = order.GetProperty("customer");
        var to = order.GetProperty("ship_to");
        var discount = order.Part("discount");
        return new(
            order.Whole("order_number"), order.Day("placed")!.Value, order.Text("status"), order.GetProperty("can_still_be_changed").GetBoolean(),
            customer.Text("name"), customer.Text("email"),
            [.. customer.List("earlier_claims").Select(claim => new PastClaim(claim.Day("on")!.Value, claim.Text("outcome") == "granted"))],
            new(to.Text("name"), to.Text("line1"), to.Text("city"), to.Text("postal_code"), to.Text("country")),
            [.. order.List("items").Select(OrderLine.Of)], order.Money("subtotal") ?? 0, discount?.OptionalText("code"), discount?.Money("amount"),
            order.Money("shipping") ?? 0, order.Money("total") ?? 0, order.List("parcels").Count > 0, order.Day("delivered_on"), order.Day("returnable_until"),
            order.Day("return_received"), order.Day("refunded_on"), order.Text("currency"));
    }
}

internal sealed record PastClaim(DateOnly On, bool Granted);

internal sealed record ShipTo(string Name, string Line1, string City, string PostalCode, string Country);

/// <summary>One line of an order with its packing record.</summary>
internal sealed record OrderLine(
    string Sku, string Name, string? Variant, int Quantity, decimal Price, bool FinalSale, string? PackedSku, string? PackedName, int? PackedQuantity)
{
    /// <summary>As the customer may read it: "Aero Carry-On 38L (Black)".</summary>
    public string Full => Variant is null ? Name : $"{Name} ({Variant})";

    public bool PackedWrong => PackedSku is not null && PackedSku != Sku;

    public bool PackedShort => PackedQuantity < Quantity;

    public static OrderLine Of(JsonElement line)
    {
        var packed = line.Part("packing_record") is { ValueKind: JsonValueKind.Object } record ? record : (JsonElement?)null;
        return new(line.Text("sku"), line.Text("name"), line.OptionalText("variant"), line.Whole("quantity"), line.Money("price") ?? 0,
            line.Part("final_sale") is { ValueKind: JsonValueKind.True }, packed?.OptionalText("packed_sku"), packed?.OptionalText("packed_name"),
            packed?.Part("packed_quantity") is { } quantity ? quantity.GetInt32() : null);
    }
}

/// <summary>An order in the list of a customer's orders.</summary>
internal sealed record ListedOrder(int Number, DateOnly Placed, string Status, IReadOnlyList<string> Items);

/// <summary>A parcel as the carrier shows it.</summary>
internal sealed record ParcelSheet(
    string Carrier, string Link, string Status, IReadOnlyList<string> Items, IReadOnlyList<string> Skus, DateOnly? Estimated, DateOnly? Delivered,
    DateOnly? LastScan, string Place, string Event)
{
    public static ParcelSheet Of(JsonElement parcel)
    {
        var scans = parcel.List("scans");
        var last = scans.Count > 0 ? scans[^1] : (JsonElement?)null;
        return new(parcel.Text("carrier"), parcel.Text("tracking_link"), parcel.Text("status"), parcel.Texts("items"), parcel.Texts("skus"),
            parcel.Day("estimated_delivery"), parcel.Day("delivered_on"), last?.Day("at"), last?.Text("place") ?? "", last?.Text("event") ?? "");
    }

    /// <summary>Lost, or without a scan for so long that it is sent again (R12).</summary>
    public bool Stopped(DateOnly today, int silentDays) =>
        Status == "lost" || (Delivered is null && LastScan is { } scan && today.DayNumber - scan.DayNumber > silentDays);
}

/// <summary>A product with its variants.</summary>
internal sealed record ProductSheet(
    string Id, string Name, string Category, decimal Price, string Currency, string Url, bool InStock, bool FinalSale, string Description, IReadOnlyList<VariantSheet> Variants,
    IReadOnlyList<ProductSheet> GoesWith)
{
    public static ProductSheet Of(JsonElement product) => new(
        product.Text("id"), product.Text("name"), product.Text("category"), product.Money("price") ?? 0, product.Text("currency"), product.Text("url"),
        product.Part("in_stock") is { ValueKind: JsonValueKind.True }, product.Part("final_sale") is { ValueKind: JsonValueKind.True },
        product.OptionalText("description") ?? "",
        [.. product.List("variants").Select(variant => new VariantSheet(
            variant.Text("sku"), variant.OptionalText("color"), variant.OptionalText("size"), variant.Whole("stock")))],
        [.. product.List("goes_well_with").Select(Of)]);
}

internal sealed record VariantSheet(string Sku, string? Color, string? Size, int Stock)
{
    public string Label => (Color, Size) switch
    {
        (null, null) => "",
        (null, _) => Size,
        (_, null) => Color,
        _ => $"{Color}, {Size}",
    };
}

/// <summary>Reads the tools' JSON, in which absent facts are left out.</summary>
internal static class JsonReading
{
    public static JsonElement? Part(this JsonElement element, string name) => element.TryGetProperty(name, out var part) ? part : null;

    public static string Text(this JsonElement element, string name) => element.OptionalText(name) ?? "";

    public static string? OptionalText(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.String } part ? part.GetString() : null;

    public static int Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static decimal? Money(this JsonElement element, string name) => element.Part(name)?.GetDecimal();

    public static DateOnly? Day(this JsonElement element, string name) =>
        DateOnly.TryParseExact(element.OptionalText(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static IReadOnlyList<JsonElement> List(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static IReadOnlyList<string> Texts(this JsonElement element, string name) => [.. element.List(name).Select(item => item.GetString() ?? "")];
}
