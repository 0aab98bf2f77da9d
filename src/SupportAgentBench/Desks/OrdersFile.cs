using SupportAgentBench.Files;

namespace SupportAgentBench.Desks;

/// <summary>Reads orders.yaml: customers with their claims, and orders with their parcels.</summary>
internal static class OrdersFile
{
    public static IReadOnlyList<Order> Read(Fields file, IReadOnlyList<Product> products, DeskProfile profile, Problems problems)
    {
        var customers = new Dictionary<string, Customer>(StringComparer.Ordinal);
        foreach (var fields in file.Maps("customers"))
        {
            var customer = Customer(fields);
            if (!customers.TryAdd(customer.Id, customer))
            {
                fields.Problem("id", $"the customer '{customer.Id}' stands twice", "rename one");
            }
        }

        var finalSale = products.SelectMany(product => product.Variants.Select(variant => (variant.Sku, product.FinalSale)))
            .GroupBy(pair => pair.Sku, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First().FinalSale, StringComparer.OrdinalIgnoreCase);
        var orders = new Dictionary<int, Order>();
        foreach (var fields in file.Maps("orders"))
        {
            if (Order(fields, customers, finalSale, profile) is { } order && !orders.TryAdd(order.Number, order))
            {
                fields.Problem("number", $"order {order.Number} stands twice", "renumber one");
            }
        }

        file.Done();
        return [.. orders.Values.OrderBy(order => order.Number)];
    }

    private static Customer Customer(Fields fields)
    {
        var customer = new Customer(
            fields.Text("id"), fields.Text("name"), fields.Text("email"), Address(fields.Map("address")), fields.OptionalText("tier") ?? "standard",
            [.. fields.Maps("claims").Select(claim =>
            {
                var read = new Claim(claim.Date("on"), claim.Whole("order"), claim.Text("kind"), claim.Word<ClaimOutcome>("outcome"));
                claim.Done();
                return read;
            })]);
        fields.Done();
        return customer;
    }

    private static Address Address(Fields fields)
    {
        var address = new Address(fields.OptionalText("name"), fields.Text("line1"), fields.OptionalText("line2"), fields.Text("city"),
            fields.OptionalText("region"), fields.Text("postal_code"), fields.Text("country"));
        fields.Done();
        return address;
    }

    private static Order? Order(
        Fields fields, Dictionary<string, Customer> customers, Dictionary<string, bool> finalSale, DeskProfile profile)
    {
        var owner = fields.Text("customer");
        if (!customers.TryGetValue(owner, out var customer))
        {
            fields.Problem("customer", $"there is no customer '{owner}'", Nearest.Mend(owner, customers.Keys));
        }

        var items = fields.Maps("items").Select(item => Item(item, finalSale)).ToList();
        var order = new Order(
            fields.Whole("number"), customer!, fields.Date("placed"), fields.Word<OrderStatus>("status"),
            fields.OptionalMap("ship_to") is { } shipTo ? Address(shipTo) : customer?.Address!, items,
            Discount(fields.OptionalMap("discount")), fields.OptionalMoney("shipping") ?? 0,
            [.. fields.Maps("parcels").Select(parcel => Parcel(parcel, items, profile))],
            [.. fields.Maps("payments").Select(payment =>
            {
                var read = new Payment(payment.Date("on"), payment.Money("amount"));
                payment.Done();
                return read;
            })],
            Returned(fields.OptionalMap("returned")), fields.OptionalDate("cancelled_on"), fields.OptionalText("note"));
        if (items.Count == 0)
        {
            fields.Problem("items", "an order needs at least one item");
        }

        if (order.BeforeShipment && order.Parcels.Count > 0)
        {
            fields.Problem("parcels", $"an order that is {Words.Of(order.Status)} has no parcels yet", "remove them, or change the status");
        }

        if (order.Status is OrderStatus.Shipped or OrderStatus.InTransit or OrderStatus.Delivered && order.Parcels.Count == 0)
        {
            fields.Problem("status", $"an order that is {Words.Of(order.Status)} needs a parcel");
        }

        if (order.Status is OrderStatus.Delivered && order.Parcels.Any(parcel => parcel.DeliveredOn is null))
        {
            fields.Problem("status", "a delivered order has only delivered parcels with scans");
        }

        if (order.Placed > profile.Today || order.Parcels.SelectMany(parcel => parcel.Scans).Any(scan => scan.At > profile.Today))
        {
            fields.Problem("placed", "holds a date after the desk's today");
        }

        fields.Done();
        return customer is null ? null : order;
    }

    private static OrderItem Item(Fields fields, Dictionary<string, bool> finalSale)
    {
        var sku = Sku(fields, fields.Text("sku"), finalSale);
        var packed = fields.OptionalMap("packed");
        var item = new OrderItem(
            sku, fields.Whole("quantity"), fields.Money("price"), fields.Flag("final_sale") || finalSale.GetValueOrDefault(sku),
            packed is null ? null : new(packed.OptionalText("sku") is { } other ? Sku(packed, other, finalSale) : null, packed.OptionalWhole("quantity")));
        packed?.Done();
        fields.Done();
        return item;
    }

    private static string Sku(Fields fields, string sku, Dictionary<string, bool> known)
    {
        if (!known.ContainsKey(sku))
        {
            fields.Problem("sku", $"there is no sku '{sku}' in the catalogue", Nearest.Mend(sku, known.Keys));
        }

        return sku;
    }

    private static Parcel Parcel(Fields fields, List<OrderItem> items, DeskProfile profile)
    {
        var carrier = fields.Text("carrier");
        if (profile.Carriers.All(known => known.Name != carrier))
        {
            fields.Problem("carrier", $"there is no carrier '{carrier}'", Nearest.Mend(carrier, profile.Carriers.Select(known => known.Name)));
        }

        var skus = fields.Texts("skus");
        foreach (var sku in skus.Where(sku => items.All(item => item.Sku != sku && item.Packed?.Sku != sku)))
        {
            fields.Problem("skus", $"'{sku}' is not an item of the order");
        }

        var parcel = new Parcel(
            carrier, fields.Text("tracking"), fields.Word<ParcelStatus>("status"), skus, fields.OptionalDate("estimated"),
            [.. fields.Maps("scans").Select(scan =>
            {
                var read = new Scan(scan.Date("at"), scan.Text("place"), scan.Text("event"));
                scan.Done();
                return read;
            })]);
        if (parcel.Status is ParcelStatus.Delivered && parcel.Scans.Count == 0)
        {
            fields.Problem("scans", "a delivered parcel needs a delivery scan");
        }

        fields.Done();
        return parcel;
    }

    private static Discount? Discount(Fields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var discount = new Discount(fields.OptionalText("code"), fields.Money("amount"));
        fields.Done();
        return discount;
    }

    private static ReturnRecord? Returned(Fields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var returned = new ReturnRecord(fields.Date("received"), fields.OptionalDate("refunded"));
        fields.Done();
        return returned;
    }
}
