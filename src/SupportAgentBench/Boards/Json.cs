using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportAgentBench.Boards;

/// <summary>How figures are written: six decimals, and null for what is not known.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(Indented);

    public static JsonNode? Number(double? value) => value is { } known && double.IsFinite(known) ? JsonValue.Create(Math.Round(known, 6)) : null;

    public static JsonNode? Range(Interval? interval) => interval is null ? null : new JsonObject { ["low"] = Number(interval.Low), ["high"] = Number(interval.High) };

    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);

    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> render) => new([.. items.Select(render)]);

    public static JsonObject Object<T>(IEnumerable<KeyValuePair<string, T>> entries, Func<T, JsonNode?> render) =>
        new(entries.Select(pair => KeyValuePair.Create(pair.Key, render(pair.Value))));

    public static JsonObject? Of(Count? count) => count is null ? null : new() { ["count"] = count.Hits, ["of"] = count.Of };

    public static JsonObject Of(OutcomeCounts outcomes) => new()
    {
        ["passed"] = outcomes.Passed,
        ["failed"] = outcomes.Failed,
        ["not_applicable"] = outcomes.NotApplicable,
        ["unscored"] = outcomes.Unscored,
        ["faults"] = outcomes.Faults,
    };

    public static JsonObject Of(MetricValue value) => new()
    {
        ["median"] = Number(value.Median),
        ["mean"] = Number(value.Mean),
        ["low"] = Number(value.Low),
        ["high"] = Number(value.High),
        ["n"] = value.N,
        ["trials"] = value.Trials,
        ["runs"] = new JsonArray([.. value.Runs.Select(Number)]),
        ["outcomes"] = Of(value.Outcomes),
        ["bounds"] = Range(value.Bounds),
    };
}
