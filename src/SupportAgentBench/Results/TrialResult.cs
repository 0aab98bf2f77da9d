using SupportAgentBench.Judging;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Results;

/// <summary>What one trial leaves behind: the transcript and what was made of it, or whose failure kept it from counting.</summary>
/// <param name="FaultOwner">Customer, judge or infrastructure: then score and judgement are null, and the trial is counted apart.</param>
/// <param name="Score">Null for trials that do not count.</param>
/// <param name="Judgement">Null where it could not be judged.</param>
/// <param name="CostUsd">The agent's own price; null is unknown, never 0.</param>
public sealed record TrialResult(
    string Run, string Agent, string Case, ErrorOwner? FaultOwner, TrialScore? Score, Judgement? Judgement, decimal? CostUsd, Transcript Transcript)
{
    /// <summary>How well the customer kept to its part, over all playings; null where that was not looked at.</summary>
    public CustomerAudit? Audit { get; init; }
}

/// <summary>A trial as boards need it: without its transcript.</summary>
public sealed record TrialRow(string Run, string Agent, string Case, ErrorOwner? FaultOwner, TrialScore? Score, Judgement? Judgement, decimal? CostUsd)
{
    /// <summary>Null where it was not looked at, as in stores of earlier versions.</summary>
    public CustomerAudit? Audit { get; init; }
}
