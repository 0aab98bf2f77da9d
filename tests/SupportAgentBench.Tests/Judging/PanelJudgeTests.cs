using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Judging;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Judging;

public sealed class PanelJudgeTests
{
    private static readonly SupportCase Damaged = Some.Case("damaged-item-cracked-lid");

    [Theory]
    [InlineData(Verdict.Passed, Verdict.Passed, Verdict.Failed, Verdict.Passed)]
    [InlineData(Verdict.Failed, Verdict.Passed, Verdict.Failed, Verdict.Failed)]
    [InlineData(Verdict.Passed, Verdict.Failed, Verdict.CannotTell, Verdict.CannotTell)]
    [InlineData(Verdict.Passed, Verdict.Passed, Verdict.CannotTell, Verdict.Passed)]
    [InlineData(Verdict.Passed, Verdict.CannotTell, Verdict.CannotTell, Verdict.CannotTell)]
    [InlineData(Verdict.Passed, Verdict.Failed, Verdict.NotApplicable, Verdict.CannotTell)]
    public async Task The_median_of_a_panel_is_what_more_than_half_of_those_say_who_are_more_than_half(Verdict a, Verdict b, Verdict c, Verdict expected)
    {
        var judgement = await JudgeAsync(a, b, c);

        judgement.Judge.ShouldBe("a+b+c");
        var settled = judgement.Criteria.Single(criterion => criterion.Criterion == "request-settled");
        settled.Verdict.ShouldBe(expected);
        settled.Votes.ShouldBe(new Dictionary<string, Verdict> { ["a"] = a, ["b"] = b, ["c"] = c });
        judgement.Resolved.ShouldBe(expected is Verdict.NotApplicable ? Verdict.CannotTell : expected);
    }

    [Fact]
    public async Task A_tie_of_two_is_nobodys_verdict() => (await JudgeAsync(Verdict.Passed, Verdict.Failed)).Resolved.ShouldBe(Verdict.CannotTell);

    private static async Task<Judgement> JudgeAsync(params Verdict[] votes)
    {
        var transcript = await Some.ConversationAsync(Damaged, new ProofAgent(Damaged.Proof));
        var score = new Scorer(Repository.Desk, Repository.Wordings).Score(Damaged, transcript);
        return await new PanelJudge([.. votes.Select((vote, index) => new Fixed($"{(char)('a' + index)}", vote))], Repository.Rubrics).JudgeAsync(Damaged, transcript, score, TrialCalls.Unkept, CancellationToken.None);
    }

    private sealed class Fixed(string name, Verdict verdict) : IJudge
    {
        public string Name => name;

        public Task<Judgement> JudgeAsync(SupportCase played, Transcript transcript, TrialScore score, TrialCalls calls, CancellationToken cancellation) =>
            Task.FromResult(new Judgement(name, [.. Repository.Rubrics.For(played).Select(criterion => new CriterionVerdict(criterion.Id, verdict, criterion.Policy, "q") { Kind = criterion.Kind })], verdict, 1));
    }
}
