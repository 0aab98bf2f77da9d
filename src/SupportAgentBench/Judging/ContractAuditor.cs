using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Desks;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Judging;

/// <summary>The part of the audit that needs no model.</summary>
public sealed class ContractAuditor(Contract contract, Desk desk) : IAuditor
{
    public Task<CustomerAudit> AuditAsync(SupportCase played, Transcript transcript, TrialScore score, TrialCalls calls, CancellationToken cancellation) =>
        Task.FromResult(new CustomerAudit([.. contract.Check(PartOf(played), transcript.Events).Select(breach => Fault(breach, played, transcript, score))], 1));

    internal static Part PartOf(SupportCase played) => new(played.Customer, played.Email, played.Language, played.Mood);

    internal CustomerFault Fault(Breach breach, SupportCase played, Transcript transcript, TrialScore score) =>
        new(breach.Kind, breach.Turn, breach.Quote, breach.What, FaultEffects.Of(breach, played, transcript, score, desk));
}
