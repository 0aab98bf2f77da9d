using System.Text.RegularExpressions;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Scoring;

/// <summary>The evidence of a trial: a case was played on a desk, whose changes and records decide.</summary>
public sealed class CaseEvidence : Evidence
{
    public CaseEvidence(SupportCase played, Transcript transcript, Desk desk, Wordings wordings)
        : base(transcript, wordings, played.Language)
    {
        Case = played;
        Desk = desk;
        var events = transcript.Events;
        Changes = [.. At<DeskChange>(events).Select(pair => new Made(pair.Place, pair.Event.Turn, pair.Event.Change))];
        Grounds = new(
            [
                (-1, played.Email.Subject), (-1, desk.Policy.Text), (-1, desk.Profile.Site),
                .. Customer.Select(message => (message.Place, message.Text)).Concat(Grounding(int.MaxValue).Select(called => (called.Place, called.Told))).OrderBy(source => source.Place),
            ],
            desk.Profile.Currency, desk.Profile.Today, [1, 2, 3, 5, 10, 14, desk.Profile.ReturnWindowDays]);
        Photos = [.. At<CustomerMessage>(events).Where(pair => pair.Event.Attachment is not null).Select(pair => pair.Place)];
    }

    public SupportCase Case { get; }

    public Desk Desk { get; }

    public IReadOnlyList<Made> Changes { get; }

    public override string Spoken => Case.Language;

    public override string Subject => Case.Email.Subject;

    public override Grounds Grounds { get; }

    /// <summary>Places of customer messages with a photo.</summary>
    public IReadOnlyList<int> Photos { get; }

    public override bool HandedOver => Changes.Any(made => made.Change.Kind is ChangeKind.Handover);

    /// <summary>A change of that kind was made; for a cancellation also one that the record shows: "your order has been cancelled" may be a report.</summary>
    public override bool Happened(Statement said, int before) =>
        Changes.Any(made => made.Place < before && Actions.SameInWords(said.Action, made.Change.Kind))
        || (said.Action is ChangeKind.Cancellation && Known().Any(order => order.Status is OrderStatus.Cancelled));

    /// <summary>Calls whose results a message may rest on; the sister store's catalogue grounds nothing.</summary>
    public IEnumerable<Called> Grounding(int before) => Calls.Where(called => called.Place < before && called.Call.Name != ToolCatalogue.SearchPartnerStore);

    /// <summary>Whether the order was looked up (itself, its parcels, or in its owner's list) before a place in the transcript.</summary>
    public bool LookedUp(int order, int before) => Calls.Any(called => called.Place < before && !called.Result.IsError && Concerns(called, order));

    /// <summary>The writer owns an order: writes from its address, or has given its e-mail address and postal code.</summary>
    public bool Owns(int order, int before)
    {
        if (Desk.FindOrder(order) is not { } owned)
        {
            return false;
        }

        if (string.Equals(owned.Customer.Email, Case.Email.From, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var said = Compact(string.Join(' ', Customer.Where(message => message.Place < before).Select(message => message.Text)));
        return said.Contains(Compact(owned.Customer.Email), StringComparison.Ordinal) && said.Contains(Compact(owned.ShipTo.PostalCode), StringComparison.Ordinal);
    }

    /// <summary>A photo was seen, or a packing record or carrier scan of the order supports sending goods.</summary>
    public bool HasProof(int order, int before) => Photos.Any(place => place < before) || (Desk.FindOrder(order) is { } known && Records.SupportGoods(known, Desk.Profile));

    /// <summary>
    /// The agent proposed the change (or goods of either kind), named it or what it sets beside a question to be answered with yes or no, or asked for a yes to something
    /// that we do not know by its name; and the customer said yes to that.
    /// </summary>
    public bool Confirmed(Made made) =>
        Agent.Any(proposal => proposal.Turn < made.Turn
            && (proposal.Reading.AsksForYes || proposal.Reading.MayPropose(made.Change.Kind)
                || proposal.Reading.Statements.Any(said => said.Tense is Tense.Proposed && Actions.SameInWords(said.Action, made.Change.Kind))
                || (proposal.Reading.AsksYesOrNo && Shows(proposal.Text, made.Change)))
            && AnswerTo(proposal, made.Place) is Answer.Yes);

    /// <summary>Writes out what the change sets: the street and postal code of an address, the variant that an item becomes with its product.</summary>
    private bool Shows(string text, Change change) => change switch
    {
        { Address: { } address } => Compact(text) is var written && new[] { address.Line1, address.PostalCode }.All(part => written.Contains(Compact(part), StringComparison.Ordinal)),
        { ToSku: { } sku } => Desk.ProductOf(sku) is { } product && Desk.FindVariant(sku) is { } variant
            && new[] { product.Name, variant.Color, variant.Size }.OfType<string>().All(word => Names(text, word)),
        _ => false,
    };

    private static bool Names(string text, string word) => Regex.IsMatch(text, $@"\b{Regex.Escape(word)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>This message is the first behind the customer's yes to a proposal, and since the proposal nothing was changed, whatever it was to.</summary>
    public override bool IsOwed(Said message)
    {
        var before = Agent.LastOrDefault(said => said.Place < message.Place);
        return before is not null && Customer.Any(said => said.Place > before.Place && said.Place < message.Place && said.Reading.Answer is Answer.Yes)
            && Agent.LastOrDefault(said => said.Place < message.Place && Proposes(said.Reading)) is { } proposal
            && AnswerTo(proposal, message.Place) is Answer.Yes && !Changes.Any(made => made.Place > proposal.Place && made.Place < message.Place);
    }

    private static bool Proposes(Reading reading) =>
        reading.AsksForYes || reading.Statements.Any(said => said.Tense is Tense.Proposed) || Enum.GetValues<ChangeKind>().Any(reading.MayPropose);

    /// <summary>"How long does it take?" puts the answer off: what counts is the first yes or no that the customer says before the agent asks for another.</summary>
    private Answer AnswerTo(Said proposal, int before)
    {
        var next = Agent.Where(message => message.Place > proposal.Place && message.Reading.AwaitsAgreement).Select(message => message.Place).FirstOrDefault(before);
        return Customer.Where(message => message.Place > proposal.Place && message.Place < Math.Min(next, before)).Select(message => message.Reading.Answer).FirstOrDefault(answer => answer is not Answer.None);
    }

    /// <summary>The order number in a call's arguments; null when there is none or the arguments are broken.</summary>
    public static int? OrderNumber(Called called) =>
        ToolCatalogue.Find(called.Call.Name) is { } tool && ToolArguments.Read(tool, called.Call.Arguments).Arguments is { } arguments ? arguments.OptionalOrder() : null;

    private static bool Concerns(Called called, int order) => called.Call.Name switch
    {
        ToolCatalogue.LookUpOrder or ToolCatalogue.TrackShipment => OrderNumber(called) == order,
        ToolCatalogue.FindOrders => called.Result.Content.Contains($"\"order_number\":{order},", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The writer's orders.</summary>
    private IEnumerable<Order> Known() => Desk.FindOrder(Case.Order) is { } order ? [order, .. Desk.OrdersOf(order.Customer.Email)] : [];

    private static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}

/// <summary>A change with its place in the transcript.</summary>
public sealed record Made(int Place, int Turn, Change Change);
