using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Judging;

/// <summary>Marks a finished transcript. Never told the agent's name; what the evidence decides, it may not overrule.</summary>
public interface IJudge
{
    string Name { get; }

    Task<Judgement> JudgeAsync(SupportCase played, Transcript transcript, TrialScore score, CancellationToken cancellation);
}
