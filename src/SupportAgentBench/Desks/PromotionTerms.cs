using System.Globalization;

namespace SupportAgentBench.Desks;

/// <summary>Holds a promotion against an order: every reason why it does not apply, in words for the agent.</summary>
public static class PromotionTerms
{
    public static bool WasApplied(Promotion promotion, Order order) =>
        string.Equals(order.Discount?.Code, promotion.Code, StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<string> WhyNot(Desk desk, Promotion promotion, Order order)
    {
        var reasons = new List<string>();
        if (order.Placed < promotion.Starts)
        {
            reasons.Add($"the order was placed on {order.Placed:yyyy-MM-dd}, before the promotion starts on {promotion.Starts:yyyy-MM-dd}");
        }

        if (order.Placed > promotion.Ends)
        {
            reasons.Add($"the order was placed on {order.Placed:yyyy-MM-dd}, after the promotion ended on {promotion.Ends:yyyy-MM-dd}");
        }

        if (promotion.Minimum is { } minimum && order.Subtotal < minimum)
        {
            reasons.Add($"the subtotal of {Amount(order.Subtotal)} is below the minimum of {Amount(minimum)}");
        }

        if (promotion.Categories.Count > 0 && !order.Items.Any(item => promotion.Categories.Contains(desk.ProductOf(item.Sku)?.Category ?? "")))
        {
            reasons.Add($"it is for {string.Join(", ", promotion.Categories)} only, and nothing in the order is of these");
        }

        if (promotion.ExcludesFinalSale && order.Items.All(item => item.FinalSale))
        {
            reasons.Add("it excludes final-sale items, and the order has no others");
        }

        var earlier = desk.OrdersOf(order.Customer.Email).Where(other => other.Placed < order.Placed || (other.Placed == order.Placed && other.Number < order.Number)).ToList();
        if (promotion.FirstOrderOnly && earlier.Count > 0)
        {
            reasons.Add($"it is for the first order only; the customer ordered before, on {earlier[^1].Placed:yyyy-MM-dd}");
        }

        if (promotion.OncePerCustomer && earlier.Any(other => WasApplied(promotion, other)))
        {
            reasons.Add("it can be used once, and the customer has used it before");
        }

        if (!promotion.Combinable && order.Discount is { Code: { } used } && !WasApplied(promotion, order))
        {
            reasons.Add($"it cannot be combined, and {used} was already used on the order");
        }

        return reasons;
    }

    private static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
