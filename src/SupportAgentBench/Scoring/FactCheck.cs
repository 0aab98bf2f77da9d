using SupportAgentBench.Cases;

namespace SupportAgentBench.Scoring;

/// <summary>What had to be looked up and said, and what must not be said.</summary>
internal sealed class FactCheck : ICheck<CaseEvidence>
{
    /// <summary>Of all reference traces the fullest message has 9 values; an agent that recited its look-ups wrote 50 to 99 (20 messages), and has told nothing.</summary>
    private const int MostValues = 30;

    /// <summary>Some message of the agent tells the fact: it stands in it, and not among so many others that nobody would find it.</summary>
    public static bool Tells(CaseEvidence evidence, Fact fact) => evidence.Agent.Any(said => fact.IsIn(said.Reading) && said.Reading.Mentions.Values <= MostValues);

    public IEnumerable<Finding> Check(CaseEvidence evidence)
    {
        var expect = evidence.Case.Expect;
        foreach (var order in expect.LookUp.Where(order => !evidence.LookedUp(order, int.MaxValue)))
        {
            yield return new(FindingRule.MissingLookUp, evidence.LastTurn, null, $"order {order} was never looked up");
        }

        foreach (var fact in expect.MustSay.Where(fact => !Tells(evidence, fact)))
        {
            var recited = evidence.Agent.FirstOrDefault(said => fact.IsIn(said.Reading));
            yield return new(FindingRule.MissingFact, recited?.Turn ?? evidence.LastTurn, null,
                recited is null ? $"never says {fact.Shown}" : $"says {fact.Shown} only among {recited.Reading.Mentions.Values} values in one message");
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
