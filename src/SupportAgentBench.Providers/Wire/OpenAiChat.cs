using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using SupportAgentBench.Calls;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace SupportAgentBench.Providers.Wire;

/// <summary>
/// What the chat library does not carry over OpenAI's protocol: tool arguments that are not JSON, parts that a provider wants back (reasoning,
/// signatures), the older name of the token limit, and tools written once instead of in every call.
/// </summary>
internal sealed class OpenAiChat(IChatClient inner, ProviderCard card) : DelegatingChatClient(inner)
{
    private Declared _declared = new([], BinaryData.Empty);

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options?.Clone() ?? new();
        var tools = options.Tools is { Count: > 0 } asked ? Written(asked) : null;
        var most = options.MaxOutputTokens;
        options.Tools = null;
        options.MaxOutputTokens = card.MaxTokens == ProviderCard.StandardMaxTokens ? most : null;
        options.RawRepresentationFactory = _ => Raw(tools, options.MaxOutputTokens is null ? most : null);
        var response = await base.GetResponseAsync(messages.Select(Outgoing), options, cancellationToken);
        foreach (var message in response.Messages)
        {
            Incoming(message);
        }

        return response;
    }

    private ChatCompletionOptions Raw(BinaryData? tools, int? most)
    {
        var raw = new ChatCompletionOptions();
        if (tools is not null)
        {
            raw.Patch.Set("$.tools"u8, tools);
        }

        if (most is { } tokens)
        {
            raw.Patch.Set(Encoding.UTF8.GetBytes($"$.{card.MaxTokens}"), tokens);
        }

        return raw;
    }

    /// <summary>As the library writes them, which takes it longer than all the rest of a request. The list is another in every call, the tools are the same.</summary>
    private BinaryData Written(IList<AITool> tools)
    {
        var declared = _declared;
        if (!declared.Tools.SequenceEqual(tools))
        {
            declared = _declared = new([.. tools], BinaryData.FromString($"[{string.Join(',', tools.OfType<AIFunctionDeclaration>().Select(tool =>
                ModelReaderWriter.Write(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())))))}]"));
        }

        return declared.Json;
    }

    /// <summary>An assistant message with calls or sealed parts is written by us; everything else the library writes as well.</summary>
    private ChatMessage Outgoing(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        if (message.Role != ChatRole.Assistant || calls.Count == 0)
        {
            return message;
        }

        var raw = new AssistantChatMessage(calls.Select(call => ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(call.ArgumentsAsWritten()))));
        if (message.Text is { Length: > 0 } text)
        {
            raw.Content.Add(ChatMessageContentPart.CreateTextPart(text));
        }

        foreach (var reasoning in message.Contents.OfType<TextReasoningContent>())
        {
            PassBack(raw, reasoning);
        }

        return new(message.Role, message.Contents) { RawRepresentation = raw };
    }

    private void PassBack(AssistantChatMessage raw, TextReasoningContent reasoning)
    {
        if (reasoning.ProtectedData is null)
        {
            if (reasoning.Text.Length > 0 && card.PassesBack.Contains("reasoning_content"))
            {
                raw.Patch.Set("$.reasoning_content"u8, reasoning.Text);
            }

            return;
        }

        foreach (var (name, value) in JsonNode.Parse(reasoning.ProtectedData)!.AsObject())
        {
            if (name != "tool_calls")
            {
                raw.Patch.Set(Encoding.UTF8.GetBytes($"$.{name}"), BinaryData.FromString(value!.ToJsonString()));
                continue;
            }

            foreach (var (index, call) in value!.AsArray().Index())
            {
                foreach (var (field, part) in call is JsonObject parts ? parts : [])
                {
                    if (index < raw.ToolCalls.Count)
                    {
                        raw.ToolCalls[index].Patch.Set(Encoding.UTF8.GetBytes($"$.{field}"), BinaryData.FromString(part!.ToJsonString()));
                    }
                }
            }
        }
    }

    private void Incoming(ChatMessage message)
    {
        foreach (var call in message.Contents.OfType<FunctionCallContent>())
        {
            if (call.RawRepresentation is ChatToolCall raw)
            {
                call.WithArgumentsAsWritten(raw.FunctionArguments.ToString());
            }
        }

        if (card.PassesBack.Count > 0 && message.RawRepresentation is ChatCompletion completion && Sealed(completion) is { } kept)
        {
            if (message.Contents.OfType<TextReasoningContent>().FirstOrDefault() is { } reasoning)
            {
                reasoning.ProtectedData = kept;
            }
            else
            {
                message.Contents.Insert(0, new TextReasoningContent(null) { ProtectedData = kept });
            }
        }
    }

    /// <summary>The parts that the provider wants back, as it wrote them; null when there are none.</summary>
    private string? Sealed(ChatCompletion completion)
    {
        var kept = new JsonObject();
        foreach (var name in card.PassesBack)
        {
            if (Part(completion, $"$.choices[0].message.{name}") is { } part)
            {
                kept[name] = part;
            }
        }

        var calls = new JsonArray([.. completion.ToolCalls.Select(call =>
        {
            var parts = new JsonObject();
            foreach (var name in card.PassesBack)
            {
                if (call.Patch.TryGetJson(Encoding.UTF8.GetBytes($"$.{name}"), out var part))
                {
                    parts[name] = JsonNode.Parse(part.Span);
                }
            }

            return (JsonNode)parts;
        })]);
        if (calls.Any(call => call!.AsObject().Count > 0))
        {
            kept["tool_calls"] = calls;
        }

        return kept.Count == 0 ? null : kept.ToJsonString();
    }

    private static JsonNode? Part(ChatCompletion completion, string path) =>
        completion.Patch.TryGetJson(Encoding.UTF8.GetBytes(path), out var part) && JsonNode.Parse(part.Span) is { } node ? node : null;

    private sealed record Declared(IReadOnlyList<AITool> Tools, BinaryData Json);
}
