namespace SupportAgentBench.Agents.Reference;

/// <summary>Where an order is, and when it comes (R9 to R11, R18).</summary>
internal static class StatusRules
{
    public static void Answer(Desktop desk, OrderSheet order)
    {
        if (order.Status == "cancelled")
        {
            desk.Say(Saying.Cancelled, ("order", $"{order.Number}"));
        }
        else if (order.ReturnReceived is { } received)
        {
            Returned(desk, order, received);
        }
        else if (desk.Story.About(Topic.SentBack) && order.Delivered is not null)
        {
            desk.Say(Saying.NotArrivedYet);
        }
        else if (!order.HasParcels)
        {
            desk.Say(Saying.Processing, ("order", $"{order.Number}"), ("items", desk.Speaker.List(order.Lines.Select(line => line.Full))));
        }
        else
        {
            foreach (var parcel in desk.Notebook.Parcels(order.Number))
            {
                Parcel(desk, parcel);
            }
        }

        if (desk.Story.About(Topic.Deadline) && order.Delivered is null)
        {
            desk.Say(Saying.NoGuarantee);
        }
    }

    public static void Parcel(Desktop desk, ParcelSheet parcel)
    {
        var items = desk.Speaker.List(parcel.Items);
        var scan = parcel.LastScan is { } day ? desk.Speaker.Date(day) : "";
        var status = desk.Story.Words.ParcelStatus.GetValueOrDefault(parcel.Status, parcel.Status);
        if (parcel.Delivered is { } delivered)
        {
            desk.Say(Saying.ParcelDelivered, ("items", items), ("carrier", parcel.Carrier), ("date", desk.Speaker.Date(delivered)), ("place", parcel.Place),
                ("event", parcel.Event), ("link", parcel.Link));
        }
        else if (parcel.Estimated is { } estimate && !desk.HasStopped(parcel) && estimate >= desk.Today)
        {
            desk.Say(parcel.Status == "label_created" ? Saying.ParcelLabel : Saying.ParcelMoving, ("items", items), ("carrier", parcel.Carrier), ("status", status),
                ("scan", scan), ("place", parcel.Place), ("event", parcel.Event), ("date", desk.Speaker.Date(estimate)), ("link", parcel.Link));
        }
        else
        {
            desk.Say(Saying.ParcelStopped, ("items", items), ("carrier", parcel.Carrier), ("status", status), ("scan", scan), ("place", parcel.Place),
                ("event", parcel.Event), ("link", parcel.Link));
        }
    }

    private static void Returned(Desktop desk, OrderSheet order, DateOnly received)
    {
        if (order.Refunded is { } refunded)
        {
            desk.Say(Saying.Refunded, ("order", $"{order.Number}"), ("received", desk.Speaker.Date(received)), ("date", desk.Speaker.Date(refunded)));
        }
        else
        {
            desk.Say(Saying.ReturnArrived, ("order", $"{order.Number}"), ("date", desk.Speaker.Date(received)));
        }
    }
}
