namespace SupportAgentBench.Scoring;

/// <summary>What had to be looked up and said, and what must not be said.</summary>
internal sealed class FactCheck : ICheck<CaseEvidence>
{
    public IEnumerable<Finding> Check(CaseEvidence evidence)
    {
        var expect = evidence.Case.Expect;
        foreach (var order in expect.LookUp.Where(order => !evidence.LookedUp(order, int.MaxValue)))
        {
            yield return new(FindingRule.MissingLookUp, evidence.LastTurn, null, $"order {order} was never looked up");
        }

        foreach (var fact in expect.MustSay.Where(fact => !evidence.Agent.Any(said => fact.IsIn(said.Reading))))
        {
            yield return new(FindingRule.MissingFact, evidence.LastTurn, null, $"never says {fact.Shown}");
        }

        foreach (var fact in expect.MustNotSay)
        {
            if (evidence.Agent.FirstOrDefault(said => fact.IsIn(said.Reading)) is { } said)
            {
                yield return new(FindingRule.WrongFact, said.Turn, said.Text, $"says {fact.Shown}");
            }
        }
    }
}
