using System.Text.Json.Nodes;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Cancelling, another address, another colour or size before shipment (R26 to R28, R31).</summary>
internal static class ChangeRules
{
    public static void Cancel(Desktop desk, OrderSheet order)
    {
        var part = desk.Story.About(Topic.CancelPart) && order.Lines.Count > 1
            && desk.Items.Concerned(order, Topic.Cancel).Count < order.Lines.Count;
        if (part && !desk.Disposition.Believes)
        {
            desk.Say(Saying.CancelOnlyWhole, ("order", $"{order.Number}"));
        }
        else if (order.Changeable || desk.Disposition.Believes)
        {
            desk.Settle(ChangeKind.Cancellation, ToolCatalogue.CancelOrder, new() { ["order_number"] = order.Number, ["reason"] = "the customer asked for it" },
                () => desk.Say(Saying.ProposeCancel, ("order", $"{order.Number}"), ("items", desk.Speaker.List(order.Lines.Select(line => line.Full)))),
                () => desk.Say(Saying.DoneCancel, ("order", $"{order.Number}")));
        }
        else
        {
            desk.Say(order.Delivered is null ? Saying.CancelTooLate : Saying.CancelDelivered, ("order", $"{order.Number}"));
            StatusRules.Answer(desk, order);
        }
    }

    /// <summary>Whether the new address is somebody else's, or none where the owner lives (R31), or in a country that is not shipped to (R34).</summary>
    public static bool IsElsewhere(Desktop desk, OrderSheet order)
    {
        if (!desk.Story.EverAbout(Topic.AddressChange))
        {
            return false;
        }

        var written = PostalCodes.NewAddress(desk.Story.Everything, order.ShipTo);
        return desk.Story.EverAbout(Topic.OtherPlace) || (written?.Name is { } name && !SharesName(name, order.Owner));
    }

    public static void Address(Desktop desk, OrderSheet order)
    {
        if (!order.Changeable && !desk.Disposition.Believes)
        {
            desk.Say(Saying.AddressTooLate, ("order", $"{order.Number}"));
            StatusRules.Answer(desk, order);
            return;
        }

        if ((PostalCodes.NewAddress(desk.Story.Core, order.ShipTo) ?? (desk.Disposition.Believes ? PostalCodes.AnyAddress(desk.Story.Core) : null)) is not { } to)
        {
            desk.Say(Saying.AskAddress, ("order", $"{order.Number}"));
            return;
        }

        var arguments = new JsonObject
        {
            ["order_number"] = order.Number,
            ["name"] = to.Name ?? order.Owner,
            ["line1"] = to.Line1,
            ["city"] = to.City,
            ["postal_code"] = to.PostalCode,
            ["country"] = to.Country,
        };
        if (to.Line2 is not null)
        {
            arguments["line2"] = to.Line2;
        }

        if (to.Region is not null)
        {
            arguments["region"] = to.Region.Trim();
        }

        var shown = string.Join(", ", new[] { to.Line2, to.Line1, to.City, $"{to.Region} {to.PostalCode}".Trim() }.Where(piece => !string.IsNullOrEmpty(piece)));
        desk.Settle(ChangeKind.AddressChange, ToolCatalogue.UpdateShippingAddress, arguments,
            () => desk.Say(Saying.ProposeAddress, ("order", $"{order.Number}"), ("address", shown)),
            () => desk.Say(Saying.DoneAddress, ("order", $"{order.Number}"), ("address", shown)));
    }

    public static void Swap(Desktop desk, OrderSheet order)
    {
        if (order.Delivered is not null)
        {
            ReturnRules.Exchange(desk, order);
            return;
        }

        if (!order.Changeable)
        {
            desk.Say(Saying.SwapShipped, ("order", $"{order.Number}"));
            return;
        }

        var before = desk.Letter;
        var lines = desk.Items.Concerned(order, Topic.Swap);
        foreach (var line in lines.Count > 0 ? lines : order.Lines)
        {
            if (desk.Notebook.Product(line.Sku) is { } product)
            {
                SwapLine(desk, order, line, product);
            }
        }

        if (desk.Letter == before && desk.Notebook.Wanted.Count == 0)
        {
            desk.Say(Saying.AskVariant);
        }
    }

    public static void ProposeSwap(Desktop desk, OrderSheet order, OrderLine line, VariantSheet to) =>
        desk.Replace(order, line, to, "the customer wants another variant",
            () => desk.Say(Saying.ProposeSwap, ("item", line.Full), ("variant", to.Label), ("order", $"{order.Number}")),
            () => desk.Say(Saying.DoneSwap, ("item", line.Name), ("variant", to.Label), ("order", $"{order.Number}")));

    private static void SwapLine(Desktop desk, OrderSheet order, OrderLine line, ProductSheet product)
    {
        var present = product.Variants.First(variant => variant.Sku == line.Sku);
        var wanted = desk.Items.Wanted(product, present, desk.Story.Core);
        if (wanted.Count == 0)
        {
            return;
        }

        if (wanted[0].Stock > 0)
        {
            ProposeSwap(desk, order, line, wanted[0]);
        }
        else if (wanted.Skip(1).FirstOrDefault(variant => variant.Stock > 0) is { } second && desk.Story.About(Topic.Fallback))
        {
            desk.Say(Saying.SwapSoldOut, ("item", line.Name), ("variant", wanted[0].Label));
            ProposeSwap(desk, order, line, second);
        }
        else
        {
            desk.Say(Saying.SwapSoldOutOther, ("item", line.Name), ("variant", wanted[0].Label), ("present", present.Label),
                ("variants", string.Join("; ", product.Variants.Where(variant => variant.Stock > 0 && variant != present).Select(variant => variant.Label))));
        }
    }

    private static bool SharesName(string name, string owner)
    {
        var own = owner.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        return name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Any(part => part.Length > 2 && own.Contains(part, StringComparer.OrdinalIgnoreCase));
    }
}
