using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Prompts;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Judging;

/// <summary>
/// Marks a transcript with a chat model: what the evidence decides is not asked, each answer needs words of the transcript behind it, and what is
/// missing, garbled, unfounded or given twice is asked once more and then unscored. Nothing becomes a pass by itself.
/// </summary>
public sealed class ModelJudge(IChatClient chat, string name, PromptSet prompts, RubricSet rubrics, Desk desk) : IJudge
{
    private const int MostRounds = 2;
    private const int LongestNote = 300;
    private const string Instructions = "judge", Conversation = "judge-case", Again = "judge-again";

    private readonly LastingMessage _instructions = new(ChatRole.System, prompts[Instructions].Fill(("today", $"{desk.Profile.Today:yyyy-MM-dd}"), ("policy", desk.Policy.Text)));

    /// <summary>The prompts that it needs, each with its places.</summary>
    public static IReadOnlyDictionary<string, string[]> Prompts { get; } = new Dictionary<string, string[]>
    {
        [Instructions] = ["today", "policy"],
        [Conversation] = ["criteria", "transcript"],
        [Again] = ["problems"],
    }.Concat(JudgeWords.Prompts).ToDictionary();

    public string Name => name;

    /// <exception cref="CallFailedException">The model gave no answer after all retries.</exception>
    public async Task<Judgement> JudgeAsync(SupportCase played, Transcript transcript, TrialScore score, TrialCalls calls, CancellationToken cancellation)
    {
        var round = new JudgeRound(prompts, rubrics, played, transcript);
        var asked = new List<ChatMessage>
        {
            _instructions,
            new(ChatRole.User, prompts[Conversation].Fill(("criteria", round.Asked), ("transcript", round.Exhibit.Text))),
        };
        for (var step = 1; step <= MostRounds && round.Open.Count > 0 && round.AgentSpoke; step++)
        {
            var place = new CallPlace(calls, ModelRole.Judge, transcript.End.Turn + 1, step);
            var response = await chat.GetResponseAsync(asked, place.On(new() { ResponseFormat = Format(round.Open) }), cancellation);
            if (response.IsCutOff())
            {
                round.TakeNothing();
            }
            else
            {
                round.Take(JudgeAnswer.AllIn(response.Text));
            }

            asked.Add(new(ChatRole.Assistant, string.IsNullOrWhiteSpace(response.Text) ? "(nothing)" : response.Text));
            asked.Add(new(ChatRole.User, prompts[Again].Fill(("problems", round.Problems))));
        }

        var verdicts = round.Verdicts();
        return Marks.Of(
            name, played, score, [.. RuleJudge.Criteria(played, transcript, score), .. verdicts.Select(pair => Cut(pair.Verdict))],
            [.. verdicts.Where(pair => pair.Criterion.Settles).Select(pair => pair.Verdict.Verdict)]);
    }

    private static CriterionVerdict Cut(CriterionVerdict verdict) =>
        verdict.Note is { Length: > LongestNote } note ? verdict with { Note = note[..LongestNote] } : verdict;

    private static ChatResponseFormat Format(IReadOnlyCollection<string> ids)
    {
        static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
        static JsonArray List(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];
        var answer = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["id"] = new JsonObject { ["type"] = "string", ["enum"] = List(ids) },
                ["reason"] = Text("One sentence."),
                ["quote"] = Text("Words of the transcript, letter for letter; empty for not_applicable and cannot_tell."),
                ["verdict"] = new JsonObject { ["type"] = "string", ["enum"] = List(["pass", "fail", "not_applicable", "cannot_tell"]) },
            },
            ["required"] = List(["id", "reason", "quote", "verdict"]),
            ["additionalProperties"] = false,
        };
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["criteria"] = new JsonObject { ["type"] = "array", ["items"] = answer } },
            ["required"] = List(["criteria"]),
            ["additionalProperties"] = false,
        };
        return ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonElement.Parse(schema.ToJsonString()), "verdicts", "One verdict for each criterion");
    }
}
