using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Scoring;

/// <summary>A transcript laid out for the checks: messages with their readings, calls with their results. What needs a case is in <see cref="CaseEvidence"/>.</summary>
public abstract class Evidence
{
    /// <param name="language">In which the messages are read; null where it cannot be told.</param>
    protected Evidence(Transcript transcript, Wordings wordings, string? language)
    {
        Transcript = transcript;
        Wordings = wordings;
        var events = transcript.Events;
        Agent = [.. At<AgentMessage>(events).Select(pair => new Said(pair.Place, pair.Event.Turn, pair.Event.MessageIndex, pair.Event.Text, wordings.Read(pair.Event.Text, language)))];
        Customer = [.. At<CustomerMessage>(events).Select(pair => new Said(pair.Place, pair.Event.Turn, pair.Event.MessageIndex, pair.Event.Text, wordings.Read(pair.Event.Text, language)))];
        var results = At<ToolResult>(events).ToDictionary(pair => pair.Event.Id, pair => pair.Event);
        Calls = [.. At<ToolCall>(events).Where(pair => results.ContainsKey(pair.Event.Id)).Select(pair => new Called(pair.Place, pair.Event, results[pair.Event.Id]))];
        LastTurn = events.Count == 0 ? 0 : events[^1].Turn;
    }

    public Transcript Transcript { get; }

    public Wordings Wordings { get; }

    public IReadOnlyList<Said> Agent { get; }

    public IReadOnlyList<Said> Customer { get; }

    /// <summary>Calls that were answered.</summary>
    public IReadOnlyList<Called> Calls { get; }

    public int LastTurn { get; }

    /// <summary>The customer's language where it is known for sure; null where it had to be guessed.</summary>
    public abstract string? Spoken { get; }

    /// <summary>Of the customer's first e-mail; null in a chat.</summary>
    public virtual string? Subject => null;

    /// <summary>What the agent can know.</summary>
    public abstract Grounds Grounds { get; }

    /// <summary>Whether what a message says was done had happened by then.</summary>
    public abstract bool Happened(Statement said, int before);

    /// <summary>What a message says was done, and what nothing that was done by then supports. On a desk <see cref="Happened"/> tells: none.</summary>
    public virtual IEnumerable<Deed> Unsupported(Said message) => [];

    /// <summary>The customer has just agreed to what the agent asked for, and nothing came of it by this message. Only a desk knows every change.</summary>
    public virtual bool IsOwed(Said message) => false;

    /// <summary>A promise that waits for the customer's yes, or that the customer called off.</summary>
    public virtual bool IsLifted(Said promise) => false;

    /// <summary>A handover was made at any time.</summary>
    public abstract bool HandedOver { get; }

    protected static IEnumerable<(int Place, T Event)> At<T>(IReadOnlyList<TranscriptEvent> events)
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
/// <param name="Index">Its place in the log that it was imported from; null for what was played here.</param>
public sealed record Said(int Place, int Turn, int? Index, string Text, Reading Reading)
{
    public Finding Finding(FindingRule rule, string? quote, string what) => new(rule, Turn, quote, what, Index: Index);
}

/// <summary>A call with its result.</summary>
public sealed record Called(int Place, ToolCall Call, ToolResult Result)
{
    private const int LongestQuote = 200;

    /// <summary>What the result tells beyond what the call itself held: a question that comes back with the answer is no source for what it says.</summary>
    public string Told => field ??= Echo.Without(Call.Arguments, Result);

    public Finding Finding(FindingRule rule, string what) => new(rule, Call.Turn, Cut(Call), what, Index: Call.MessageIndex);

    /// <summary>The call as it was made, cut where it gets long.</summary>
    internal static string Cut(ToolCall call) =>
        call.Arguments.Length <= LongestQuote ? $"{call.Name} {call.Arguments}" : $"{call.Name} {call.Arguments[..(LongestQuote - 3)]}...";
}
