using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Transcripts;

/// <summary>One event of a transcript: a closed family, discriminated by "type" in JSON.</summary>
/// <param name="Turn">1-based; a turn is one customer message and all that the agent does until it answers.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(CustomerMessage), "customer_message")]
[JsonDerivedType(typeof(AgentMessage), "agent_message")]
[JsonDerivedType(typeof(ToolCall), "tool_call")]
[JsonDerivedType(typeof(ToolResult), "tool_result")]
[JsonDerivedType(typeof(DeskChange), "change")]
[JsonDerivedType(typeof(ModelUsage), "usage")]
[JsonDerivedType(typeof(Thought), "thought")]
[JsonDerivedType(typeof(Fault), "fault")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(SystemMessage), "system_message")]
public abstract record TranscriptEvent([property: JsonPropertyOrder(-1)] int Turn)
{
    /// <summary>Where it stood in the log that it was imported from, 0-based; null for what was played here.</summary>
    [JsonPropertyOrder(1)]
    public int? MessageIndex { get; init; }

    /// <summary>What an imported agent was told before and beside the conversation. A desk's agents all read the same policy: it is not repeated.</summary>
    public sealed record SystemMessage(int Turn, string Text) : TranscriptEvent(Turn);

    /// <summary>What the customer wrote; the first one carries the e-mail's sender and subject.</summary>
    public sealed record CustomerMessage(int Turn, string Text, string? From, string? Subject, Attachment? Attachment) : TranscriptEvent(Turn);

    /// <summary>What the agent wrote to the customer. May be blank: that is the agent's failure, and data.</summary>
    /// <param name="LatencyMs">From the customer's message to the answer; null where the agent is a program and no time was measured.</param>
    public sealed record AgentMessage(int Turn, string Text, double? LatencyMs) : TranscriptEvent(Turn);

    /// <param name="Step">1-based within the turn; calls of one step were asked for together.</param>
    /// <param name="Arguments">Exactly as the agent wrote them; may not be JSON.</param>
    public sealed record ToolCall(int Turn, int Step, string Id, string Name, string Arguments) : TranscriptEvent(Turn);

    public sealed record ToolResult(int Turn, int Step, string Id, string Content, bool IsError) : TranscriptEvent(Turn);

    /// <summary>A change that the agent made on the desk, directly behind the result of the call that made it.</summary>
    public sealed record DeskChange(int Turn, int Step, Change Change) : TranscriptEvent(Turn);

    /// <summary>Tokens of one model call, as the provider reported them; null is not reported, never 0.</summary>
    /// <param name="Model">The model that answered, as the provider names it.</param>
    /// <param name="CachedInput">Part of the input that was read from the provider's cache.</param>
    /// <param name="CacheWrite">Part of the input that was written to it, where that has a price of its own.</param>
    /// <param name="Reasoning">Part of the output that was thought and not said.</param>
    /// <param name="Finish">Why the model stopped, as reported: stop, tool_calls, length.</param>
    /// <param name="LatencyMs">From sending the request to the whole answer, waiting for a free line and earlier tries left out.</param>
    public sealed record ModelUsage(
        int Turn, ModelRole Role, string? Model, long? Input, long? CachedInput, long? CacheWrite, long? Output, long? Reasoning, string? Finish, double? LatencyMs)
        : TranscriptEvent(Turn)
    {
        /// <summary>What the model said stops where it had no more room.</summary>
        [JsonIgnore]
        public bool IsCutOff => CallContent.IsCutOff(Finish);

        public static ModelUsage Of(int turn, ModelRole role, ChatResponse response) => new(
            turn, role, response.ModelId, response.Usage?.InputTokenCount, response.Usage?.CachedInputTokenCount, response.Usage?.CacheWriteTokenCount(), response.Usage?.OutputTokenCount,
            response.Usage?.ReasoningTokenCount, response.FinishReason?.Value, response.LatencyMs());
    }

    /// <summary>What a model said to itself: beside its calls, or as reasoning. It does not reach the customer.</summary>
    /// <param name="Step">1-based within the turn.</param>
    /// <param name="Sealed">The provider's own form of it, which it wants back unchanged; null where there is none.</param>
    public sealed record Thought(int Turn, int Step, ThoughtKind Kind, string Text, string? Sealed) : TranscriptEvent(Turn);

    /// <summary>Something went wrong, and whose it is.</summary>
    public sealed record Fault(int Turn, ErrorOwner Owner, string What) : TranscriptEvent(Turn);

    public sealed record Ended(int Turn, TerminationReason Reason, ErrorOwner? Owner) : TranscriptEvent(Turn);
}

/// <summary>A photo in a customer's message, as the agent sees it.</summary>
public sealed record Attachment(string File, string Shows);

/// <summary>Text beside tool calls, or reasoning.</summary>
public enum ThoughtKind { Aloud, Reasoning }

/// <summary>Whose an error is. Only the agent's are results; the others are retried, then counted apart.</summary>
public enum ErrorOwner { Agent, Customer, Judge, Infrastructure }

/// <summary>Why a conversation ended.</summary>
public enum TerminationReason
{
    /// <summary>The customer has what they wanted, or believes so.</summary>
    Satisfied,

    /// <summary>The customer's patience is out.</summary>
    GaveUp,

    /// <summary>The agent handed the ticket over.</summary>
    HandedOver,

    /// <summary>The customer was told of a handover and stopped; whether there was one is another question.</summary>
    ToldHandedOver,

    /// <summary>The agent closed the ticket.</summary>
    Closed,

    /// <summary>The last customer message was answered, and the customer is not done.</summary>
    TurnLimit,

    /// <summary>The agent used up its steps without an answer.</summary>
    StepLimit,

    /// <summary>Someone failed; the owner says who.</summary>
    Error,

    /// <summary>The log ends here; why, it does not say.</summary>
    Recorded,
}
