using System.Text.Json.Nodes;
using SupportAgentBench.Files;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>The comparison as JSON: the contract of <c>sab compare --json</c>.</summary>
public static class ComparisonJson
{
    public static string Write(Comparison comparison) => Json.Text(new JsonObject
    {
        ["first"] = Side(comparison.First),
        ["second"] = Side(comparison.Second),
        ["differences"] = Json.List(comparison.Differences, BoardJson.Difference),
        ["sure"] = Json.Names(comparison.Sure.Select(difference => difference.Metric)),
        ["flips"] = Json.List(comparison.Flips, flip => new JsonObject
        {
            ["case"] = flip.Case,
            ["bucket"] = Words.Of(flip.Bucket),
            ["intent"] = flip.Intent,
            ["metric"] = flip.Metric,
            ["first_good"] = Json.Of(flip.First),
            ["second_good"] = Json.Of(flip.Second),
            ["first_trial"] = flip.FirstTrial,
            ["second_trial"] = flip.SecondTrial,
        }),
        ["only_first"] = Json.Names(comparison.OnlyFirst),
        ["only_second"] = Json.Names(comparison.OnlySecond),
    });

    private static JsonObject Side(Side side) => new()
    {
        ["name"] = side.Name,
        ["agent"] = side.Agent,
        ["runs"] = Json.Names(side.Runs),
        ["conversations"] = side.Conversations,
        ["faults"] = side.Faults,
        ["complete"] = side.Complete,
    };
}
