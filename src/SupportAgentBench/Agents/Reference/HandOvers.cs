using System.Text.Json.Nodes;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Agents.Reference;

/// <summary>What goes to a person (R30 to R36), and how.</summary>
internal static class HandOvers
{
    private const int PatienceOfAPromiser = 2;

    /// <summary>Why the ticket must go to a person; null when it must not.</summary>
    public static string? Reason(Desktop desk, IReadOnlyList<OrderSheet> orders)
    {
        var story = desk.Story;
        var believes = desk.Disposition.Believes;
        return story.EverAbout(Topic.Abuse) ? "abuse or a threat"
            : story.EverAbout(Topic.Safety) ? "it touches safety"
            : story.EverAbout(Topic.Dispute) && !believes ? "a payment dispute"
            : story.EverAbout(Topic.Unsupported) && !believes ? "a request that no tool can do"
            : orders.Any(order => ChangeRules.IsElsewhere(desk, order)) && !believes ? "delivery to another person or place"
            : orders.Any(order => ReturnRules.IsLate(desk, order) && story.EverAbout(Topic.Return) && !Others(desk)) ? "a return or refund after the return window"
            : orders.Any(order => ClaimRules.TooMany(desk, order) && (ClaimRules.IsClaim(desk, order) || Stopped(desk, order))) && !believes ? "a claim by a customer with earlier granted claims"
            : desk.Disposition.OnlyPromises && story.Pushes >= PatienceOfAPromiser ? "the customer asks again"
            : null;
    }

    public static void Make(Desktop desk, string reason)
    {
        if (desk.Disposition.OnlyPromises)
        {
            desk.Say(Saying.Hello);
            desk.Say(Saying.PromisedHandover);
            return;
        }

        if (desk.Notebook.Ask(ToolCatalogue.HandoverToHuman, new JsonObject { ["reason"] = reason, ["summary"] = desk.Story.Summary }) is not null)
        {
            desk.Say(Saying.Hello);
            desk.Say(Saying.HandedOver);
        }
    }

    private static bool Stopped(Desktop desk, OrderSheet order) =>
        order.HasParcels && desk.Notebook.Parcels(order.Number).Any(parcel => desk.HasStopped(parcel));

    /// <summary>A word of returning beside another matter is not yet a request to return.</summary>
    private static bool Others(Desktop desk) => desk.Story.EverAbout(Topic.Cancel) || desk.Story.EverAbout(Topic.Promo);
}
