using SupportAgentBench.Desks;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Which rules answer a letter: all that it asks for, one after the other.</summary>
internal static class Requests
{
    private static readonly Topic[] OpenClaims = [Topic.Damaged, Topic.WrongItem, Topic.Missing, Topic.Promised];

    public static void Answer(Desktop desk, OrderSheet order)
    {
        var story = desk.Story;
        var before = desk.Letter;
        if (story.About(Topic.CloseTicket))
        {
            Close(desk, order);
            return;
        }

        if (story.About(Topic.Cancel))
        {
            ChangeRules.Cancel(desk, order);
        }

        if (story.About(Topic.AddressChange))
        {
            ChangeRules.Address(desk, order);
        }

        var claim = ClaimRules.IsClaim(desk, order) && !story.About(Topic.Recommend) && !story.About(Topic.Cancel) && !story.About(Topic.AddressChange)
            && !(story.About(Topic.SentBack) || order.ReturnReceived is not null);
        var fitting = story.About(Topic.Swap) && (order.Delivered is null || (!story.About(Topic.WrongItem) && !story.About(Topic.Damaged)));
        if (fitting)
        {
            ChangeRules.Swap(desk, order);
        }
        else if (claim)
        {
            ClaimRules.Answer(desk, order);
        }

        if (story.About(Topic.Return) && !claim && !fitting && order.ReturnReceived is null && !story.About(Topic.SentBack) && !story.About(Topic.Cancel) && !story.About(Topic.Recommend))
        {
            ReturnRules.Answer(desk, order);
        }

        Ask(desk, order, claim);
        if (desk.Letter == before && desk.Notebook.Wanted.Count == 0)
        {
            // Nothing was understood: what the order shows is still true, and the customer may say more.
            StatusRules.Answer(desk, order);
            desk.Say(Saying.AskDetails);
        }
    }

    private static void Ask(Desktop desk, OrderSheet order, bool claim)
    {
        var story = desk.Story;
        if (story.About(Topic.Promo))
        {
            QuestionRules.Promotion(desk, order);
        }

        if (story.About(Topic.Charges) && !story.About(Topic.Recommend))
        {
            QuestionRules.Charges(desk, order);
        }

        if (story.About(Topic.Recommend))
        {
            Recommendations.Answer(desk, order);
        }

        if (story.About(Topic.WhenRefund))
        {
            desk.Say(Saying.RefundDays);
        }

        if (story.About(Topic.Compensation) && !(claim && desk.Disposition.Believes))
        {
            QuestionRules.Compensation(desk, order);
        }

        var asked = story.About(Topic.Status) || story.About(Topic.SentBack) || story.About(Topic.Deadline);
        var goesBack = order.Delivered is not null && (story.About(Topic.Return) || story.About(Topic.Swap)) && !story.About(Topic.SentBack);
        if (asked && !goesBack && !story.About(Topic.Recommend) && (!claim || order.Delivered is null || story.FreshRequests.Count > 0))
        {
            Status(desk, order);
        }
    }

    /// <summary>A parcel that has stopped is more than a matter of where it is.</summary>
    private static void Status(Desktop desk, OrderSheet order)
    {
        if (order.HasParcels && order.ReturnReceived is null && desk.Notebook.Parcels(order.Number).Any(parcel => desk.HasStopped(parcel)))
        {
            AbsenceRules.Answer(desk, order);
        }
        else
        {
            StatusRules.Answer(desk, order);
        }
    }

    private static void Close(Desktop desk, OrderSheet order)
    {
        var parcels = desk.Notebook.Parcels(order.Number);
        if (desk.Notebook.Wanted.Count > 0)
        {
            return;
        }

        var open = parcels.Any(parcel => parcel.Delivered is null) || OpenClaims.Any(topic => desk.Story.In(topic, desk.Story.Core));
        if (open && !desk.Disposition.Believes)
        {
            desk.Say(Saying.NoClosing);
            AbsenceRules.Answer(desk, order);
        }
        else if (desk.Notebook.Ask(ToolCatalogue.CloseTicket, new() { ["summary"] = "the customer has what they wanted" }) is not null)
        {
            desk.Say(Saying.DoneClosing);
        }
    }
}
