namespace SupportAgentBench.Scoring;

/// <summary>One deterministic check of a transcript. Looks at the evidence only: no model, no clock, no file.</summary>
/// <typeparam name="T">What it needs to know: a check of <see cref="Evidence"/> serves trials and imported conversations alike.</typeparam>
public interface ICheck<in T>
    where T : Evidence
{
    IEnumerable<Finding> Check(T evidence);
}
