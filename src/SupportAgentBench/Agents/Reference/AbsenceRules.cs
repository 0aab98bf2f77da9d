using SupportAgentBench.Files;

namespace SupportAgentBench.Agents.Reference;

/// <summary>What did not come: a parcel, or an item of it (R11 to R13, R21).</summary>
internal static class AbsenceRules
{
    private static readonly Topic[] Absent = [Topic.Missing, Topic.NotReceived, Topic.SendAgain, Topic.Status, Topic.Promised];

    public static void Answer(Desktop desk, OrderSheet order)
    {
        var parcels = desk.Notebook.Parcels(order.Number);
        if (desk.Notebook.Wanted.Count > 0)
        {
            return;
        }

        if (desk.Story.About(Topic.Missing) && desk.Items.NamedBesides(order, Topic.Missing, Topic.NotReceived) is { } besides
            && desk.Items.Concerned(order, Topic.Missing, Topic.NotReceived).Count is 0 or > 1)
        {
            desk.Say(Saying.NotOnOrder, ("item", besides), ("order", $"{order.Number}"), ("items", desk.Speaker.List(order.Lines.Select(line => line.Full))));
            return;
        }

        var stopped = parcels.Where(parcel => desk.HasStopped(parcel)).ToList();
        var moving = parcels.Where(parcel => parcel.Delivered is null && !stopped.Contains(parcel)).ToList();
        var elsewhere = parcels.Where(parcel => parcel.Delivered is not null && PostalCodes.Elsewhere(parcel.Place, order.ShipTo)).ToList();
        var gone = order.Lines.Where(line => line.PackedShort && !moving.Any(parcel => parcel.Skus.Contains(line.Sku))).ToList();
        var recorded = gone.Where(line => desk.Items.Mentions(desk.Story.Core, line)).ToList();
        var lines = recorded.Count > 0 ? recorded : desk.Items.Concerned(order, Absent);
        bool Holds(ParcelSheet parcel) => lines.Count == 0 || lines.Any(line => parcel.Skus.Contains(line.Sku));
        foreach (var parcel in stopped)
        {
            StatusRules.Parcel(desk, parcel);
            Again(desk, order, parcel.Skus, Saying.ProposeReshipStopped, $"the parcel is lost or has not moved for more than {Words.Count(desk.Shop.LostAfterDays, "day")}");
        }

        foreach (var parcel in elsewhere)
        {
            StatusRules.Parcel(desk, parcel);
            Again(desk, order, parcel.Skus, Saying.ProposeReshipElsewhere, "delivered at another place than the order's address");
        }

        if (stopped.Count + elsewhere.Count > 0)
        {
            return;
        }

        if (moving.Any(Holds) && !gone.Any(lines.Contains))
        {
            Moving(desk, order, moving);
        }
        else if (desk.Story.About(Topic.Missing) || gone.Any(lines.Contains) || (gone.Count > 0 && lines.Count == 0) || desk.Story.About(Topic.Promised))
        {
            Missing(desk, order, gone, lines);
        }
        else
        {
            Delivered(desk, order, [.. parcels.Where(Holds)], lines);
        }
    }

    private static void Moving(Desktop desk, OrderSheet order, IReadOnlyList<ParcelSheet> moving)
    {
        foreach (var parcel in moving)
        {
            StatusRules.Parcel(desk, parcel);
        }

        if (!desk.Story.EverAbout(Topic.SendAgain) && !desk.Story.About(Topic.Missing) && !desk.Story.About(Topic.NotReceived))
        {
            return;
        }

        if (desk.TakesTheWord)
        {
            Again(desk, order, [.. moving.SelectMany(parcel => parcel.Skus)], Saying.ProposeReshipStopped, "the customer says that it did not come");
        }
        else
        {
            desk.Say(Saying.NoSecondWhileMoving);
        }
    }

    private static void Missing(Desktop desk, OrderSheet order, IReadOnlyList<OrderLine> gone, IReadOnlyList<OrderLine> named)
    {
        var story = desk.Story;
        if (named.Count == 0 || (named.Count == order.Lines.Count && order.Lines.Count > 1))
        {
            if (desk.TakesTheWord)
            {
                Again(desk, order, [.. order.Lines.Select(line => line.Sku)], Saying.ProposeReshipMissing, "the customer says that something is missing");
            }
            else
            {
                desk.Say(story.AskedDetails ? Saying.NoNameNothing : Saying.AskItem);
            }

            return;
        }

        foreach (var line in named)
        {
            if (gone.Contains(line) || desk.TakesTheWord || story.Photos.Any(photo => desk.Photos.OpenParcel.In(photo) && !desk.Items.Mentions(photo, line)))
            {
                Again(desk, order, [line.Sku], Saying.ProposeReshipMissing, "not packed");
            }
            else
            {
                ClaimRules.Photo(desk, Saying.AskPhotoMissing, line);
            }
        }
    }

    private static void Delivered(Desktop desk, OrderSheet order, IReadOnlyList<ParcelSheet> parcels, IReadOnlyList<OrderLine> lines)
    {
        if (desk.TakesTheWord)
        {
            Again(desk, order, [.. (lines.Count > 0 ? lines : order.Lines).Select(line => line.Sku)], Saying.ProposeReshipMissing, "the customer says that it did not come");
            return;
        }

        foreach (var parcel in parcels.Where(parcel => parcel.Delivered is not null))
        {
            desk.Say(Saying.DeliveredAsAddressed, ("items", desk.Speaker.List(parcel.Items)), ("date", desk.Speaker.Date(parcel.Delivered!.Value)),
                ("place", parcel.Place), ("event", parcel.Event), ("carrier", parcel.Carrier));
        }
    }

    private static void Again(Desktop desk, OrderSheet order, IReadOnlyList<string> skus, Saying proposing, string reason) =>
        desk.Reship(order, skus, reason, () => desk.Say(proposing,
            ("items", desk.Speaker.List(order.Lines.Where(line => skus.Contains(line.Sku)).Select(line => line.Full))), ("order", $"{order.Number}")));
}
