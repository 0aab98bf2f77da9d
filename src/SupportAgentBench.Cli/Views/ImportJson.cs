using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Files;
using SupportAgentBench.Results;

namespace SupportAgentBench.Cli.Views;

/// <summary>One imported conversation as JSON: the contract of <c>sab import --json</c>, one object a line.</summary>
internal static class ImportJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(TrialResult result)
    {
        var score = result.Score!;
        return new JsonObject
        {
            ["id"] = result.Case,
            ["findings"] = new JsonArray([.. score.Findings.Select(finding => (JsonNode)new JsonObject
            {
                ["rule"] = Words.Of(finding.Rule),
                ["index"] = finding.Index,
                ["quote"] = finding.Quote,
                ["what"] = finding.What,
            })]),
            ["handed_over"] = score.HandedOver,
            ["agent_messages"] = score.AgentMessages,
            ["tool_calls"] = score.ToolCalls,
            ["write_attempts"] = score.Attempts,
            ["writes"] = score.Writes,
        }.ToJsonString(Plain);
    }
}
