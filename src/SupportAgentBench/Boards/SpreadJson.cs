using System.Text.Json.Nodes;

namespace SupportAgentBench.Boards;

/// <summary>Boards with the spread of their figures between several customers.</summary>
public static class SpreadJson
{
    /// <summary>What <c>sab run --customer A --customer B --json</c> prints.</summary>
    public static string Write(IReadOnlyList<Board> boards, Spread spread) => Json.Text(new JsonObject
    {
        ["boards"] = Json.List(boards, BoardJson.Of),
        ["spread"] = Of(spread),
    });

    /// <summary>One customer's board, and how far its figures move with other customers.</summary>
    public static string Write(Board board, Spread spread)
    {
        var json = BoardJson.Of(board);
        json["spread"] = Of(spread);
        return Json.Text(json);
    }

    private static JsonObject Of(Spread spread) => new()
    {
        ["customers"] = Json.Names(spread.Customers),
        ["most"] = Json.Object(Spread.Columns.Select(metric => KeyValuePair.Create(metric, spread.Most(metric))), Json.Number),
        ["rows"] = Json.List(spread.Rows, row => new JsonObject
        {
            ["agent"] = row.Agent,
            ["metric"] = row.Metric,
            ["values"] = new JsonArray([.. row.Values.Select(Json.Number)]),
            ["move"] = Json.Number(row.Move),
            ["interval_width"] = Json.Number(row.Width),
        }),
    };
}
