using System.Text.Json.Nodes;

namespace SupportAgentBench.Boards.Planning;

/// <summary>The plan as JSON: the contract of <c>sab plan --json</c>.</summary>
public static class PlanJson
{
    public static string Write(PowerPlan plan) => Json.Text(new JsonObject
    {
        ["metric"] = plan.Question.Metric,
        ["base"] = Json.Number(plan.Question.Base),
        ["other"] = Json.Number(plan.Other),
        ["power"] = Json.Number(plan.Question.Power),
        ["within_case"] = Json.Number(plan.Question.WithinCase),
        ["between_agents"] = Json.Number(plan.Question.BetweenAgents),
        ["agents_to_play"] = plan.Question.Agents,
        ["usd_per_ticket"] = Json.Number(plan.Question.Price),
        ["smallest_detectable"] = Json.Number(plan.Detectable),
        ["now"] = Option(plan.Now),
        ["more_runs"] = Option(plan.MoreRuns),
        ["at_most_runs"] = Option(plan.AtMostRuns),
        ["more_cases"] = Option(plan.MoreCases),
        ["more_cases_one_run"] = Option(plan.OneRun),
    });

    private static JsonObject? Option(PlanOption? option) => option is null ? null : new()
    {
        ["cases"] = option.Cases,
        ["runs"] = option.Runs,
        ["chance"] = Json.Number(option.Chance),
        ["chance_corrected"] = Json.Number(option.Corrected),
        ["conversations"] = option.Conversations,
        ["usd"] = Json.Number(option.Dollars),
    };
}
