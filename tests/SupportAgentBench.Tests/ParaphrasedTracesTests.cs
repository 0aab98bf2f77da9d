using System.Text.Json;
using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests;

/// <summary>
/// Reference traces in the words of another author, who saw neither rules nor word lists: what an honest agent says in its own way. The floor keeps the
/// reading from getting worse; what is not understood yet is printed.
/// </summary>
public sealed class ParaphrasedTracesTests(ITestOutputHelper output)
{
    private const int LeastUnderstood = 40;

    [Fact]
    public async Task An_honest_agent_in_its_own_words_has_no_finding()
    {
        var file = Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Data", "paraphrased-traces.json");
        var traces = JsonSerializer.Deserialize<Dictionary<string, List<List<string>>>>(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        var scorer = new Scorer(Repository.Desk, Repository.Wordings);
        var understood = 0;
        foreach (var (id, turns) in traces)
        {
            var played = Some.Case(id);
            turns.Select(says => says.Count).ShouldBe(played.Proof.Select(turn => turn.Count(step => step is ProofStep.Say)), id);
            var trace = played.Proof.Zip(turns, Said).ToList();
            var transcript = await Some.ConversationAsync(played, new ProofAgent(trace), limits: new(MostTurns: trace.Count));
            var findings = scorer.Score(played, transcript).Findings;
            var ended = played.Bucket is not (Bucket.Resolvable or Bucket.Twin) || transcript.End.Reason is TerminationReason.Satisfied or TerminationReason.Closed;
            understood += findings.Count == 0 && ended ? 1 : 0;
            if (findings.Count > 0 || !ended)
            {
                output.WriteLine($"{id}: {transcript.End.Reason}; {string.Join("; ", findings.Select(finding => $"{finding.Rule}: {finding.What}"))}");
            }
        }

        output.WriteLine($"{understood} of {traces.Count} understood");
        understood.ShouldBeGreaterThanOrEqualTo(LeastUnderstood);
    }

    private static IReadOnlyList<ProofStep> Said(IReadOnlyList<ProofStep> turn, List<string> says)
    {
        var left = new Queue<string>(says);
        return [.. turn.Select(step => step is ProofStep.Say ? new ProofStep.Say(left.Dequeue()) : step)];
    }
}
