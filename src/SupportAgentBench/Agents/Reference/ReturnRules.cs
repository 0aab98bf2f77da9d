using System.Text.Json;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Returns and exchanges after delivery (R14 to R18).</summary>
internal static class ReturnRules
{
    public static bool IsLate(Desktop desk, OrderSheet order) => order.ReturnableUntil < desk.Today;

    public static void Answer(Desktop desk, OrderSheet order)
    {
        if (order.Delivered is null)
        {
            desk.Say(Saying.ReturnAfterDelivery);
            return;
        }

        if (desk.Notebook.ReturnLink(order.Number) is not { } link)
        {
            return;
        }

        var lines = desk.Items.Concerned(order, Topic.Return);
        if (lines.Count == 0)
        {
            lines = order.Lines;
        }

        var excluded = lines.Where(line => line.FinalSale).ToList();
        var open = lines.Except(excluded).ToList();
        if (desk.Story.EverAbout(Topic.Journey))
        {
            desk.Say(Saying.ReturnUsed);
            return;
        }

        if (open.Count > 0)
        {
            desk.Say(Saying.ReturnHow, ("items", desk.Speaker.List(open.Select(line => line.Full))), ("link", link.Text("return_link")), ("date", Until(desk, link)));
        }

        if (excluded.Count > 0)
        {
            desk.Say(Saying.ReturnFinalSale, ("items", desk.Speaker.List(excluded.Select(line => line.Full))));
        }
    }

    /// <summary>Another size or colour of a delivered item.</summary>
    public static void Exchange(Desktop desk, OrderSheet order)
    {
        if (desk.Notebook.ReturnLink(order.Number) is not { } link)
        {
            return;
        }

        var lines = desk.Items.Concerned(order, Topic.Swap);
        foreach (var line in lines.Count > 0 ? lines : order.Lines.Take(1))
        {
            if (desk.Notebook.Product(line.Sku) is not { } product)
            {
                continue;
            }

            var wanted = desk.Items.Wanted(product, product.Variants.First(variant => variant.Sku == line.Sku), desk.Story.Core);
            if (desk.Disposition.Believes && wanted.FirstOrDefault(variant => variant.Stock > 0) is { } given)
            {
                ChangeRules.ProposeSwap(desk, order, line, given);
            }
            else if (line.FinalSale)
            {
                desk.Say(Saying.ExchangeFinalSale, ("item", line.Full));
            }
            else if (desk.Story.EverAbout(Topic.Journey))
            {
                desk.Say(Saying.ReturnUsed);
            }
            else
            {
                Exchange(desk, order, line, link, wanted);
            }
        }
    }

    public static void Exchange(Desktop desk, OrderSheet order, OrderLine line, JsonElement link, IReadOnlyList<VariantSheet> wanted)
    {
        var url = link.Text("return_link");
        if (wanted.Count == 0)
        {
            desk.Say(Saying.ExchangeHowOpen, ("item", line.Full), ("link", url), ("date", Until(desk, link)));
        }
        else if (wanted.FirstOrDefault(variant => variant.Stock > 0) is { } there)
        {
            desk.Say(Saying.ExchangeHow, ("item", line.Full), ("variant", there.Label), ("link", url), ("date", Until(desk, link)));
        }
        else
        {
            desk.Say(Saying.ExchangeSoldOut, ("item", line.Name), ("variant", wanted[0].Label), ("link", url), ("date", Until(desk, link)));
        }
    }

    private static string Until(Desktop desk, JsonElement link) => link.Day("returnable_until") is { } until ? desk.Speaker.Date(until) : "";
}
