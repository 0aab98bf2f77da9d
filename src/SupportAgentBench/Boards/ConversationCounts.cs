using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Boards;

/// <summary>What became of an agent's conversations, over all runs, twins included unless said otherwise.</summary>
/// <param name="Core">Without the twins: the 162, times the runs.</param>
/// <param name="Scored">Those that count: played, and lost to nobody.</param>
/// <param name="Faults">By owner: trials that do not count; they are played again by the same command.</param>
/// <param name="AgentErrors">Ended by an error of the agent's own: a result, and scored.</param>
/// <param name="BlankReplies">Messages without text.</param>
/// <param name="Ends">How those that count ended.</param>
public sealed record ConversationCounts(
    int All, int Core, int Scored, IReadOnlyDictionary<ErrorOwner, int> Faults, int AgentErrors, int BlankReplies, IReadOnlyDictionary<TerminationReason, int> Ends)
{
    internal static ConversationCounts From(IReadOnlyList<PlayedTrial> trials)
    {
        var scores = trials.Select(trial => trial.Row.Score).OfType<TrialScore>().ToList();
        return new(
            trials.Count, trials.Count(trial => Metric.IsCore(trial.Case)), scores.Count,
            trials.Select(trial => trial.Row.FaultOwner).OfType<ErrorOwner>().CountBy(owner => owner).OrderBy(pair => pair.Key).ToDictionary(),
            scores.Count(score => score.End is TerminationReason.Error), scores.Sum(score => score.Findings.Count(finding => finding.Rule is FindingRule.BlankReply)),
            scores.CountBy(score => score.End).OrderBy(pair => pair.Key).ToDictionary());
    }
}
