using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportAgentBench.Boards.Agreement;

/// <summary>What <c>sab judge agreement --json</c> prints. What cannot be computed is null, never 0.</summary>
public static class AgreementJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(AgreementReport report, IReadOnlyList<(string Of, CorrectedRate? Rate)> corrected, JudgeDrift? drift, double mostDrop) => new JsonObject
    {
        ["judge"] = report.Judge,
        ["all"] = Table(report.All),
        ["metrics"] = Rows(report.Metrics),
        ["criteria"] = Rows(report.Criteria),
        ["ceiling"] = report.Ceiling is { } ceiling ? Table(ceiling) : null,
        ["corrected_resolution"] = new JsonArray([.. corrected.Select(pair => (JsonNode)new JsonObject
        {
            ["of"] = pair.Of,
            ["observed"] = Number(pair.Rate?.Observed),
            ["n"] = pair.Rate?.N,
            ["corrected"] = Number(pair.Rate?.Value),
            ["low"] = Number(pair.Rate?.Interval.Low),
            ["high"] = Number(pair.Rate?.Interval.High),
        })]),
        ["drift"] = drift is null ? null : new JsonObject
        {
            ["both"] = drift.Both,
            ["lost"] = drift.Lost,
            ["gained"] = drift.Gained,
            ["drop"] = Number(drift.Drop),
            ["most_drop"] = Number(mostDrop),
            ["p"] = Number(drift.P),
            ["holds"] = drift.Holds(mostDrop),
            ["criteria"] = new JsonArray([.. drift.Criteria.Select(pair => (JsonNode)new JsonObject { ["criterion"] = pair.Criterion, ["lost"] = pair.Lost, ["gained"] = pair.Gained })]),
        },
    }.ToJsonString(Indented);

    private static JsonArray Rows(IReadOnlyList<AgreementRow> rows) => [.. rows.Select(row =>
    {
        var table = Table(row.Table);
        table.Insert(0, "name", row.Name);
        table["unscored"] = row.Unscored;
        table["apart"] = row.Apart;
        return (JsonNode)table;
    })];

    private static JsonObject Table(TwoByTwo table) => new()
    {
        ["n"] = table.N,
        ["pass_pass"] = table.PassPass,
        ["pass_fail"] = table.PassFail,
        ["fail_pass"] = table.FailPass,
        ["fail_fail"] = table.FailFail,
        ["raw"] = Number(table.Raw),
        ["kappa"] = With(table.Kappa, table.KappaInterval, null),
        ["ac1"] = With(table.Ac1, table.Ac1Interval, null),
        ["sensitivity"] = With(table.Sensitivity?.Value, table.Sensitivity?.Interval, table.Sensitivity?.N),
        ["specificity"] = With(table.Specificity?.Value, table.Specificity?.Interval, table.Specificity?.N),
    };

    private static JsonObject? With(double? value, Interval? interval, int? n)
    {
        if (value is null)
        {
            return null;
        }

        var node = new JsonObject { ["value"] = Number(value), ["low"] = Number(interval?.Low), ["high"] = Number(interval?.High) };
        if (n is not null)
        {
            node["n"] = n;
        }

        return node;
    }

    private static JsonNode? Number(double? value) => value is { } known ? JsonValue.Create(Math.Round(known, 6)) : null;
}
