using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Judging;

/// <summary>Looks for the customer's faults in one conversation, and what each did to its outcome.</summary>
public interface IAuditor
{
    Task<CustomerAudit> AuditAsync(SupportCase played, Transcript transcript, TrialScore score, TrialCalls calls, CancellationToken cancellation);
}
