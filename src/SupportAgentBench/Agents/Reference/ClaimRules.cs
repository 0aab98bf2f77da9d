namespace SupportAgentBench.Agents.Reference;

/// <summary>Damaged, wrong and missing items, and parcels that did not come (R12, R13, R17, R19 to R22).</summary>
internal static class ClaimRules
{
    private static readonly Topic[] Claims = [Topic.Damaged, Topic.WrongItem, Topic.Missing, Topic.NotReceived, Topic.SendAgain, Topic.Promised];

    public static bool IsClaim(Desktop desk, OrderSheet order) =>
        order.HasParcels && Claims.Any(desk.Story.About) && (desk.Story.FreshRequests.Count == 0 || desk.Story.FreshRequests.All(topic => topic is Topic.Status));

    public static bool TooMany(Desktop desk, OrderSheet order) =>
        order.Claims.Count(claim => claim.Granted && desk.Today.DayNumber - claim.On.DayNumber <= desk.Shop.Claims.EarlierDays) >= desk.Shop.Claims.MostGranted;

    /// <summary>Answers the claim, whichever it is; the records decide before the words do.</summary>
    public static void Answer(Desktop desk, OrderSheet order)
    {
        var story = desk.Story;
        var mixedUp = order.Lines.Where(line => line.PackedWrong).ToList();
        if (mixedUp.Count > 0 && (story.About(Topic.WrongItem) || story.About(Topic.SendAgain) || story.About(Topic.Swap)))
        {
            Wrong(desk, order, mixedUp);
        }
        else if (story.About(Topic.Damaged) && order.Lines.Any(line => Arrived(desk, order, line)))
        {
            Damaged(desk, order);
        }
        else if (story.About(Topic.WrongItem) && !story.About(Topic.NotReceived) && order.Delivered is not null)
        {
            Wrong(desk, order, desk.Items.Concerned(order, Topic.WrongItem, Topic.SendAgain));
        }
        else
        {
            AbsenceRules.Answer(desk, order);
        }
    }

    private static bool Arrived(Desktop desk, OrderSheet order, OrderLine line) =>
        desk.Notebook.Parcels(order.Number).Any(parcel => parcel.Delivered is not null && parcel.Skus.Contains(line.Sku));

    private static void Damaged(Desktop desk, OrderSheet order)
    {
        var lines = desk.Items.Concerned(order, Topic.Damaged).Where(line => Arrived(desk, order, line)).ToList();
        if (lines.Count == 0)
        {
            desk.Say(Saying.AskItem);
            return;
        }

        foreach (var line in lines)
        {
            DamagedLine(desk, order, line, DeliveredOn(desk, order, line));
        }
    }

    private static void DamagedLine(Desktop desk, OrderSheet order, OrderLine line, DateOnly? delivered)
    {
        var photos = desk.Story.Photos;
        var believes = desk.TakesTheWord;
        if (!believes && delivered is { } day && desk.Today.DayNumber - day.DayNumber > desk.Shop.Claims.DamageDays)
        {
            desk.Say(Saying.ClaimTooLate, ("item", line.Full), ("date", desk.Speaker.Date(day)));
        }
        else if (!believes && photos.Count == 0)
        {
            Photo(desk, Saying.AskPhotoDamage, line);
        }
        else if (!believes && photos.Any(desk.Photos.Use.In))
        {
            desk.Say(Saying.LooksUsed, ("item", line.Full));
        }
        else if (!believes && !photos.Any(desk.Photos.Damage.In))
        {
            desk.Say(Saying.PhotoUnclear, ("item", line.Full));
        }
        else if (desk.Notebook.Product(line.Sku) is { } product)
        {
            if (product.Variants.Any(variant => variant.Sku == line.Sku && variant.Stock > 0))
            {
                desk.Replace(order, line, null, "damaged or faulty on arrival",
                    () => desk.Say(Saying.ProposeReplacement, ("item", line.Full), ("order", $"{order.Number}")),
                    () => desk.Say(Saying.DoneReplacement, ("item", line.Full), ("order", $"{order.Number}")));
            }
            else if (desk.Notebook.ReturnLink(order.Number) is { } link)
            {
                desk.Say(Saying.DamagedSoldOut, ("item", line.Full), ("link", link.Text("return_link")),
                    ("date", link.Day("returnable_until") is { } until ? desk.Speaker.Date(until) : ""));
            }
        }
    }

    private static void Wrong(Desktop desk, OrderSheet order, IReadOnlyList<OrderLine> lines)
    {
        if (lines.Count == 0)
        {
            desk.Say(Saying.AskItem);
            return;
        }

        foreach (var line in lines)
        {
            if (line.PackedWrong || desk.TakesTheWord)
            {
                SendRight(desk, order, line);
            }
            else if (desk.Notebook.Product(line.Sku) is { } product)
            {
                WrongByPhoto(desk, order, line, product);
            }
        }
    }

    private static void WrongByPhoto(Desktop desk, OrderSheet order, OrderLine line, ProductSheet product)
    {
        var present = product.Variants.First(variant => variant.Sku == line.Sku);
        var wanted = desk.Items.Wanted(product, present, desk.Story.Core);
        var knowsOwn = line.Variant is null || desk.Items.LabelIn(line.Variant, desk.Story.Core);
        var photographed = desk.Story.Photos.Any(photo => line.Variant is null || !line.Variant.Split(", ").All(part => desk.Items.PartIn(part, photo)));
        if ((!knowsOwn || (desk.Story.Photos.Count > 0 && !photographed)) && wanted.Count > 0)
        {
            // What came is what the order says, and not what the customer had in mind: no mistake of the warehouse, but an exchange.
            if (desk.Notebook.ReturnLink(order.Number) is { } link)
            {
                desk.Say(Saying.NotAsThought, ("order", $"{order.Number}"), ("item", line.Full));
                ReturnRules.Exchange(desk, order, line, link, wanted);
            }
        }
        else if (photographed)
        {
            SendRight(desk, order, line);
        }
        else
        {
            Photo(desk, Saying.AskPhotoWrong, line);
        }
    }

    private static void SendRight(Desktop desk, OrderSheet order, OrderLine line)
    {
        if (desk.Notebook.ReturnLink(order.Number) is not { } link)
        {
            return;
        }

        desk.Reship(order, [line.Sku], "another item was packed than ordered",
            () => desk.Say(Saying.ProposeReshipWrong, ("item", line.Full), ("order", $"{order.Number}")));
        if (link.OptionalText("return_link") is { } goesBack)
        {
            desk.Say(Saying.WrongGoesBack, ("link", goesBack));
        }
    }

    /// <summary>Asks for the photo once; afterwards says what cannot be done without it.</summary>
    public static void Photo(Desktop desk, Saying asking, OrderLine line)
    {
        if (desk.Story.EverAbout(Topic.Promised))
        {
            desk.Say(Saying.NoPromiseOnRecord);
        }

        if (desk.Story.AskedPhoto)
        {
            desk.Say(Saying.NoProofNothing, ("item", line.Full));
        }
        else
        {
            desk.Say(asking, ("item", line.Full));
        }
    }

    private static DateOnly? DeliveredOn(Desktop desk, OrderSheet order, OrderLine line) =>
        desk.Notebook.Parcels(order.Number).FirstOrDefault(parcel => parcel.Skus.Contains(line.Sku))?.Delivered ?? order.Delivered;
}
