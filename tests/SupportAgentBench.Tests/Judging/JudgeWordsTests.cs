using System.Text.Json.Nodes;
using SupportAgentBench.Agents;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Judging;
using SupportAgentBench.Scoring;
using Xunit;

namespace SupportAgentBench.Tests.Judging;

public sealed class JudgeWordsTests
{
    private const string Told = "I have created a replacement for the Aero Carry-On in Black";
    private static readonly SupportCase Damaged = Some.Case("damaged-item-cracked-lid");
    private static readonly IReadOnlyList<Criterion> Asked = Repository.Rubrics.For(Damaged);

    /// <summary>Another byte is another request: a recorded call would not answer it any more.</summary>
    [Fact]
    public async Task The_words_that_a_judge_is_asked_and_asked_again_stay_byte_for_byte()
    {
        var unfit = await AskedAgainAsync(StubChat.Saying(Answers(Wrong), Answers(Wrong)));
        var deaf = await AskedAgainAsync(StubChat.Saying(Answers(_ => [("pass", Told)]), "?"));
        var cutOff = await AskedAgainAsync(StubChat.CutOff("{", "{"));

        Golden.Match("judge-words.txt", string.Join("\n=====\n", [unfit[1].Split("The conversation, from")[0], unfit[^1], deaf[^1], cutOff[^1], await AuditAgainAsync()]) + "\n");
    }

    /// <summary>Each of the first criteria is answered wrongly in another way.</summary>
    private static IReadOnlyList<(string Verdict, string Quote)> Wrong(string id) => id switch
    {
        "books-a-hotel" => [("fail", "Shall I send you a free replacement")],
        "customer-writes-first" => [("pass", Told)],
        "request-settled" => [],
        "policy-stated-rightly" => [("pass", Told), ("pass", Told)],
        "story-matches-records" => [("excellent", Told)],
        "takes-the-customer-in" => [("not_applicable", "")],
        "says-what-comes-next" => [("pass", " ")],
        "leaves-no-worse" => [("pass", "I am delighted with all of this")],
        _ => [("pass", "I have already sent you two new suitcases")],
    };

    private static string Answers(Func<string, IReadOnlyList<(string Verdict, string Quote)>> of) => new JsonObject
    {
        ["criteria"] = new JsonArray([.. Asked.Select(criterion => criterion.Id).Concat(Repository.Rubrics.Controls.Select(control => control.Id))
            .SelectMany(id => of(id).Select(answer => (JsonNode)new JsonObject { ["id"] = id, ["reason"] = "as it stands", ["quote"] = answer.Quote, ["verdict"] = answer.Verdict }))]),
    }.ToJsonString();

    /// <summary>All that was told before the second answer.</summary>
    private static async Task<IReadOnlyList<string>> AskedAgainAsync(StubChat chat)
    {
        var transcript = await Some.ConversationAsync(Damaged, new ProofAgent(Damaged.Proof));
        await new ModelJudge(chat, "stub/judge", Repository.Prompts, Repository.Rubrics, Repository.Desk)
            .JudgeAsync(Damaged, transcript, new Scorer(Repository.Desk, Repository.Wordings).Score(Damaged, transcript), TrialCalls.Unkept, CancellationToken.None);
        return [.. chat.Asked[1].Messages.Select(message => message.Text)];
    }

    private static async Task<string> AuditAgainAsync()
    {
        var chat = StubChat.Saying("All fine!", "Nothing to report.");
        var transcript = await Some.ConversationAsync(Damaged, new ProofAgent(Damaged.Proof));
        await new ModelAuditor(chat, "stub/judge", Repository.Prompts, Repository.Wordings, Repository.Auditor)
            .AuditAsync(Damaged, transcript, new Scorer(Repository.Desk, Repository.Wordings).Score(Damaged, transcript), TrialCalls.Unkept, CancellationToken.None);
        return chat.Asked[1].Messages[^1].Text;
    }
}
