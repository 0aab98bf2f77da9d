using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportAgentBench.Boards;

/// <summary>The board as JSON: the contract of <c>sab board --json</c>. What is not known is null, never 0.</summary>
public static class BoardJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Board board) => new JsonObject
    {
        ["protocol"] = new JsonObject
        {
            ["id"] = board.Protocol.Id,
            ["desk"] = board.Protocol.Desk,
            ["desk_hash"] = board.Protocol.DeskHash,
            ["cases"] = board.Protocol.Cases,
            ["cases_hash"] = board.Protocol.CasesHash,
            ["customer"] = board.Protocol.Customer,
            ["judge"] = board.Protocol.Judge,
            ["wording_hash"] = board.Protocol.WordingHash,
            ["prompts_hash"] = board.Protocol.PromptsHash,
            ["most_turns"] = board.Protocol.MostTurns,
            ["most_steps"] = board.Protocol.MostSteps,
            ["scoring"] = board.Protocol.Scoring,
        },
        ["agents"] = new JsonArray([.. board.Agents.Select(agent => (JsonNode)Agent(agent))]),
    }.ToJsonString(Indented);

    private static JsonObject Agent(AgentStanding agent) => new()
    {
        ["agent"] = agent.Agent,
        ["runs"] = new JsonArray([.. agent.Runs.Select(run => (JsonNode)run)]),
        ["complete"] = agent.Complete,
        ["conversations"] = agent.Conversations,
        ["holds_by_doing_nothing"] = agent.HoldsByDoingNothing,
        ["metrics"] = Object(agent.Metrics, Value),
        ["traps"] = Object(agent.Traps, trap => new JsonObject { ["fired"] = trap.Fired, ["of"] = trap.Of }),
        ["intents"] = Object(agent.Intents, intent => new JsonObject
        {
            ["resolution"] = Number(intent.Resolution),
            ["over_escalation"] = Number(intent.OverEscalation),
            ["escalation_accuracy"] = Number(intent.EscalationAccuracy),
            ["instruction_following"] = Number(intent.InstructionFollowing),
            ["cases"] = intent.Cases,
            ["trials"] = intent.Trials,
        }),
        ["resolution_outcomes"] = new JsonObject
        {
            ["passed"] = agent.Resolutions.Passed,
            ["failed"] = agent.Resolutions.Failed,
            ["not_applicable"] = agent.Resolutions.NotApplicable,
            ["unscored"] = agent.Resolutions.Unscored,
            ["faults"] = agent.Resolutions.Faults,
        },
    };

    private static JsonObject Value(MetricValue value) => new()
    {
        ["median"] = Number(value.Median),
        ["mean"] = Number(value.Mean),
        ["low"] = Number(value.Low),
        ["high"] = Number(value.High),
        ["n"] = value.N,
        ["trials"] = value.Trials,
        ["runs"] = new JsonArray([.. value.Runs.Select(Number)]),
    };

    private static JsonObject Object<T>(IReadOnlyDictionary<string, T> entries, Func<T, JsonNode> render) =>
        new(entries.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)render(pair.Value))));

    private static JsonNode? Number(double? value) => value is { } known ? JsonValue.Create(Math.Round(known, 6)) : null;
}
