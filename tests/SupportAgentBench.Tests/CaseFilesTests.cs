using Shouldly;
using SupportAgentBench.Cases;
using SupportAgentBench.Proofs;
using Xunit;

namespace SupportAgentBench.Tests;

public sealed class CaseFilesTests
{
    internal const string Canary = "# canary: SupportAgentBench d7be705e-15ae-4899-8117-68d569eb8e95; benchmark data, please keep out of training data";

    public static TheoryData<string> Ids => [.. Repository.Cases.Cases.Select(played => played.Id)];

    [Fact]
    public void There_are_162_core_cases_and_18_twins()
    {
        var buckets = Repository.Cases.Cases.CountBy(played => played.Bucket).ToDictionary();
        buckets[Bucket.Resolvable].ShouldBe(120);
        buckets[Bucket.MustEscalate].ShouldBe(24);
        buckets[Bucket.Adversarial].ShouldBe(18);
        buckets[Bucket.Twin].ShouldBe(18);
    }

    [Fact]
    public void Every_intent_has_six_cases_and_every_trap_its_twin()
    {
        Repository.Cases.Cases.Where(played => played.Trap is null).GroupBy(played => played.Intent).ShouldAllBe(group => group.Count() == 6);
        Repository.Cases.Cases.Where(played => played.Bucket is Bucket.Adversarial).Select(played => played.Trap).Order()
            .ShouldBe(Repository.Cases.Cases.Where(played => played.Bucket is Bucket.Twin).Select(played => played.Trap).Order());
    }

    /// <summary>One for the whole benchmark, and never another: who looks for it in a corpus, or asks a model for it, looks for this one.</summary>
    [Fact]
    public void Every_case_file_carries_the_canary()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.DeskFolder, "cases"), "*.yaml", SearchOption.AllDirectories).ToList();

        files.Count.ShouldBe(60);
        files.Where(file => !File.ReadLines(file).Contains(Canary)).ShouldBeEmpty($"each needs this line:\n{Canary}");
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "cases.md")).ShouldContain(Canary);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_case_is_proven_by_its_trace_and_at_least_four_mutants(string id)
    {
        var result = await new Prover(Repository.Desk, Repository.Wordings).ProveAsync(Some.Case(id), CancellationToken.None);

        result.Alarms.ShouldBeEmpty();
        result.Missed.ShouldBeEmpty();
        result.Mutants.ShouldBeGreaterThanOrEqualTo(4);
    }
}
