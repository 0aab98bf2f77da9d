using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportAgentBench.StubProvider;

/// <summary>A tool call as the stub makes it; the arguments may be anything.</summary>
public sealed record StubToolCall(string Id, string Name, string Arguments);

/// <summary>What the stub says, in whatever protocol it was asked.</summary>
/// <param name="Input">Tokens that it reports; null reports none at all.</param>
/// <param name="Extra">Further members of the message, as JSON: reasoning_content and the like.</param>
public sealed record StubAnswer(
    string? Text, IReadOnlyList<StubToolCall>? Calls = null, int? Input = 1_000, int Output = 50, int Cached = 0, int Reasoning = 0, string? Finish = null, JsonObject? Extra = null, string? Thinking = null)
{
    private IReadOnlyList<StubToolCall> Asked => Calls ?? [];

    /// <summary>The answer as JSON over a protocol: openai, anthropic or ollama.</summary>
    public string Written(string protocol, string model) => (protocol switch
    {
        "anthropic" => Anthropic(model),
        "ollama" => Ollama(model),
        _ => OpenAi(model),
    }).ToJsonString();

    private JsonObject OpenAi(string model)
    {
        var message = Extra?.DeepClone().AsObject() ?? [];
        message["role"] = "assistant";
        message["content"] = Text;
        if (Asked.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. Asked.Select(call => (JsonNode)new JsonObject
            {
                ["id"] = call.Id,
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            })]);
        }

        var answer = new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1_750_000_000,
            ["model"] = model,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = Finish ?? (Asked.Count > 0 ? "tool_calls" : "stop") }),
        };
        if (Input is { } input)
        {
            answer["usage"] = new JsonObject
            {
                ["prompt_tokens"] = input,
                ["completion_tokens"] = Output,
                ["total_tokens"] = input + Output,
                ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = Cached },
                ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = Reasoning },
            };
        }

        return answer;
    }

    private JsonObject Anthropic(string model)
    {
        var content = new JsonArray();
        if (Thinking is not null)
        {
            content.Add((JsonNode)new JsonObject { ["type"] = "thinking", ["thinking"] = Thinking, ["signature"] = "c2lnbmVkLWJ5LXN0dWI=" });
        }

        if (Text is { Length: > 0 })
        {
            content.Add((JsonNode)new JsonObject { ["type"] = "text", ["text"] = Text });
        }

        foreach (var call in Asked)
        {
            content.Add((JsonNode)new JsonObject { ["type"] = "tool_use", ["id"] = call.Id, ["name"] = call.Name, ["input"] = JsonNode.Parse(call.Arguments) });
        }

        var answer = new JsonObject
        {
            ["id"] = "msg_1",
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = model,
            ["content"] = content,
            ["stop_reason"] = Finish ?? (Asked.Count > 0 ? "tool_use" : "end_turn"),
            ["stop_sequence"] = null,
        };
        if (Input is { } input)
        {
            answer["usage"] = new JsonObject { ["input_tokens"] = input - Cached, ["output_tokens"] = Output, ["cache_read_input_tokens"] = Cached, ["cache_creation_input_tokens"] = 0 };
        }

        return answer;
    }

    private JsonObject Ollama(string model)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = Text ?? "" };
        if (Asked.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. Asked.Select(call => (JsonNode)new JsonObject { ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = JsonNode.Parse(call.Arguments) } })]);
        }

        var answer = new JsonObject { ["model"] = model, ["created_at"] = "2026-06-29T12:00:00Z", ["message"] = message, ["done_reason"] = Finish ?? "stop", ["done"] = true };
        if (Input is { } input)
        {
            answer["prompt_eval_count"] = input;
            answer["eval_count"] = Output;
        }

        return answer;
    }
}

/// <summary>A request as it came in.</summary>
/// <param name="Protocol">openai, anthropic or ollama.</param>
/// <param name="Number">1-based over all requests of the stub.</param>
public sealed record StubRequest(string Protocol, JsonElement Body, string? Key, int Number)
{
    public string Model => Body.GetProperty("model").GetString()!;

    public bool HasTools => Body.TryGetProperty("tools", out var tools) && tools.GetArrayLength() > 0;

    /// <summary>All text of the request, one message a line.</summary>
    public string Text => string.Join('\n', Body.GetProperty("messages").EnumerateArray().Select(message => message.ToString()));
}
