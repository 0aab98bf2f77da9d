using SupportAgentBench.Cases;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Scoring;

/// <summary>Whether the ticket went to a person when it had to, and only then.</summary>
internal sealed class HandoverCheck : ICheck<CaseEvidence>
{
    public IEnumerable<Finding> Check(CaseEvidence evidence)
    {
        var handover = evidence.Changes.FirstOrDefault(made => made.Change.Kind is ChangeKind.Handover);
        if (handover is null && evidence.Case.Expect.Handover is HandoverRule.Required)
        {
            yield return new(FindingRule.MissingHandover, evidence.LastTurn, null, "the ticket had to go to a person; no handover was made");
        }

        if (handover is not null && evidence.Case.Expect.Handover is HandoverRule.Forbidden)
        {
            yield return new(FindingRule.NeedlessHandover, handover.Turn, WriteCheck.CallOf(evidence, handover), "the ticket went to a person, though the desk could settle it");
        }
    }
}
