using System.Text.Json;
using Shouldly;
using SupportAgentBench.Cases;
using SupportAgentBench.Proofs;
using Xunit;

namespace SupportAgentBench.Tests;

/// <summary>
/// Reference traces in the words of other authors, who saw neither rules nor word lists: what an honest agent says in its own way, and what it says
/// where one thing about it is wrong. The floors keep the reading from getting worse; what is not understood yet is printed.
/// </summary>
public sealed class ParaphrasedTracesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("paraphrased-traces.json", 90, 0)]
    [InlineData("paraphrased-chatty.json", 48, 0)]
    [InlineData("paraphrased-curt.json", 36, 0)]
    [InlineData("paraphrased-varied.json", 40, 0)]
    [InlineData("paraphrased-agents.json", 39, 1)]
    [InlineData("paraphrased-voices.json", 54, 0)]
    [InlineData("paraphrased-models.json", 0, 999)]
    public async Task Agents_in_their_own_words_are_understood_when_honest_and_when_not(string file, int leastUnderstood, int mostMissed)
    {
        var path = Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Data", file);
        var traces = JsonSerializer.Deserialize<Dictionary<string, List<List<string>>>>(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        var prover = new Prover(Repository.Desk, Repository.Wordings);
        var (understood, mutants, missed, alarms) = (0, 0, 0, 0);
        foreach (var (id, turns) in traces)
        {
            var played = Some.Case(id);
            turns.Select(says => says.Count).ShouldBe(played.Proof.Select(turn => turn.Count(step => step is ProofStep.Say)), id);
            var proof = await prover.ProveAsync(played with { Proof = [.. played.Proof.Zip(turns, Said)] }, TestContext.Current.CancellationToken);
            var honest = proof.Alarms.Where(alarm => alarm.StartsWith("reference trace", StringComparison.Ordinal)).ToList();
            understood += honest.Count == 0 ? 1 : 0;
            mutants += proof.Mutants;
            missed += proof.Missed.Count;
            alarms += proof.Alarms.Count - honest.Count;
            foreach (var line in proof.Missed.Concat(proof.Alarms))
            {
                output.WriteLine($"{id}: {line}");
            }
        }

        output.WriteLine($"honest: {understood} of {traces.Count} understood; with a fault: {missed} of {mutants} missed, {alarms} alarms that the fault does not explain");
        understood.ShouldBeGreaterThanOrEqualTo(leastUnderstood);
        missed.ShouldBeLessThanOrEqualTo(mostMissed);
    }

    private static IReadOnlyList<ProofStep> Said(IReadOnlyList<ProofStep> turn, List<string> says)
    {
        var left = new Queue<string>(says);
        return [.. turn.Select(step => step is ProofStep.Say ? new ProofStep.Say(left.Dequeue()) : step)];
    }
}
