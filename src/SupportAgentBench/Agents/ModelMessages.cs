using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportAgentBench.Conversations;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Agents;

/// <summary>The conversation so far as a chat model is told it: made anew from the transcript for every call, so that nothing is kept between calls.</summary>
internal static class ModelMessages
{
    public static List<ChatMessage> Of(AgentView view)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, view.Instructions) };
        foreach (var turn in view.Events.GroupBy(happened => happened.Turn))
        {
            foreach (var message in turn.OfType<CustomerMessage>())
            {
                messages.Add(new(ChatRole.User, Written(message)));
            }

            foreach (var step in turn.OfType<ToolCall>().GroupBy(call => call.Step))
            {
                messages.Add(new(ChatRole.Assistant, [.. Thoughts(view, turn, step.Key), .. step.Select(Called)]));
                messages.Add(new(ChatRole.Tool, [.. turn.OfType<ToolResult>().Where(result => result.Step == step.Key).Select(result => new FunctionResultContent(IdOf(result.Id), result.Content))]));
            }

            // An empty message is refused by some providers; the customer's answer to it tells the model what happened.
            foreach (var message in turn.OfType<AgentMessage>().Where(message => !string.IsNullOrWhiteSpace(message.Text)))
            {
                messages.Add(new(ChatRole.Assistant, message.Text));
            }
        }

        return messages;
    }

    /// <summary>Reasoning goes back within its own turn only: there some providers insist on it, later it is paid for in vain.</summary>
    private static IEnumerable<AIContent> Thoughts(AgentView view, IEnumerable<TranscriptEvent> turn, int step) =>
        turn.OfType<Thought>().Where(thought => thought.Step == step).Select(thought => thought.Kind switch
        {
            ThoughtKind.Aloud => (AIContent)new TextContent(thought.Text),
            _ when thought.Turn == view.Turn => new TextReasoningContent(thought.Text) { ProtectedData = thought.Sealed },
            _ => null,
        }).OfType<AIContent>();

    private static AIContent Called(ToolCall call) =>
        Calls.CallContent.WithArgumentsAsWritten(new FunctionCallContent(IdOf(call.Id), call.Name, Parsed(call.Arguments)), call.Arguments);

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
