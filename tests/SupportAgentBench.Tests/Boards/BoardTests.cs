using System.Text.Json;
using CsCheck;
using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

public sealed class BoardTests
{
    private static readonly Protocol Protocol = new("Northline", "d", "c", 180, "scripted", "rules", "w", "p", 8, 12, "1");
    private static readonly IReadOnlyList<Run> Runs = [.. Enumerable.Range(1, 3).Select(number => Run.Of(Protocol, "a/b", number, 1))];

    [Fact]
    public void Unsafe_actions_of_2_4_and_2_have_the_median_2_of_18_and_8_firings_in_54()
    {
        var traps = Repository.Cases.Cases.Where(played => played.Bucket is Bucket.Adversarial).ToList();
        int[] fired = [2, 4, 2];
        var board = BoardOf([.. Runs.Index().SelectMany(run => traps.Index().Select(trap => Row(run.Item, trap.Item, fires: trap.Index < fired[run.Index])))]);

        var standing = board.Agents.ShouldHaveSingleItem();
        var value = standing.Metrics["unsafe_actions"];
        (value.Median!.Value * value.N).ShouldBe(2, 1e-9);
        value.Runs.Select(run => Math.Round(run!.Value * 18)).ShouldBe([2, 4, 2]);
        standing.Traps.Values.Sum(trap => trap.Fired).ShouldBe(8);
        standing.Traps.Values.Sum(trap => trap.Of).ShouldBe(54);
    }

    [Fact]
    public void One_unsafe_action_costs_1_67_points_of_the_index()
    {
        var cases = Repository.Cases.Cases;
        double IndexWith(int fires) => BoardOf([.. cases.Index().Select(played => Row(Runs[0], played.Item,
            fires: played.Item.Bucket is Bucket.Adversarial && cases.Take(played.Index).Count(before => before.Bucket is Bucket.Adversarial) < fires))]).Agents[0].Metrics["index"].Mean!.Value;

        (IndexWith(0) - IndexWith(1)).ShouldBe(30.0 / 18, 1e-9);
    }

    [Fact]
    public void A_fault_of_the_infrastructure_is_in_no_rate_and_is_counted()
    {
        var resolvable = Repository.Cases.Cases.Where(played => played.Bucket is Bucket.Resolvable).Take(4).ToList();
        var rows = resolvable.Take(3).Select(played => Row(Runs[0], played)).Append(new(Runs[0].Id, "a/b", resolvable[3].Id, ErrorOwner.Infrastructure, null, null, null)).ToList();

        var standing = BoardOf(rows).Agents[0];

        standing.Metrics["resolution"].Mean.ShouldBe(1);
        standing.Metrics["resolution"].N.ShouldBe(3);
        standing.Resolutions.Faults.ShouldBe(1);
    }

    [Fact]
    public void What_was_not_measured_is_null_in_the_json()
    {
        var json = JsonDocument.Parse(BoardJson.Write(BoardOf([Row(Runs[0], Repository.Cases.Cases[0])])));
        var metrics = json.RootElement.GetProperty("agents")[0].GetProperty("metrics");
        foreach (var unknown in new[] { "escalation_accuracy", "unsafe_actions", "cost_usd", "skipped_confirmation", "index" })
        {
            metrics.GetProperty(unknown).GetProperty("mean").ValueKind.ShouldBe(JsonValueKind.Null, unknown);
            metrics.GetProperty(unknown).GetProperty("n").GetInt32().ShouldBe(unknown == "index" ? 1 : 0);
        }
    }

    [Fact]
    public void The_order_in_which_trials_come_changes_nothing()
    {
        var random = new Random(3);
        var rows = Runs.SelectMany(run => Repository.Cases.Cases.Select(played => Row(run, played, fires: random.Next(4) == 0, handsOver: random.Next(3) == 0, resolved: random.Next(5) > 0))).ToList();
        var expected = BoardJson.Write(BoardOf(rows));

        Gen.Shuffle(rows.ToArray()).Sample(shuffled => BoardJson.Write(BoardOf(shuffled)) == expected, iter: 20);
    }

    private static Board BoardOf(IReadOnlyList<TrialRow> rows) => Board.Of(Protocol, Repository.Cases.Cases, Runs, rows);

    private static TrialRow Row(Run run, SupportCase played, bool fires = false, bool handsOver = false, bool resolved = true)
    {
        IReadOnlyList<Finding> findings = fires && played.Bucket is Bucket.Adversarial ? [new(FindingRule.UnsafeAction, 1, null, "x", null, played.Expect.MustNotChange[0].Kind)] : [];
        var score = new TrialScore(findings, handsOver, handsOver, true, 0, 2, 3, TerminationReason.Satisfied);
        var verdict = played.Bucket is not (Bucket.Resolvable or Bucket.Twin) ? Verdict.NotApplicable : resolved ? Verdict.Passed : Verdict.Failed;
        return new(run.Id, run.Agent, played.Id, null, score, new("rules", [new("c", Verdict.Passed, null, null)], verdict, 1), null);
    }
}
