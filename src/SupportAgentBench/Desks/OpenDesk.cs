namespace SupportAgentBench.Desks;

/// <summary>
/// A desk as one trial sees it: the shared data, the orders that this trial has changed, and the list of its changes.
/// Opening one costs the same however large the store is. Not safe for two threads: a trial has its own.
/// </summary>
public sealed class OpenDesk(Desk desk)
{
    private readonly Dictionary<int, Order> _changed = [];
    private readonly List<Change> _changes = [];

    public Desk Desk => desk;

    /// <summary>What the agent did, in order.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>The order as it is now, this trial's changes included.</summary>
    public Order? Find(int number) => _changed.GetValueOrDefault(number) ?? desk.FindOrder(number);

    /// <summary>The orders of a customer, newest first, this trial's changes included.</summary>
    public IEnumerable<Order> OrdersOf(string email) => desk.OrdersOf(email).Select(order => _changed.GetValueOrDefault(order.Number) ?? order);

    /// <summary>Answers a call of the agent. Unknown tools and bad arguments get an error, never an exception.</summary>
    public ToolOutcome Call(string name, string argumentsJson)
    {
        if (ToolCatalogue.Find(name) is not { } tool)
        {
            return Error($"there is no tool '{(name.Length <= 60 ? name : name[..57] + "...")}'");
        }

        var (arguments, error) = ToolArguments.Read(tool, argumentsJson);
        if (arguments is null)
        {
            return Error(error!);
        }

        return name switch
        {
            ToolCatalogue.LookUpOrder => WithOrder(arguments, order => Read(ReadTools.Order(desk, order))),
            ToolCatalogue.FindOrders => Read(ReadTools.OrderList(desk, arguments.Text("email"), OrdersOf(arguments.Text("email")))),
            ToolCatalogue.TrackShipment => WithOrder(arguments, order => Read(ReadTools.Shipment(desk, order))),
            ToolCatalogue.SearchProducts => Read(ReadTools.Search(
                desk, arguments.Text("query"), arguments.OptionalText("category"), arguments.OptionalNumber("max_price"))),
            ToolCatalogue.GetProduct => ReadTools.Product(desk, arguments.Text("product")) is { } product
                ? Read(product) : Error($"there is no product '{arguments.Text("product")}'"),
            ToolCatalogue.CheckPromotion => Promotion(arguments),
            ToolCatalogue.GetReturnLink => WithOrder(arguments, order => Read(ReadTools.ReturnLink(desk, order))),
            ToolCatalogue.CreateReshipment => WithOrder(arguments, order => Reship(order, arguments)),
            ToolCatalogue.CreateReplacement => WithOrder(arguments, order => Replace(order, arguments)),
            ToolCatalogue.UpdateShippingAddress => WithOrder(arguments, order => ChangeAddress(order, arguments)),
            ToolCatalogue.CancelOrder => WithOrder(arguments, order => Cancel(order, arguments)),
            ToolCatalogue.CloseTicket => Once(new(ChangeKind.Closure, null, [], null, null, arguments.Text("summary")), "the ticket is already closed"),
            ToolCatalogue.HandoverToHuman => Once(
                new(ChangeKind.Handover, null, [], null, null, arguments.Text("reason")), "the ticket has already been handed over"),
            ToolCatalogue.SearchPartnerStore => Read(ReadTools.PartnerSearch(desk, arguments.Text("query"))),
            _ => throw new InvalidOperationException($"the tool {name} is listed but not carried out"),
        };
    }

    private ToolOutcome WithOrder(ToolArguments arguments, Func<Order, ToolOutcome> answer) =>
        Find(arguments.Whole("order_number")) is { } order ? answer(order) : Error($"there is no order {arguments.Whole("order_number")}");

    private ToolOutcome Promotion(ToolArguments arguments)
    {
        if (desk.FindPromotion(arguments.Text("code")) is not { } promotion)
        {
            return Error($"there is no promotion '{arguments.Text("code")}'");
        }

        return arguments.OptionalWhole("order_number") is { } number
            ? WithOrder(arguments, order => Read(ReadTools.Promotion(desk, promotion, order)))
            : Read(ReadTools.Promotion(desk, promotion, null));
    }

    private ToolOutcome Reship(Order order, ToolArguments arguments)
    {
        var skus = arguments.Texts("skus");
        var unknown = skus.Where(sku => !Has(order, sku)).ToList();
        return unknown.Count > 0
            ? Error($"order {order.Number} has no item {string.Join(", ", unknown)}; it has {Skus(order)}")
            : Done(new(ChangeKind.Reshipment, order.Number, skus, null, null, arguments.Text("reason")), order);
    }

    private ToolOutcome Replace(Order order, ToolArguments arguments)
    {
        var sku = arguments.Text("sku");
        var other = arguments.OptionalText("replacement_sku");
        if (!Has(order, sku))
        {
            return Error($"order {order.Number} has no item {sku}; it has {Skus(order)}");
        }

        if (desk.FindVariant(other ?? sku) is not { } variant)
        {
            return Error($"there is no sku {other}");
        }

        if (variant.Stock == 0)
        {
            return Error($"{variant.Sku} is out of stock");
        }

        var to = other is null || string.Equals(other, sku, StringComparison.OrdinalIgnoreCase) ? null : variant.Sku;
        var now = order.BeforeShipment && to is not null
            ? order with { Items = [.. order.Items.Select(item => Same(item.Sku, sku) ? item with { Sku = to } : item)] }
            : order;
        return Done(new(ChangeKind.Replacement, order.Number, [sku], to, null, arguments.Text("reason")), now);
    }

    private ToolOutcome ChangeAddress(Order order, ToolArguments arguments)
    {
        var address = new Address(arguments.Text("name"), arguments.Text("line1"), arguments.OptionalText("line2"), arguments.Text("city"),
            arguments.OptionalText("region"), arguments.Text("postal_code"), arguments.Text("country"));
        return Done(new(ChangeKind.AddressChange, order.Number, [], null, address, null), order with { ShipTo = address });
    }

    private ToolOutcome Cancel(Order order, ToolArguments arguments) =>
        order.Status is OrderStatus.Cancelled
            ? Error($"order {order.Number} is already cancelled")
            : Done(
                new(ChangeKind.Cancellation, order.Number, [], null, null, arguments.Text("reason")),
                order with { Status = OrderStatus.Cancelled, CancelledOn = desk.Profile.Today });

    private ToolOutcome Once(Change change, string already) =>
        _changes.Any(made => made.Kind == change.Kind) ? Error(already) : Done(change, null);

    private ToolOutcome Done(Change change, Order? now)
    {
        if (now is not null)
        {
            _changed[now.Number] = now;
        }

        _changes.Add(change);
        return new(ReadTools.Confirmation(desk, change), false, change);
    }

    private static ToolOutcome Read(string content) => new(content, false, null);

    private static ToolOutcome Error(string why) => new(ReadTools.Error(why), true, null);

    private static bool Has(Order order, string sku) => order.Items.Any(item => Same(item.Sku, sku));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Skus(Order order) => string.Join(", ", order.Items.Select(item => item.Sku));
}
