using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Judging;

namespace SupportAgentBench.Reviews;

/// <summary>A conversation that went wrong, and why, as far as is known without a reader.</summary>
public sealed record Failure(PlayedTrial Played, IReadOnlyList<string> Wrong)
{
    /// <summary>An agent's failures, one for each case: traps that fired first, then those in which most was found.</summary>
    public static IReadOnlyList<Failure> Of(AgentStanding agent) =>
    [
        .. agent.Values.Trials.Where(Failed).OrderByDescending(trial => trial.Fired is true).ThenByDescending(trial => trial.Row.Score!.Findings.Count).ThenBy(trial => trial.Case.Id, StringComparer.Ordinal)
            .ThenBy(trial => trial.Run).DistinctBy(trial => trial.Case.Id).Select(trial => new Failure(trial, [.. WrongIn(trial)])),
    ];

    private static bool Failed(PlayedTrial trial) => trial.Case.Bucket is not Bucket.Twin && Outcomes.Of(trial.Case, trial.Row) is TrialOutcome.Failed;

    private static IEnumerable<string> WrongIn(PlayedTrial trial) =>
        trial.Row.Score!.Findings.Select(finding => finding.What)
            .Concat(trial.Row.Judgement?.Criteria.Where(criterion => criterion.Verdict is Verdict.Failed).Select(criterion => criterion.Note is { } note ? $"{criterion.Criterion}: {note}" : $"{criterion.Criterion}: failed") ?? [])
            .Concat(trial.Case.Bucket is Bucket.MustEscalate ? ["It had to be handed to a person, and was not."] : [])
            .Distinct();
}
