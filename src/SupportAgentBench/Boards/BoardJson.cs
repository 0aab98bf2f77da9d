using System.Text.Json.Nodes;
using SupportAgentBench.Boards.Across;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Boards.Telling;

namespace SupportAgentBench.Boards;

/// <summary>The board as JSON: the contract of <c>sab board --json</c>. What is not known is null, never 0.</summary>
public static class BoardJson
{
    public static string Write(Board board) => Json.Text(Of(board));

    internal static JsonObject Of(Board board) => new()
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
            ["rubrics_hash"] = board.Protocol.RubricsHash,
            ["most_turns"] = board.Protocol.MostTurns,
            ["most_steps"] = board.Protocol.MostSteps,
            ["scoring"] = board.Protocol.Scoring,
        },
        ["customer_audit"] = board.Customer is { } customer ? new JsonObject
        {
            ["conversations"] = customer.Conversations,
            ["faulty"] = customer.Faulty,
            ["void_trials"] = customer.Void,
            ["unread"] = customer.Unread,
            ["kinds"] = new JsonObject(customer.Kinds.Select(pair => KeyValuePair.Create(Files.Words.Of(pair.Key), (JsonNode?)new JsonObject
            {
                ["conversations"] = pair.Value.Conversations,
                ["per_100"] = Json.Number(pair.Value.Per100),
                ["helped"] = pair.Value.Helped,
                ["hindered"] = pair.Value.Hindered,
            }))),
        } : null,
        ["judged_by_own_vendor"] = Json.Names(board.JudgedByOwnVendor),
        ["agents"] = Json.List(board.Agents, agent => AgentJson.Of(agent, board)),
        ["compared"] = Json.Names(board.Compared),
        ["fleet"] = Json.Object(board.Fleet, count => Json.Of(count)!),
        ["rankings"] = Json.Object(board.Rankings, ranking => Json.List(ranking.Places, place => new JsonObject
        {
            ["agent"] = place.Agent,
            ["value"] = Json.Number(place.Value),
            ["rank"] = place.Rank,
            ["best_rank"] = place.Best,
            ["worst_rank"] = place.Worst,
        })),
        ["picks"] = Json.List(board.Picks, pick => new JsonObject
        {
            ["pick"] = pick.Name,
            ["title"] = pick.Title,
            ["rule"] = pick.Rule,
            ["agent"] = pick.Agent,
            ["ties"] = Json.Names(pick.Ties),
            ["deciding_metric"] = pick.Deciding,
        }),
        ["frontier"] = Json.List(board.Frontier.Points, point => new JsonObject
        {
            ["agent"] = point.Agent,
            ["cost_usd"] = Json.Number(point.Price),
            ["index"] = Json.Number(point.Index),
            ["on_frontier"] = point.OnFrontier,
        }),
        ["siblings"] = Json.List(board.Siblings, Siblings),
        ["verbosity"] = new JsonObject
        {
            ["rho"] = Json.Number(board.Verbosity.Rho),
            ["interval"] = Json.Range(board.Verbosity.Interval),
            ["agents"] = board.Verbosity.Agents,
        },
    };

    /// <summary>One agent with its report: every sentence with the figures and conversations that it rests on.</summary>
    public static string Write(Board board, Report report)
    {
        var agent = AgentJson.Of(board.Find(report.Agent)!, board);
        agent["report"] = Json.List(report.Sections, section => new JsonObject
        {
            ["section"] = section.Name,
            ["title"] = section.Title,
            ["sentences"] = Json.List(section.Sentences, Sentence),
        });
        agent["reads"] = Json.Object(report.Reads, Sentence);
        return Json.Text(agent);
    }

    private static JsonObject Sentence(Sentence sentence) => new()
    {
        ["text"] = sentence.Text,
        ["figures"] = Json.List(sentence.Figures, figure => new JsonObject { ["id"] = figure.Id, ["shown"] = figure.Shown }),
        ["trials"] = Json.Names(sentence.Trials),
    };

    /// <summary>One paired difference, first less second.</summary>
    internal static JsonObject Difference(Difference difference) => new()
    {
        ["metric"] = difference.Metric,
        ["first"] = Json.Number(difference.First),
        ["second"] = Json.Number(difference.Second),
        ["difference"] = Json.Number(difference.Value),
        ["low"] = Json.Number(difference.Interval?.Low),
        ["high"] = Json.Number(difference.Interval?.High),
        ["p"] = Json.Number(difference.P),
        ["p_holm"] = Json.Number(difference.Holm),
        ["test"] = difference.Test,
        ["n"] = difference.N,
        ["first_better"] = difference.FirstBetter,
        ["second_better"] = difference.SecondBetter,
        ["smallest_detectable"] = Json.Number(difference.Detectable),
        ["beyond_noise"] = difference.P is null ? null : difference.BeyondNoise,
    };

    private static JsonObject Siblings(Siblings pair) => new()
    {
        ["vendor"] = pair.Vendor,
        ["family"] = pair.Family,
        ["dearer"] = pair.Dearer,
        ["cheaper"] = pair.Cheaper,
        ["price_ratio"] = Json.Number(pair.PriceRatio),
        ["dearer_better"] = Json.Names(pair.DearerBetter),
        ["cheaper_better"] = Json.Names(pair.CheaperBetter),
        ["differences"] = Json.List(pair.Differences, Difference),
    };
}
