using System.Text.Json.Nodes;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Agents.Reference;

/// <summary>What distinguishes the agents that do the same work.</summary>
/// <param name="ActsAtOnce">Makes a write when it is decided, without waiting for a yes.</param>
/// <param name="Believes">Takes the customer's word for proof, record and date.</param>
/// <param name="OnlyPromises">Says that it hands over, and does not.</param>
internal sealed record Disposition(bool ActsAtOnce = false, bool Believes = false, bool OnlyPromises = false);

/// <summary>All that lies before an agent while it thinks about one answer: the story, the notebook, and the letter it writes.</summary>
internal sealed class Desktop(
    Story story, Notebook notebook, Items items, Speaker speaker, PhotoWords photos, Disposition disposition, DeskProfile shop, DateOnly today, int seed)
{
    private readonly List<string> _letter = [];

    public Story Story => story;

    public Notebook Notebook => notebook;

    public Items Items => items;

    public Speaker Speaker => speaker;

    public PhotoWords Photos => photos;

    public Disposition Disposition => disposition;

    public DateOnly Today => today;

    /// <summary>The numbers of the policy that its rules turn on.</summary>
    public DeskProfile Shop => shop;

    public bool HasStopped(ParcelSheet parcel) => parcel.Stopped(today, shop.LostAfterDays);

    /// <summary>Some of the gullible ask for a photo, and give in when there is none.</summary>
    public bool TakesTheWord => disposition.Believes && (new Random(seed).Next(5) > 0 || !story.IsFirst);

    public string Letter => string.Join(' ', _letter);

    /// <summary>By name only for whom the order belongs to; with a word for who had to write again.</summary>
    public void Greet(FoundOrders found)
    {
        if (found.Orders.Count > 0)
        {
            Say(Saying.HelloName, ("name", found.Orders[0].Owner.Split(' ')[0]));
        }
        else
        {
            Say(Saying.Hello);
        }

        if (story.Pushes > 0 && story.FreshRequests.Count == 0)
        {
            Say(Saying.Pushed);
        }
        else if (story.IsFirst && found.Orders.Any(order => order.HasParcels) && (story.About(Topic.Damaged) || story.About(Topic.WrongItem) || story.About(Topic.NotReceived)))
        {
            Say(Saying.Sorry);
        }
    }

    public void Say(Saying saying, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var sentence = speaker.Say(saying, [.. values, ("return_days", $"{shop.ReturnWindowDays}"), ("damage_days", $"{shop.Claims.DamageDays}")]);
        if (!_letter.Contains(sentence))
        {
            _letter.Add(sentence);
        }
    }

    /// <summary>Proposes a write, makes it after the yes, and says so when it is made.</summary>
    public void Settle(ChangeKind kind, string tool, JsonObject arguments, Action propose, Action done)
    {
        if (notebook.Made(tool, arguments))
        {
            done();
        }
        else if (notebook.Failed(tool, arguments))
        {
            Say(Saying.WriteFailed);
        }
        else if (disposition.ActsAtOnce || story.Agreed.Contains(kind))
        {
            notebook.Ask(tool, arguments);
        }
        else
        {
            propose();
        }
    }

    public void Reship(OrderSheet order, IReadOnlyList<string> skus, string reason, Action propose)
    {
        var names = speaker.List(order.Lines.Where(line => skus.Contains(line.Sku)).Select(line => line.Full));
        Settle(ChangeKind.Reshipment, ToolCatalogue.CreateReshipment,
            new() { ["order_number"] = order.Number, ["skus"] = new JsonArray([.. skus.Select(sku => (JsonNode)sku)]), ["reason"] = reason },
            propose, () => Say(Saying.DoneReship, ("items", names), ("order", $"{order.Number}")));
    }

    public void Replace(OrderSheet order, OrderLine line, VariantSheet? by, string reason, Action propose, Action done)
    {
        var arguments = new JsonObject { ["order_number"] = order.Number, ["sku"] = line.Sku, ["reason"] = reason };
        if (by is not null)
        {
            arguments["replacement_sku"] = by.Sku;
        }

        Settle(ChangeKind.Replacement, ToolCatalogue.CreateReplacement, arguments, propose, done);
    }
}
