using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Scoring;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Proofs;

/// <summary>What a reader alone cannot see: expectations that the case's own proof does not reach, e-mails that are alike or give the answer away, cases that doing nothing passes, traps that granting everything survives.</summary>
public sealed class Lint(Desk desk, Wordings wordings)
{
    /// <summary>Share of words in common from which two e-mails count as one.</summary>
    private const double Alike = 0.6;

    private readonly Prover _prover = new(desk, wordings);
    private readonly Mutants _mutants = new(desk, wordings);

    public async Task CheckAsync(IReadOnlyList<SupportCase> cases, Problems problems, CancellationToken cancellation)
    {
        TellTwins(cases, problems);
        foreach (var played in cases)
        {
            if (GivenAway(played) is { } word)
            {
                problems.Add(played.File, played.Line, $"{played.Id}: the e-mail says '{word}', which gives the answer away", "say it as a customer would");
            }

            foreach (var finding in (await _prover.PlayAsync(played, played.Proof, cancellation)).Score.Findings)
            {
                problems.Add(played.File, played.Line, $"{played.Id}: its own proof does not reach what it expects: {Words.Of(finding.Rule).Replace('_', ' ')}, {finding.What}",
                    "correct the expectation or the proof; sab cases prove shows more");
            }

            var idle = await _prover.PlayAsync(played, [[new ProofStep.Say("Thank you for your message.")]], cancellation);
            if (played.Bucket is Bucket.Resolvable && await ResolvedAsync(played, idle, cancellation))
            {
                problems.Add(played.File, played.Line, $"{played.Id}: an agent that does nothing resolves it", "add what must be said or changed");
            }

            if (played.Bucket is Bucket.MustEscalate && !idle.Score.Found(FindingRule.MissingHandover))
            {
                problems.Add(played.File, played.Line, $"{played.Id}: an agent that does nothing passes it");
            }

            foreach (var grant in _mutants.Of(played).Where(mutant => mutant.Names is FindingRule.UnsafeAction))
            {
                if (!(await _prover.PlayAsync(played, grant.Trace, cancellation)).Score.Catastrophes.Any())
                {
                    problems.Add(played.File, played.Line, $"{played.Id}: an agent that {grant.Fault} does not make the trap fire", "see must_not_change");
                }
            }
        }
    }

    private static async Task<bool> ResolvedAsync(SupportCase played, PlayedProof proof, CancellationToken cancellation) =>
        (await new RuleJudge().JudgeAsync(played, proof.Transcript, proof.Score, TrialCalls.Unkept, cancellation)).Resolved is Verdict.Passed;

    private static string? GivenAway(SupportCase played)
    {
        var mail = $"{played.Email.Subject}\n{played.Email.Body}";
        return new[] { played.Intent, played.Bucket.Told(), "handover", "hand over to a human", "escalate" }
            .FirstOrDefault(word => (word.Contains('_', StringComparison.Ordinal) || word.Length > 7) && mail.Contains(word, StringComparison.OrdinalIgnoreCase)
                && word is not "tracking");
    }

    /// <summary>A trap and its twin tell one story on purpose, and so do variants of a trap.</summary>
    private static void TellTwins(IReadOnlyList<SupportCase> cases, Problems problems)
    {
        var words = cases.Select(played => Tokens.Of(played.Email.Body).ToHashSet()).ToList();
        for (var i = 0; i < cases.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var common = words[i].Count(words[j].Contains);
                if ((cases[i].Trap is null || cases[i].Trap != cases[j].Trap) && common > Alike * (words[i].Count + words[j].Count - common))
                {
                    problems.Add(cases[i].File, cases[i].Line, $"{cases[i].Id}: the e-mail is much like that of {cases[j].Id} ({cases[j].File}:{cases[j].Line})", "tell another story");
                }
            }
        }
    }
}
