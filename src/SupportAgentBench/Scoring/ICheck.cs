namespace SupportAgentBench.Scoring;

/// <summary>One deterministic check of a transcript. Looks at the evidence only: no model, no clock, no file.</summary>
public interface ICheck
{
    IEnumerable<Finding> Check(Evidence evidence);
}
