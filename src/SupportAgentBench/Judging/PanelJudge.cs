using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Judging;

/// <summary>Several judges over the same transcript: the median of their answers to each criterion, with the disagreement kept.</summary>
public sealed class PanelJudge(IReadOnlyList<IJudge> judges, RubricSet rubrics) : IJudge
{
    /// <summary>Between the names of the judges.</summary>
    public const char And = '+';

    /// <summary>Joined, in the order in which they were named.</summary>
    public string Name { get; } = string.Join(And, judges.Select(judge => judge.Name));

    public IReadOnlyList<IJudge> Judges => judges;

    public async Task<Judgement> JudgeAsync(SupportCase played, Transcript transcript, TrialScore score, TrialCalls calls, CancellationToken cancellation)
    {
        var judgements = await Task.WhenAll(judges.Select(judge => judge.JudgeAsync(played, transcript, score, calls, cancellation)));
        var evident = RuleJudge.Criteria(played, transcript, score).ToList();
        var asked = rubrics.For(played);
        var verdicts = asked.Select(criterion => Median(criterion, [.. judgements.Select(judgement => (judgement.Judge, judgement.Criteria.FirstOrDefault(told => told.Criterion == criterion.Id)))])).ToList();
        return Marks.Of(Name, played, score, [.. evident, .. verdicts],
            [.. asked.Zip(verdicts).Where(pair => pair.First.Settles).Select(pair => pair.Second.Verdict)]);
    }

    /// <summary>
    /// Fail, pass in this order, not applicable apart; who could not tell has no vote. More than half of the panel must have answered, and more
    /// than half of the answers be the same: a tie is nobody's verdict.
    /// </summary>
    private static CriterionVerdict Median(Criterion criterion, IReadOnlyList<(string Judge, CriterionVerdict? Told)> votes)
    {
        var told = votes.Select(vote => vote.Told).OfType<CriterionVerdict>().Where(verdict => verdict.Verdict is not Verdict.CannotTell).ToList();
        var most = told.GroupBy(verdict => verdict.Verdict).MaxBy(group => group.Count());
        var agreed = told.Count * 2 > votes.Count && most!.Count() * 2 > told.Count ? most!.First() : null;
        return new CriterionVerdict(criterion.Id, agreed?.Verdict ?? Verdict.CannotTell, criterion.Policy, agreed?.Quote)
        {
            Kind = criterion.Kind,
            Turn = agreed?.Turn,
            Note = agreed is null ? "unscored: the panel is not of one mind" : agreed.Note,
            Votes = votes.ToDictionary(vote => vote.Judge, vote => vote.Told?.Verdict ?? Verdict.CannotTell),
        };
    }
}
