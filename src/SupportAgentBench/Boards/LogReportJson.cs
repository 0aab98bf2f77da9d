using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Files;

namespace SupportAgentBench.Boards;

/// <summary>Reports on imported conversations as JSON: what <c>sab board --json</c> prints for them. What does not apply is null, never 0.</summary>
public static class LogReportJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string protocol, IReadOnlyList<LogReport> reports) => new JsonObject
    {
        ["protocol"] = protocol,
        ["imported"] = new JsonArray([.. reports.Select(report => (JsonNode)Report(report))]),
    }.ToJsonString(Indented);

    private static JsonObject Report(LogReport report) => new()
    {
        ["agent"] = report.Agent,
        ["writes"] = new JsonArray([.. report.Tools.Writes.Select(tool => (JsonNode)tool)]),
        ["handovers"] = new JsonArray([.. report.Tools.Handovers.Select(tool => (JsonNode)tool)]),
        ["conversations"] = report.Conversations,
        ["faults"] = new JsonObject(report.Faults.Select(fault => KeyValuePair.Create(Words.Of(fault.Rule), (JsonNode?)new JsonObject
        {
            ["count"] = fault.Of == 0 ? null : fault.Count,
            ["n"] = fault.Of,
            ["share"] = Number(fault.Share),
            ["low"] = Number(fault.Interval?.Low),
            ["high"] = Number(fault.Interval?.High),
            ["example"] = fault.Example,
        }))),
        ["agent_messages"] = Mean(report.AgentMessages),
        ["tool_calls"] = Mean(report.ToolCalls),
        ["writes_made"] = report.Writes is { } writes ? Mean(writes) : null,
        ["handed_over"] = report.HandedOver,
    };

    private static JsonObject Mean(MeanFigure figure) => new()
    {
        ["mean"] = Number(figure.Mean),
        ["low"] = Number(figure.Interval?.Low),
        ["high"] = Number(figure.Interval?.High),
        ["n"] = figure.N,
    };

    private static JsonNode? Number(double? value) => value is { } known ? JsonValue.Create(Math.Round(known, 6)) : null;
}
