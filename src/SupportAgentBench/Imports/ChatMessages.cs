using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportAgentBench.Imports;

/// <summary>Reads messages as OpenAI's chat API writes them, old and new: text or parts, tool calls or the one function call of before.</summary>
internal static class ChatMessages
{
    private const string Shape = "a conversation is {\"id\": ..., \"messages\": [...]} or the array of messages itself";

    public static LoggedConversation Conversation(JsonElement json)
    {
        var messages = json.ValueKind switch
        {
            JsonValueKind.Array => json,
            JsonValueKind.Object when json.TryGetProperty("messages", out var inside) && inside.ValueKind is JsonValueKind.Array => inside,
            JsonValueKind.Object => throw new UnreadableLogException("has no list 'messages'", Shape),
            _ => throw new UnreadableLogException($"is {Kind(json)}, not a conversation", Shape),
        };
        return new(IdOf(json, "id") ?? ContentId(messages), All(messages));
    }

    /// <exception cref="UnreadableLogException">A message is none; its place is named.</exception>
    public static IReadOnlyList<LoggedMessage> All(JsonElement messages)
    {
        var all = messages.EnumerateArray().Select((message, index) => Message(message, index)).ToList();
        return all.Any(message => message.Role is LoggedRole.Agent or LoggedRole.Customer)
            ? all
            : throw new UnreadableLogException("nobody says anything", "a conversation has messages of the roles user and assistant");
    }

    /// <summary>A text or a number that names the conversation; null when there is none.</summary>
    public static string? IdOf(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var id)
            ? id.ValueKind switch
            {
                JsonValueKind.String when !string.IsNullOrWhiteSpace(id.GetString()) => id.GetString(),
                JsonValueKind.Number => id.GetRawText(),
                _ => null,
            }
            : null;

    /// <summary>Twelve hex digits of what was said: the same conversation has the same name wherever it stands and however it is laid out.</summary>
    public static string ContentId(JsonElement messages) =>
        $"c{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(messages, LogContext.Default.JsonElement)))[..12]}";

    private static LoggedMessage Message(JsonElement json, int index)
    {
        if (json.ValueKind is not JsonValueKind.Object || Text(json, "role") is not { } role)
        {
            throw new UnreadableLogException($"message {index} has no role", "each message is {\"role\": ..., \"content\": ...}");
        }

        return role switch
        {
            "user" => new(index, LoggedRole.Customer, Content(json, index) ?? "", [], null, null),
            "assistant" => new(index, LoggedRole.Agent, Content(json, index) ?? Text(json, "refusal"), [.. Calls(json, index)], null, null),
            "tool" or "function" => new(index, LoggedRole.Tool, Content(json, index) ?? "", [], Text(json, "tool_call_id"), Text(json, "name")),
            "system" or "developer" => new(index, LoggedRole.System, Content(json, index) ?? "", [], null, null),
            _ => throw new UnreadableLogException($"message {index} is of the role '{role}'", "known: user, assistant, tool, function, system, developer"),
        };
    }

    private static IEnumerable<LoggedCall> Calls(JsonElement message, int index)
    {
        if (message.TryGetProperty("tool_calls", out var calls) && calls.ValueKind is JsonValueKind.Array)
        {
            foreach (var call in calls.EnumerateArray())
            {
                yield return Call(call.ValueKind is JsonValueKind.Object && call.TryGetProperty("function", out var function) ? function : call, Text(call, "id"), index);
            }
        }
        else if (message.TryGetProperty("function_call", out var old) && old.ValueKind is JsonValueKind.Object)
        {
            yield return Call(old, null, index);
        }
    }

    private static LoggedCall Call(JsonElement function, string? id, int index) =>
        Text(function, "name") is { Length: > 0 } name
            ? new(id, name, !function.TryGetProperty("arguments", out var arguments) || arguments.ValueKind is JsonValueKind.Null ? ""
                : arguments.ValueKind is JsonValueKind.String ? arguments.GetString()! : arguments.GetRawText())
            : throw new UnreadableLogException($"message {index} calls a tool without a name", "a call is {\"id\": ..., \"function\": {\"name\": ..., \"arguments\": \"...\"}}");

    /// <summary>The text of a message; null when it has none. Pictures and sounds are passed over.</summary>
    private static string? Content(JsonElement message, int index)
    {
        if (!message.TryGetProperty("content", out var content) || content.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString(),
            JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select(Part).OfType<string>()),
            _ when Text(message, "role") is "tool" or "function" => content.GetRawText(),
            _ => throw new UnreadableLogException($"the content of message {index} is {Kind(content)}", "content is a text, a list of parts, or null"),
        };
    }

    private static string? Part(JsonElement part) =>
        part.ValueKind is JsonValueKind.String ? part.GetString() : Text(part, "text") ?? Text(part, "refusal");

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class LogContext : JsonSerializerContext;
