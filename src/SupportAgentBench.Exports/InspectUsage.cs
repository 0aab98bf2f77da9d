using System.Text.Json.Nodes;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Exports;

/// <summary>Tokens of the agent's model calls, added up by model. What was not reported stays out of a sum.</summary>
internal sealed class InspectUsage
{
    private readonly SortedDictionary<string, Sum> _models = new(StringComparer.Ordinal);

    public void Add(TranscriptEvent.ModelUsage used)
    {
        var model = used.Model ?? "unknown";
        _models[model] = _models.GetValueOrDefault(model).Plus(used);
    }

    public JsonObject ToJson() => new(_models.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToJson())));

    private readonly record struct Sum(long Input, long Output, long? CacheRead, long? CacheWrite, long? Reasoning)
    {
        public Sum Plus(TranscriptEvent.ModelUsage used) => new(
            Input + (used.Input ?? 0), Output + (used.Output ?? 0), Known(CacheRead, used.CachedInput), Known(CacheWrite, used.CacheWrite), Known(Reasoning, used.Reasoning));

        public JsonObject ToJson() => new()
        {
            ["input_tokens"] = Input,
            ["output_tokens"] = Output,
            ["total_tokens"] = Input + Output,
            ["input_tokens_cache_write"] = CacheWrite,
            ["input_tokens_cache_read"] = CacheRead,
            ["reasoning_tokens"] = Reasoning,
        };

        private static long? Known(long? one, long? other) => one is null ? other : other is null ? one : one + other;
    }
}
