using SupportAgentBench.Judging;

namespace SupportAgentBench.Boards;

/// <summary>A step of the policy, and how often an agent took it where it applied. All runs together, without the twins.</summary>
/// <param name="Policy">The rule that asks for it; null where none was named.</param>
public sealed record PolicyStep(string Criterion, string? Policy, int Passed, int Failed)
{
    /// <summary>The most often skipped first.</summary>
    internal static IReadOnlyList<PolicyStep> From(IReadOnlyList<PlayedTrial> trials) =>
    [
        .. trials.Where(trial => Metric.IsCore(trial.Case) && trial.Row.Judgement is not null)
            .SelectMany(trial => trial.Row.Judgement!.Criteria.Where(criterion => criterion.Kind is CriterionKind.Policy && criterion.Verdict is Verdict.Passed or Verdict.Failed))
            .GroupBy(criterion => criterion.Criterion)
            .Select(step => new PolicyStep(step.Key, step.Select(criterion => criterion.Policy).FirstOrDefault(policy => policy is not null),
                step.Count(criterion => criterion.Verdict is Verdict.Passed), step.Count(criterion => criterion.Verdict is Verdict.Failed)))
            .OrderByDescending(step => step.Failed).ThenBy(step => step.Criterion, StringComparer.Ordinal),
    ];
}
