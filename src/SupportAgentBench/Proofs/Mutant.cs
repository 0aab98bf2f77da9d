using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;

namespace SupportAgentBench.Proofs;

/// <summary>A reference trace with one fault put in, and the finding that must name it.</summary>
/// <param name="Fault">What was put in, in words.</param>
/// <param name="Names">The finding that names the fault.</param>
/// <param name="MayFollow">What the same fault may bring with it; any other finding is a false alarm.</param>
public sealed record Mutant(string Fault, IReadOnlyList<IReadOnlyList<ProofStep>> Trace, FindingRule Names, IReadOnlySet<FindingRule> MayFollow);
