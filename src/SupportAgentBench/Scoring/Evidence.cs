using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Scoring;

/// <summary>A transcript laid out for the checks: messages with their readings, calls with their results, changes with their places.</summary>
public sealed class Evidence
{
    public Evidence(SupportCase played, Transcript transcript, Desk desk, Wordings wordings)
    {
        Case = played;
        Transcript = transcript;
        Desk = desk;
        Wordings = wordings;
        var events = transcript.Events;
        Agent = [.. At<AgentMessage>(events).Select(pair => new Said(pair.Place, pair.Event.Turn, pair.Event.Text, wordings.Read(pair.Event.Text, played.Language)))];
        Customer = [.. At<CustomerMessage>(events).Select(pair => new Said(pair.Place, pair.Event.Turn, pair.Event.Text, wordings.Read(pair.Event.Text, played.Language)))];
        Changes = [.. At<DeskChange>(events).Select(pair => new Made(pair.Place, pair.Event.Turn, pair.Event.Change))];
        var results = At<ToolResult>(events).ToDictionary(pair => pair.Event.Id, pair => pair.Event);
        Calls = [.. At<ToolCall>(events).Where(pair => results.ContainsKey(pair.Event.Id)).Select(pair => new Called(pair.Place, pair.Event, results[pair.Event.Id]))];
        Photos = [.. At<CustomerMessage>(events).Where(pair => pair.Event.Attachment is not null).Select(pair => pair.Place)];
        LastTurn = events.Count == 0 ? 0 : events[^1].Turn;
    }

    public SupportCase Case { get; }

    public Transcript Transcript { get; }

    public Desk Desk { get; }

    public Wordings Wordings { get; }

    public IReadOnlyList<Said> Agent { get; }

    public IReadOnlyList<Said> Customer { get; }

    public IReadOnlyList<Made> Changes { get; }

    public IReadOnlyList<Called> Calls { get; }

    /// <summary>Places of customer messages with a photo.</summary>
    public IReadOnlyList<int> Photos { get; }

    public int LastTurn { get; }

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
    public bool HasProof(int order, int before) => Photos.Any(place => place < before) || (Desk.FindOrder(order) is { } known && Records.SupportGoods(known, Desk.Profile.Today));

    /// <summary>The agent named the change (or goods of either kind) and the customer's next message said yes.</summary>
    public bool Confirmed(Made made) =>
        Agent.Any(proposal => proposal.Turn < made.Turn
            && proposal.Reading.Statements.Any(said => said.Tense is Tense.Proposed && Actions.SameInWords(said.Action, made.Change.Kind))
            && Customer.FirstOrDefault(message => message.Place > proposal.Place) is { } answer && SaysYes(answer.Text));

    public bool SaysYes(string text)
    {
        var words = Wordings.Of(Case.Language);
        return words.Yes.In(text) && !words.No.In(text);
    }

    private static bool Concerns(Called called, int order) => called.Call.Name switch
    {
        ToolCatalogue.LookUpOrder or ToolCatalogue.TrackShipment => called.OrderNumber == order,
        ToolCatalogue.FindOrders => called.Result.Content.Contains($"\"order_number\":{order},", StringComparison.Ordinal),
        _ => false,
    };

    private static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private static IEnumerable<(int Place, T Event)> At<T>(IReadOnlyList<TranscriptEvent> events)
        where T : TranscriptEvent
    {
        for (var place = 0; place < events.Count; place++)
        {
            if (events[place] is T wanted)
            {
                yield return (place, wanted);
            }
        }
    }
}

/// <summary>A message with its place in the transcript and what was understood of it.</summary>
public sealed record Said(int Place, int Turn, string Text, Reading Reading);

/// <summary>A change with its place in the transcript.</summary>
public sealed record Made(int Place, int Turn, Change Change);

/// <summary>A call with its result.</summary>
public sealed record Called(int Place, ToolCall Call, ToolResult Result)
{
    /// <summary>The order number in the arguments; null when there is none or the arguments are broken.</summary>
    public int? OrderNumber =>
        ToolCatalogue.Find(Call.Name) is { } tool && ToolArguments.Read(tool, Call.Arguments).Arguments is { } arguments ? arguments.OptionalOrder() : null;
}
