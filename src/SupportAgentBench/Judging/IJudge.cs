using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Judging;

/// <summary>Marks a finished transcript. Never told the agent's name; what the evidence decides, it may not overrule.</summary>
public interface IJudge
{
    string Name { get; }

    /// <param name="calls">Where the judge's model calls are kept.</param>
    Task<Judgement> JudgeAsync(SupportCase played, Transcript transcript, TrialScore score, TrialCalls calls, CancellationToken cancellation);
}
