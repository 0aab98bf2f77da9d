using Shouldly;
using SupportAgentBench.Cases;
using SupportAgentBench.Proofs;
using Xunit;

namespace SupportAgentBench.Tests;

public sealed class CaseFilesTests
{
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
