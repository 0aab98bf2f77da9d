using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers.Wire;

/// <summary>
/// Reads answers of OpenAI's protocol as servers give them: without ids or reasons where they leave them out, with thoughts under either name, and with
/// usage only as far as it was told.
/// </summary>
internal static class OpenAiAnswer
{
    /// <summary>Where DeepSeek and others put what the model thought.</summary>
    public const string Reasoning = "reasoning_content";

    /// <summary>The sealed parts of each call, in their order.</summary>
    public const string CallParts = "tool_calls";

    /// <summary>Where servers of the protocol's first form put their one call: in the message itself.</summary>
    private const string OldCall = "function_call";

    /// <summary>For a call without a name, which is answered like one of an unknown tool.</summary>
    private const string Unnamed = "unnamed";

    /// <param name="passesBack">Parts that the provider wants back as it wrote them.</param>
    /// <exception cref="InvalidDataException">It is no answer.</exception>
    public static ChatResponse Read(ReadOnlyMemory<byte> body, IReadOnlyList<string> passesBack)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (Part(root, "choices", JsonValueKind.Array) is not { } choices || choices.GetArrayLength() == 0 || Part(choices[0], "message", JsonValueKind.Object) is not { } message)
        {
            throw new InvalidDataException("it holds no message");
        }

        var reason = Text(choices[0], "finish_reason");
        return reason is "error" ? throw new InvalidDataException("it broke off with an error") : new(new ChatMessage(ChatRole.Assistant, [.. Contents(message, passesBack)]))
        {
            ModelId = Text(root, "model"),
            FinishReason = reason is { Length: > 0 } ? new(reason is OldCall ? "tool_calls" : reason) : null,
            Usage = Part(root, "usage", JsonValueKind.Object) is { } usage ? Usage(usage) : null,
        };
    }

    private static IEnumerable<AIContent> Contents(JsonElement message, IReadOnlyList<string> passesBack)
    {
        var calls = Part(message, "tool_calls", JsonValueKind.Array) is { } asked ? asked.EnumerateArray().Where(call => call.ValueKind is JsonValueKind.Object).ToList() : [];
        if (calls.Count == 0 && Part(message, OldCall, JsonValueKind.Object) is not null)
        {
            calls = [message];
        }

        var kept = passesBack.Count > 0 ? Sealed(message, calls, passesBack) : null;
        var thought = Text(message, Reasoning) ?? Text(message, "reasoning");
        if (thought is null && kept is not null)
        {
            yield return new TextReasoningContent(null) { ProtectedData = kept };
        }

        foreach (var content in message.TryGetProperty("content", out var said) ? Said(said) : [])
        {
            yield return content;
        }

        if (Text(message, "refusal") is { } refusal)
        {
            yield return new ErrorContent(refusal);
        }

        if (thought is not null)
        {
            yield return new TextReasoningContent(thought) { ProtectedData = kept };
        }

        foreach (var call in calls)
        {
            yield return Call(call);
        }
    }

    /// <summary>A text, or a list of parts; Mistral's models think in parts.</summary>
    private static IEnumerable<AIContent> Said(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => [new TextContent(content.GetString())],
        JsonValueKind.Array => content.EnumerateArray().Select(part =>
            part.ValueKind is JsonValueKind.String ? new TextContent(part.GetString())
            : part.ValueKind is not JsonValueKind.Object ? null
            : Text(part, "text") is { } text ? (AIContent)new TextContent(text)
            : Part(part, "thinking", JsonValueKind.Array) is { } thoughts
                ? new TextReasoningContent(string.Concat(thoughts.EnumerateArray().Where(thought => thought.ValueKind is JsonValueKind.Object).Select(thought => Text(thought, "text"))))
            : null).OfType<AIContent>(),
        _ => [],
    };

    /// <summary>
    /// Arguments as the model wrote them: a text by the protocol, from some servers the object itself, nothing where it wrote nothing. Ids are not used: calls go
    /// back under ids of ours.
    /// </summary>
    private static FunctionCallContent Call(JsonElement call)
    {
        var function = Part(call, "function", JsonValueKind.Object) ?? Part(call, OldCall, JsonValueKind.Object);
        var arguments = function is { } named && named.TryGetProperty("arguments", out var given) ? given : default;
        return new FunctionCallContent(Text(call, "id") ?? "", function is { } known && Text(known, "name") is { Length: > 0 } name ? name : Unnamed).WithArgumentsAsWritten(arguments.ValueKind switch
        {
            JsonValueKind.String => arguments.GetString()!,
            JsonValueKind.Undefined or JsonValueKind.Null => "",
            _ => arguments.GetRawText(),
        });
    }

    /// <summary>
    /// What was not told stays unknown. xAI and Gemini count reasoning apart from the completion and only in the total; DeepSeek has a name of its own for cached input.
    /// </summary>
    private static UsageDetails Usage(JsonElement usage)
    {
        // Of a server that does not count its input, the total less nothing would all be output.
        long? input = Count(usage, "prompt_tokens") is > 0 and var read ? read : null;
        var (output, total) = (Count(usage, "completion_tokens"), Count(usage, "total_tokens"));
        var details = Part(usage, "prompt_tokens_details", JsonValueKind.Object);
        var reasoning = Part(usage, "completion_tokens_details", JsonValueKind.Object);
        return new()
        {
            InputTokenCount = input,
            OutputTokenCount = total - input > (output ?? 0) ? total - input : output,
            CachedInputTokenCount = (details is { } cached ? Count(cached, "cached_tokens") : null) ?? Count(usage, "prompt_cache_hit_tokens"),
            ReasoningTokenCount = reasoning is { } thought ? Count(thought, "reasoning_tokens") : null,
        };
    }

    /// <summary>The parts that the provider wants back, as it wrote them; null when there are none.</summary>
    private static string? Sealed(JsonElement message, List<JsonElement> calls, IReadOnlyList<string> names)
    {
        var kept = Parts(message, names);
        var ofCalls = calls.ConvertAll(call => Parts(call, names));
        if (ofCalls.Exists(parts => parts.Count > 0))
        {
            kept[CallParts] = new JsonArray([.. ofCalls]);
        }

        return kept.Count == 0 ? null : kept.ToJsonString();
    }

    private static JsonObject Parts(JsonElement element, IReadOnlyList<string> names) => new(names
        .Where(name => element.TryGetProperty(name, out var part) && part.ValueKind is not JsonValueKind.Null)
        .Select(name => KeyValuePair.Create(name, JsonNode.Parse(element.GetProperty(name).GetRawText()))));

    private static JsonElement? Part(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var part) && part.ValueKind == kind ? part : null;

    private static string? Text(JsonElement element, string name) => Part(element, name, JsonValueKind.String)?.GetString();

    private static long? Count(JsonElement element, string name) =>
        Part(element, name, JsonValueKind.Number) is { } number && number.TryGetDecimal(out var count) && count >= 0 && count == decimal.Truncate(count) && count <= long.MaxValue ? (long)count : null;
}
