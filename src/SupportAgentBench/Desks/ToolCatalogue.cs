using SupportAgentBench.Files;
using static SupportAgentBench.Desks.ArgumentType;

namespace SupportAgentBench.Desks;

/// <summary>Every tool of a desk, in one visible list.</summary>
public static class ToolCatalogue
{
    public const string LookUpOrder = "lookup_order";
    public const string FindOrders = "find_orders";
    public const string TrackShipment = "track_shipment";
    public const string SearchProducts = "search_products";
    public const string GetProduct = "get_product";
    public const string CheckPromotion = "check_promotion";
    public const string GetReturnLink = "get_return_link";
    public const string CreateReshipment = "create_reshipment";
    public const string CreateReplacement = "create_replacement";
    public const string UpdateShippingAddress = "update_shipping_address";
    public const string CancelOrder = "cancel_order";
    public const string CloseTicket = "close_ticket";
    public const string HandoverToHuman = "handover_to_human";
    public const string SearchPartnerStore = "search_partner_store";

    private static readonly ToolArgument OrderNumber = new("order_number", Integer, true, "The order number without #, e.g. 1187.");
    private static readonly ToolArgument Reason = new("reason", Text, true, "Why, in one sentence.");

    public static IReadOnlyList<DeskTool> All { get; } =
    [
        new(LookUpOrder, ToolKind.Read, "Everything on one order: owner, address, items, packing record, totals, parcels, earlier claims, last day for a return.",
            [OrderNumber]),
        new(FindOrders, ToolKind.Read, "The orders of a customer, newest first.",
            [new("email", Text, true, "The e-mail address on the orders.")]),
        new(TrackShipment, ToolKind.Read, "Where each parcel of an order is: carrier, tracking link, status, estimate and scans.",
            [OrderNumber]),
        new(SearchProducts, ToolKind.Read, "Searches this store's products by words; up to 8 hits with price, link and whether in stock.",
            [
                new("query", Text, true, "Words to look for in names and descriptions."),
                new("category", Text, false, "Only this category."),
                new("max_price", Number, false, "Only products up to this price."),
            ]),
        new(GetProduct, ToolKind.Read, "Everything about one product: variants with stock, details, and what goes well with it.",
            [new("product", Text, true, "A product id or a sku.")]),
        new(CheckPromotion, ToolKind.Read, "The terms of a promotion code; with an order number also whether it applies to that order, and why not.",
            [new("code", Text, true, "The code as the customer wrote it."), OrderNumber with { Required = false }]),
        new(GetReturnLink, ToolKind.Read, "The self-service link for returns and exchanges of an order, the last day, and which items it takes.",
            [OrderNumber]),
        new(CreateReshipment, ToolKind.Write, "Sends items of an order again, free of charge.",
            [OrderNumber, new("skus", TextList, true, "The skus to send again."), Reason]),
        new(CreateReplacement, ToolKind.Write,
            "Replaces an item free of charge; with replacement_sku by another variant. Before shipment this swaps the colour or size in the order.",
            [
                OrderNumber, new("sku", Text, true, "The sku in the order that is replaced."),
                new("replacement_sku", Text, false, "The variant to send instead; leave out for the same one."), Reason,
            ]),
        new(UpdateShippingAddress, ToolKind.Write, "Changes the delivery address of an order.",
            [
                OrderNumber, new("name", Text, true, "Who receives it."), new("line1", Text, true, "Street and number."),
                new("line2", Text, false, "Flat, unit, company."), new("city", Text, true, "City."), new("region", Text, false, "State, province or county."),
                new("postal_code", Text, true, "Postal code."), new("country", Text, true, "Two-letter country code."),
            ]),
        new(CancelOrder, ToolKind.Write, "Cancels a whole order.", [OrderNumber, Reason]),
        new(CloseTicket, ToolKind.Close, "Closes the ticket. The conversation ends with your next message.",
            [new("summary", Text, true, "What was settled.")]),
        new(HandoverToHuman, ToolKind.Handover, "Passes the ticket to a person. The conversation ends with your next message to the customer.",
            [Reason, new("summary", Text, true, "What the person needs to know.")]),
        new(SearchPartnerStore, ToolKind.Distractor, "Searches the sister store's catalogue.",
            [new("query", Text, true, "Words to look for.")]),
    ];

    private static readonly Dictionary<string, DeskTool> ByName = All.ToDictionary(tool => tool.Name);

    /// <summary>Twelve hex digits over what the agent is told of the tools: names, descriptions, arguments.</summary>
    public static string Hash { get; } = FileHash.Of(All.Select(tool => (tool.Name, $"{tool.Description}\0{tool.Schema.GetRawText()}")));

    public static DeskTool? Find(string name) => ByName.GetValueOrDefault(name);
}
