using SupportAgentBench.Agents;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Desks;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Proofs;

/// <summary>What proving one case brought to light.</summary>
/// <param name="Alarms">Findings on the reference trace, and findings on mutants that no fault explains.</param>
/// <param name="Missed">Mutants whose fault was not named.</param>
public sealed record ProofResult(SupportCase Case, int Mutants, IReadOnlyList<string> Missed, IReadOnlyList<string> Alarms)
{
    public bool Sound => Missed.Count == 0 && Alarms.Count == 0;
}

/// <summary>Proves that a case measures what it says: its reference trace passes, and every mutant is caught by the finding that names the fault.</summary>
public sealed class Prover(Desk desk, Wordings wordings)
{
    private const int Seed = 1;
    private readonly Scorer _scorer = new(desk, wordings);
    private readonly Mutants _mutants = new(desk, wordings);
    private readonly ScriptedCustomer _customer = new(wordings);

    public async Task<ProofResult> ProveAsync(SupportCase played, CancellationToken cancellation)
    {
        var alarms = new List<string>();
        var missed = new List<string>();
        var proof = await PlayAsync(played, played.Proof, cancellation);
        var (end, findings) = (proof.Score.End, proof.Score.Findings);
        alarms.AddRange(findings.Select(finding => $"reference trace: {Shown(finding)}"));
        if (played.Bucket is Bucket.Resolvable or Bucket.Twin && end is not (TerminationReason.Satisfied or TerminationReason.Closed))
        {
            alarms.Add($"reference trace: the customer is not satisfied but {Files.Words.Of(end)}");
        }

        var mutants = _mutants.Of(played).ToList();
        foreach (var mutant in mutants)
        {
            var found = (await PlayAsync(played, mutant.Trace, cancellation)).Score.Findings;
            if (found.All(finding => finding.Rule != mutant.Names))
            {
                missed.Add($"{mutant.Fault}: no {Files.Words.Of(mutant.Names)}");
            }

            alarms.AddRange(found.Where(finding => finding.Rule != mutant.Names && !mutant.MayFollow.Contains(finding.Rule)).Select(finding => $"{mutant.Fault}: {Shown(finding)}"));
        }

        return new(played, mutants.Count, missed, alarms);
    }

    /// <summary>Plays a trace against the scripted customer and scores it.</summary>
    internal async Task<PlayedProof> PlayAsync(SupportCase played, IReadOnlyList<IReadOnlyList<ProofStep>> trace, CancellationToken cancellation)
    {
        var header = new TranscriptHeader(TranscriptHeader.CurrentFormat, "00000000", "proof", played.Id, _customer.Name, desk.Profile.Name, Seed);

        // No turn beyond the trace: what would come then is nobody's answer.
        var limits = Limits.Standard with { MostTurns = Math.Min(Limits.Standard.MostTurns, trace.Count) };
        var transcript = await new Conversation(played, new OpenDesk(desk), new ProofAgent(trace), _customer, "", limits, header, TrialCalls.Unkept).PlayAsync(cancellation);
        return new(transcript, _scorer.Score(played, transcript));
    }

    private static string Shown(Finding finding) => $"{Files.Words.Of(finding.Rule)}: {finding.What}" + (finding.Quote is null ? "" : $" ({(finding.Quote.Length > 120 ? finding.Quote[..117] + "..." : finding.Quote)})");
}

/// <summary>A trace as it was played, with what was found.</summary>
internal sealed record PlayedProof(Transcript Transcript, TrialScore Score);
