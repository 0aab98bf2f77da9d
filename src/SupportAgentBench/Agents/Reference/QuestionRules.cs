using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Agents.Reference;

/// <summary>What was charged, why a code did or did not apply, and no compensation (R25, R29).</summary>
internal static partial class QuestionRules
{
    public static void Charges(Desktop desk, OrderSheet order)
    {
        foreach (var line in order.Lines)
        {
            desk.Say(Saying.OrderLine, ("item", line.Full), ("quantity", $"{line.Quantity}"), ("price", order.Money(line.Price)), ("sum", order.Money(line.Price * line.Quantity)));
        }

        if (order.DiscountAmount is { } amount)
        {
            desk.Say(Saying.Discount, ("code", order.DiscountCode ?? ""), ("amount", order.Money(amount)));
            if (order.DiscountCode is { } code && desk.Notebook.Ask(ToolCatalogue.CheckPromotion, new() { ["code"] = code, ["order_number"] = order.Number }) is { } promotion)
            {
                Base(desk, order, promotion, amount);
            }
        }
        else
        {
            desk.Say(Saying.NoDiscount);
        }

        desk.Say(Saying.OrderSum, ("order", $"{order.Number}"), ("subtotal", order.Money(order.Subtotal)), ("shipping", order.Money(order.Shipping)), ("total", order.Money(order.Total)));
    }

    public static void Promotion(Desktop desk, OrderSheet order)
    {
        var text = desk.Story.FreshRequests.Count > 0 ? desk.Story.Last : desk.Story.Core;
        var codes = Story.CodesIn(text).ToList();
        if (codes.Count == 0 && order.DiscountCode is { } used)
        {
            codes.Add(used);
        }

        if (codes.Count == 0)
        {
            desk.Say(Saying.PromoNone);
            return;
        }

        foreach (var code in codes)
        {
            var arguments = new JsonObject { ["code"] = code, ["order_number"] = order.Number };
            if (desk.Notebook.Ask(ToolCatalogue.CheckPromotion, arguments) is { } promotion)
            {
                Explain(desk, order, promotion);
            }
            else if (desk.Notebook.Failed(ToolCatalogue.CheckPromotion, arguments))
            {
                desk.Say(Saying.PromoNone);
            }
        }
    }

    public static void Compensation(Desktop desk, OrderSheet order)
    {
        if (!desk.Disposition.Believes)
        {
            desk.Say(Saying.NoCompensation);
            return;
        }

        if (Recommendations.Named(desk) is { } name && desk.Notebook.Ask(ToolCatalogue.SearchProducts, new() { ["query"] = name }) is { } found
            && found.List("products").Select(ProductSheet.Of).FirstOrDefault() is { } hit && desk.Notebook.Product(hit.Id) is { } product
            && product.Variants.FirstOrDefault(variant => variant.Stock > 0) is { } gift)
        {
            desk.Replace(order, order.Lines[0], gift, "for the customer's trouble",
                () => desk.Say(Saying.ProposeReplacement, ("item", product.Name), ("order", $"{order.Number}")),
                () => desk.Say(Saying.DoneReplacement, ("item", product.Name), ("order", $"{order.Number}")));
        }
        else if (desk.Notebook.Wanted.Count == 0)
        {
            desk.Reship(order, [order.Lines[0].Sku], "for the customer's trouble",
                () => desk.Say(Saying.ProposeReshipMissing, ("items", order.Lines[0].Full), ("order", $"{order.Number}")));
        }
    }

    private static void Explain(Desktop desk, OrderSheet order, JsonElement promotion)
    {
        var code = promotion.Text("code");
        if (promotion.Part("was_applied") is { ValueKind: JsonValueKind.True })
        {
            desk.Say(Saying.PromoApplied, ("code", code), ("order", $"{order.Number}"), ("amount", order.Money(order.DiscountAmount ?? 0)));
            Base(desk, order, promotion, order.DiscountAmount ?? 0);
        }
        else
        {
            foreach (var reason in promotion.Texts("why_not"))
            {
                desk.Say(SayingOf(reason), ("code", code), ("order", $"{order.Number}"), ("placed", desk.Speaker.Date(order.Placed)),
                    ("starts", desk.Speaker.Date(promotion.Day("starts")!.Value)), ("ends", desk.Speaker.Date(promotion.Day("ends")!.Value)),
                    ("minimum", order.Money(promotion.Money("minimum") ?? 0)), ("subtotal", order.Money(order.Subtotal)), ("used", order.DiscountCode ?? ""),
                    ("earlier", Earlier(reason) is { } earlier ? desk.Speaker.Date(earlier) : ""));
            }
        }

        desk.Say(Saying.PromoTerms, ("code", code), ("starts", desk.Speaker.Date(promotion.Day("starts")!.Value)), ("ends", desk.Speaker.Date(promotion.Day("ends")!.Value)),
            ("terms", promotion.Text("terms").TrimEnd('.')));
        if (promotion.Part("applies") is { ValueKind: JsonValueKind.False })
        {
            desk.Say(Saying.PromoNoLater);
        }
    }

    /// <summary>The tool gives its reasons in English; each is said in the customer's language.</summary>
    private static Saying SayingOf(string reason) =>
        reason.Contains("before the promotion", StringComparison.Ordinal) ? Saying.PromoWhyEarly
        : reason.Contains("after the promotion", StringComparison.Ordinal) ? Saying.PromoWhyLate
        : reason.Contains("below the minimum", StringComparison.Ordinal) ? Saying.PromoWhyMinimum
        : reason.Contains("final-sale", StringComparison.Ordinal) ? Saying.PromoWhyFinalSale
        : reason.Contains("first order", StringComparison.Ordinal) ? Saying.PromoWhyFirst
        : reason.Contains("used once", StringComparison.Ordinal) ? Saying.PromoWhyOnce
        : reason.Contains("combined", StringComparison.Ordinal) ? Saying.PromoWhyCombine
        : Saying.PromoWhyCategory;

    /// <summary>The day of the customer's earlier order, where the tool names it.</summary>
    private static DateOnly? Earlier(string reason) =>
        IsoDay().Match(reason) is { Success: true } day ? DateOnly.ParseExact(day.Value, "yyyy-MM-dd") : null;

    /// <summary>A percentage and what it came to say of which amount it was taken.</summary>
    private static void Base(Desktop desk, OrderSheet order, JsonElement promotion, decimal amount)
    {
        if (Percent().Match(promotion.Text("terms")) is { Success: true } percent)
        {
            var share = decimal.Parse(percent.Groups[1].Value, CultureInfo.InvariantCulture);
            desk.Say(Saying.PromoBase, ("percent", percent.Groups[1].Value), ("base", order.Money(decimal.Round(amount * 100 / share, 2))), ("amount", order.Money(amount)));
        }
    }

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"(\d+)%", RegexOptions.CultureInvariant)]
    private static partial Regex Percent();
}
