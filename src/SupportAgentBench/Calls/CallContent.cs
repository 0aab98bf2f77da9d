using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SupportAgentBench.Calls;

/// <summary>What our clients add to requests and answers of the chat library, under names of our own; nothing of it is sent.</summary>
public static class CallContent
{
    private const string Arguments = "sab.arguments";
    private const string CacheWrite = "sab.cache_write";
    private const string Latency = "sab.latency_ms";

    /// <summary>The arguments of a tool call exactly as the model wrote them, which may not be JSON.</summary>
    public static string ArgumentsAsWritten(this FunctionCallContent call) =>
        TextOf(call.AdditionalProperties, Arguments) ?? CallJson.Write(call.Arguments ?? new Dictionary<string, object?>());

    public static FunctionCallContent WithArgumentsAsWritten(this FunctionCallContent call, string written)
    {
        (call.AdditionalProperties ??= [])[Arguments] = written;
        return call;
    }

    /// <summary>Milliseconds from sending the request to the whole answer; null where it was not measured.</summary>
    public static double? LatencyMs(this ChatResponse response) =>
        response.AdditionalProperties is { } more && more.TryGetValue(Latency, out var value)
            ? value switch { double measured => measured, JsonElement { ValueKind: JsonValueKind.Number } read => read.GetDouble(), _ => null }
            : null;

    public static ChatResponse WithLatencyMs(this ChatResponse response, double latency)
    {
        (response.AdditionalProperties ??= [])[Latency] = latency;
        return response;
    }

    /// <summary>The answer stopped at the longest that was allowed, not where the model would have ended.</summary>
    public static bool IsCutOff(this ChatResponse response) => IsCutOff(response.FinishReason?.Value);

    /// <summary>Read from the reason for the end of an answer; gateways pass on the word of the provider behind them.</summary>
    public static bool IsCutOff(string? finish) => finish?.ToLowerInvariant() is "length" or "max_tokens" or "max_output_tokens";

    /// <summary>Part of the input that was written to the provider's cache; null where that was not reported.</summary>
    public static long? CacheWriteTokenCount(this UsageDetails usage) =>
        usage.AdditionalCounts is { } more && more.TryGetValue(CacheWrite, out var tokens) ? tokens : null;

    public static UsageDetails WithCacheWriteTokenCount(this UsageDetails usage, long tokens)
    {
        (usage.AdditionalCounts ??= [])[CacheWrite] = tokens;
        return usage;
    }

    private static string? TextOf(AdditionalPropertiesDictionary? more, string key) =>
        more is not null && more.TryGetValue(key, out var value) ? value as string ?? (value is JsonElement { ValueKind: JsonValueKind.String } read ? read.GetString() : null) : null;
}
