using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Conversations;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Agents;

/// <summary>The conversation so far as a chat model is told it. Each message is made once and goes out with every later call.</summary>
internal static class ModelMessages
{
    public static List<ChatMessage> Of(AgentView view, ChatMessage instructions)
    {
        var messages = new List<ChatMessage> { instructions };
        var (asked, answered) = ((0, 0), (0, 0));
        for (var at = 0; at < view.Events.Count; at++)
        {
            switch (view.Events[at])
            {
                case CustomerMessage message:
                    messages.Add(view.Calls.Message(ModelRole.Agent, message, written => new(ChatRole.User, Written(written))));
                    break;

                // An empty message is refused by some providers; the customer's answer to it tells the model what happened.
                case AgentMessage message when !string.IsNullOrWhiteSpace(message.Text):
                    messages.Add(view.Calls.Message(ModelRole.Agent, message, said => new(ChatRole.Assistant, said.Text)));
                    break;
                case ToolCall call when asked != (call.Turn, call.Step):
                    asked = (call.Turn, call.Step);
                    messages.Add(Asked(view, call, at));
                    break;
                case ToolResult result when answered != (result.Turn, result.Step):
                    answered = (result.Turn, result.Step);
                    messages.Add(view.Calls.Message(ModelRole.Agent, result, view.Events, static (first, events) => new(ChatRole.Tool,
                        [.. events.OfType<ToolResult>().Where(other => (other.Turn, other.Step) == (first.Turn, first.Step)).Select(other => new FunctionResultContent(IdOf(other.Id), other.Content))])));
                    break;
            }
        }

        return messages;
    }

    /// <summary>The calls of a step with what was thought beside them.</summary>
    private static ChatMessage Asked(AgentView view, ToolCall call, int at)
    {
        // Reasoning goes back within its own turn only: there some providers insist on it, later it is paid for in vain.
        var thoughts = Thoughts(view.Events, call, at);
        var reasoned = call.Turn == view.Turn ? thoughts.FirstOrDefault(thought => thought.Kind is not ThoughtKind.Aloud) : null;
        return view.Calls.Message(ModelRole.Agent, (TranscriptEvent?)reasoned ?? call, (view.Events, call, thoughts), static (told, with) => new(ChatRole.Assistant,
        [
            .. with.thoughts.Where(thought => told is Thought || thought.Kind is ThoughtKind.Aloud).Select(Thought),
            .. with.Events.OfType<ToolCall>().Where(other => (other.Turn, other.Step) == (with.call.Turn, with.call.Step)).Select(Called),
        ]));
    }

    /// <summary>They stand right before the first call of their step.</summary>
    private static IReadOnlyList<Thought> Thoughts(IReadOnlyList<TranscriptEvent> events, ToolCall first, int at)
    {
        var from = at;
        while (from > 0 && events[from - 1] is Thought thought && (thought.Turn, thought.Step) == (first.Turn, first.Step))
        {
            from--;
        }

        return from == at ? [] : [.. events.Take(from..at).Cast<Thought>()];
    }

    private static AIContent Thought(Thought thought) =>
        thought.Kind is ThoughtKind.Aloud ? new TextContent(thought.Text) : new TextReasoningContent(thought.Text) { ProtectedData = thought.Sealed };

    private static AIContent Called(ToolCall call) =>
        new FunctionCallContent(IdOf(call.Id), call.Name, Parsed(call.Arguments)).WithArgumentsAsWritten(call.Arguments);

    /// <summary>What the model wrote, where it is an object; for providers that take nothing else.</summary>
    private static Dictionary<string, object?> Parsed(string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? document.RootElement.EnumerateObject().DistinctBy(property => property.Name).ToDictionary(property => property.Name, property => (object?)property.Value.Clone())
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Written(CustomerMessage message) =>
        (message.Subject is null ? "" : $"From: {message.From}\nSubject: {message.Subject}\n\n") + message.Text
        + (message.Attachment is { } photo ? $"\n\n[attached: {photo.File}. It shows: {photo.Shows}]" : "");

    /// <summary>
    /// Ids of our own, never the model's: theirs may be missing or the same twice. Nine letters and digits, which every provider takes
    /// (Mistral takes nothing else).
    /// </summary>
    private static string IdOf(string id) => id.Split('.') is [var turn, var step, var index] ? $"t{Two(turn)}s{Two(step)}c{Two(index)}" : id;

    private static string Two(string number) => number.PadLeft(2, '0');
}
