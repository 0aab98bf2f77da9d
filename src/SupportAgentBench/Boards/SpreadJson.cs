using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportAgentBench.Boards;

/// <summary>Boards under several customers and the spread between them: what <c>sab run --customer A --customer B --json</c> prints.</summary>
public static class SpreadJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<Board> boards, Spread spread) => new JsonObject
    {
        ["boards"] = new JsonArray([.. boards.Select(board => JsonNode.Parse(BoardJson.Write(board)))]),
        ["spread"] = new JsonObject
        {
            ["customers"] = new JsonArray([.. spread.Customers.Select(customer => (JsonNode)customer)]),
            ["most"] = new JsonObject(Spread.Columns.Select(metric => KeyValuePair.Create(metric, Number(spread.Most(metric))))),
            ["rows"] = new JsonArray([.. spread.Rows.Select(row => (JsonNode)new JsonObject
            {
                ["agent"] = row.Agent,
                ["metric"] = row.Metric,
                ["values"] = new JsonArray([.. row.Values.Select(Number)]),
                ["move"] = Number(row.Move),
                ["interval_width"] = Number(row.Width),
            })]),
        },
    }.ToJsonString(Indented);

    private static JsonNode? Number(double? value) => value is { } known ? JsonValue.Create(Math.Round(known, 6)) : null;
}
