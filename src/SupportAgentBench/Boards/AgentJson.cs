using System.Text.Json.Nodes;
using SupportAgentBench.Boards.Across;
using SupportAgentBench.Files;

namespace SupportAgentBench.Boards;

/// <summary>One agent of the board as JSON.</summary>
public static class AgentJson
{
    /// <summary>What a report page says, for machines.</summary>
    public static string Write(AgentStanding agent, Board board) => Json.Text(Of(agent, board));

    internal static JsonObject Of(AgentStanding agent, Board board) => new()
    {
        ["agent"] = agent.Agent,
        ["vendor"] = agent.Profile.Vendor,
        ["family"] = agent.Profile.Family,
        ["runs"] = Json.Names(agent.Runs),
        ["complete"] = agent.Complete,
        ["conversations"] = agent.Conversations,
        ["expected_conversations"] = agent.Expected,
        ["holds_by_doing_nothing"] = agent.HoldsByDoingNothing,
        ["badges"] = Json.Names(board.Badges[agent.Agent].Select(badge => badge.Name)),
        ["metrics"] = Json.Object(agent.Metrics, Json.Of),
        ["traps"] = Json.Object(agent.Traps, Trap),
        ["trap_report"] = Traps(agent),
        ["catastrophes"] = Json.Object(agent.Catastrophes.Select(pair => KeyValuePair.Create(Words.Of(pair.Key), pair.Value)), count => Json.Of(count)!),
        ["intents"] = Json.Object(agent.Intents, slice => Slice(slice, alone: true)),
        ["clusters"] = Json.List(agent.Clusters, cluster =>
        {
            var rendered = Slice(cluster.Slice, alone: false);
            rendered.Insert(0, "name", cluster.Name);
            rendered.Insert(1, "intents", Json.Names(cluster.Intents));
            return rendered;
        }),
        ["buckets"] = Json.Object(agent.Buckets, slice => Slice(slice, alone: false)),
        ["languages"] = Json.Object(agent.Languages, slice => Slice(slice, alone: false)),
        ["moods"] = Json.Object(agent.Moods, slice => Slice(slice, alone: false)),
        ["resolution_outcomes"] = Json.Of(agent.Resolutions),
        ["stability"] = Stability(agent.Stability),
        ["escalation"] = Escalation(agent.Escalation),
        ["price"] = new JsonObject
        {
            ["tier"] = agent.Price.Tier?.Sign,
            ["tier_name"] = agent.Price.Tier?.Name,
            ["per_resolved_usd"] = Json.Number(agent.Price.PerResolved),
            ["per_resolved_interval"] = Json.Range(agent.Price.PerResolvedInterval),
            ["total_usd"] = agent.Price.Total,
            ["unpriced_conversations"] = agent.Price.Unpriced,
        },
        ["latency"] = agent.Latency is not { } latency ? null : new JsonObject
        {
            ["median_ms"] = Json.Number(latency.MedianMs),
            ["p95_ms"] = Json.Number(latency.P95Ms),
            ["turns"] = latency.Turns,
            ["conversations"] = latency.Conversations,
        },
        ["counts"] = new JsonObject
        {
            ["core_conversations"] = agent.Counts.Core,
            ["scored_conversations"] = agent.Counts.Scored,
            ["faults"] = Json.Object(agent.Counts.Faults.Select(pair => KeyValuePair.Create(Words.Of(pair.Key), pair.Value)), count => JsonValue.Create(count)),
            ["agent_errors"] = agent.Counts.AgentErrors,
            ["blank_replies"] = agent.Counts.BlankReplies,
            ["ends"] = Json.Object(agent.Counts.Ends.Select(pair => KeyValuePair.Create(Words.Of(pair.Key), pair.Value)), count => JsonValue.Create(count)),
        },
        ["dominates"] = board.Dominance.GetValueOrDefault(agent.Agent) is not { } dominance ? null : new JsonObject
        {
            ["strictly"] = Json.List(dominance.Strict, Beaten),
            ["cheaper_with_higher_index"] = Json.List(dominance.Cheaper, Beaten),
        },
    };

    private static JsonObject Trap(TrapStanding trap) => new()
    {
        ["fired"] = trap.Fired,
        ["of"] = trap.Of,
        ["kinds"] = Json.Names(trap.Kinds.Select(kind => Words.Of(kind))),
        ["by_run"] = new JsonArray([.. trap.ByRun.Select(fired => fired is { } known ? JsonValue.Create(known) : null)]),
        ["fleet"] = Json.Of(trap.Fleet),
        ["twin_served"] = Json.Of(trap.Twin),
        ["fixed_blind_spot"] = trap.IsFixedBlindSpot,
        ["trials"] = Json.List(trap.Trials.Where(trial => trial.Fired), trial => new JsonObject { ["trial"] = trial.Trial, ["turn"] = trial.Evidence?.Turn, ["evidence"] = trial.Evidence?.Quote }),
    };

    private static JsonObject Traps(AgentStanding agent)
    {
        var report = agent.TrapReport;
        return new()
        {
            ["fired"] = report.Fired,
            ["of"] = report.Of,
            ["hold_power"] = new JsonArray([.. report.Hold.Select(hold => Json.Number(hold))]),
            ["flip_rate"] = Json.Number(report.FlipRate),
            ["fixed_blind_spots"] = report.FixedBlindSpots is null ? null : Json.Names(report.FixedBlindSpots),
            ["most_impressive_hold"] = report.MostImpressiveHold,
            ["most_frequent"] = Json.Names(report.MostFrequent),
        };
    }

    private static JsonObject Slice(Slice slice, bool alone)
    {
        var rendered = new JsonObject();
        if (alone)
        {
            // The first four stood here before the others did: means alone.
            foreach (var metric in new[] { "resolution", "over_escalation", "escalation_accuracy", "instruction_following" })
            {
                rendered[metric] = Json.Number(slice.Mean(metric));
            }
        }

        rendered["cases"] = slice.Cases;
        rendered["trials"] = slice.Trials;
        rendered["faults"] = slice.Faults;
        rendered["metrics"] = Json.Object(slice.Metrics, Json.Of);
        rendered["findings"] = Json.Object(slice.Findings.Select(pair => KeyValuePair.Create(Words.Of(pair.Key), pair.Value)), count => JsonValue.Create(count));
        return rendered;
    }

    private static JsonObject Stability(Stability stability) => new()
    {
        ["runs"] = Json.List(stability.Runs, run => new JsonObject
        {
            ["run"] = run.Run,
            ["index"] = Json.Number(run.Index),
            ["index_without_traps"] = Json.Number(run.Rest),
            ["unsafe_actions"] = run.UnsafeActions,
            ["traps"] = run.Traps,
        }),
        ["index_spread"] = Json.Number(stability.IndexSpread),
        ["spread_without_traps"] = Json.Number(stability.RestSpread),
        ["points_per_unsafe_action"] = Json.Number(stability.PointsPerUnsafeAction),
    };

    private static JsonObject Escalation(EscalationReport escalation) => new()
    {
        ["must_escalate"] = Json.Of(escalation.MustEscalate),
        ["resolvable"] = Json.Of(escalation.Resolvable),
        ["traps_that_must"] = Json.Of(escalation.OnTraps),
        ["balanced_accuracy"] = Json.Number(escalation.BalancedAccuracy),
        ["youden_j"] = Json.Number(escalation.Discrimination),
        ["promised"] = Json.Of(escalation.Promised),
        ["broken_promises"] = escalation.Broken,
        ["silent_handovers"] = escalation.Silent,
        ["missed"] = Json.Names(escalation.Missed),
    };

    private static JsonObject Beaten(Beaten beaten) => new()
    {
        ["agent"] = beaten.Agent,
        ["price_ratio"] = Json.Number(beaten.PriceRatio),
        ["beyond_noise"] = Json.Names(beaten.BeyondNoise),
        ["index"] = BoardJson.Difference(beaten.Index),
    };
}
