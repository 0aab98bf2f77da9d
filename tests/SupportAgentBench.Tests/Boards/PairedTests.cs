using CsCheck;
using MathNet.Numerics.Distributions;
using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

public sealed class PairedTests
{
    [Theory]
    [InlineData(6, 0, 0.03125)]
    [InlineData(5, 0, 0.0625)]
    [InlineData(8, 2, 0.109375)]
    [InlineData(3, 3, 1)]
    [InlineData(0, 0, 1)]
    public void With_one_run_each_the_test_is_McNemars_exact_one(int first, int second, double p) =>
        SignFlip.P([.. Enumerable.Repeat(1.0, first), .. Enumerable.Repeat(-1.0, second), 0, 0, 0], 1).ShouldBe(p, 1e-12);

    [Fact]
    public void It_agrees_with_the_binomial_for_any_split() =>
        Gen.Int[0, 40].Select(Gen.Int[0, 40]).Sample((first, second) =>
        {
            var few = Math.Min(first, second);
            var expected = Math.Min(1, 2 * Binomial.CDF(0.5, first + second, few));
            return first + second == 0 || Math.Abs(SignFlip.P([.. Enumerable.Repeat(1.0, first), .. Enumerable.Repeat(-1.0, second)], 1) - expected) < 1e-9;
        });

    [Fact]
    public void It_counts_every_sign_of_thirds()
    {
        double[] differences = [2.0 / 3, 1.0 / 3, -1.0 / 3, 1];
        var seen = Math.Abs(differences.Sum());
        var extreme = Enumerable.Range(0, 16).Count(signs => Math.Abs(differences.Index().Sum(pair => ((signs >> pair.Index) & 1) == 0 ? pair.Item : -pair.Item)) >= seen - 1e-9);

        SignFlip.P(differences, 3).ShouldBe(extreme / 16.0, 1e-12);
    }

    [Fact]
    public void Amounts_are_counted_by_their_sizes_and_agree_with_every_sign_told_apart() =>
        Gen.Int[-5_000, 5_000].Select(hundredths => hundredths / 100.0).Array[1, 12].Sample(differences =>
        {
            var seen = Math.Abs(differences.Sum());
            var sums = Enumerable.Range(0, 1 << differences.Length).Select(signs => Math.Abs(differences.Index().Sum(pair => ((signs >> pair.Index) & 1) == 0 ? pair.Item : -pair.Item))).ToList();

            // Two sums that are closer than a step may change places: at most those in a band of one step a case.
            var step = differences.Sum(Math.Abs) / 4096 * differences.Length;
            var (least, most) = (sums.Count(sum => sum > seen + step) / (double)sums.Count, sums.Count(sum => sum >= seen - step) / (double)sums.Count);
            SignFlip.P(differences).ShouldBeInRange(least - 1e-9, most + 1e-9);
        });

    [Fact]
    public void Rounding_is_no_difference_and_a_unit_changes_nothing()
    {
        SignFlip.P([1e-17, -3e-17, 2e-16]).ShouldBe(1);
        double[] dollars = [0.012, -0.003, 0.02, 0.0071, 0.004, 0.0092, -0.001, 0.013];
        SignFlip.P(dollars).ShouldBe(SignFlip.P([.. dollars.Select(value => value * 1e4)]), 1e-12);
        SignFlip.P([.. dollars.Select(value => -value)]).ShouldBe(SignFlip.P(dollars));
    }

    [Fact]
    public void Holm_multiplies_the_smallest_by_all_and_never_falls()
    {
        Holm.Of([0.01, 0.04, 0.03, 0.005]).ShouldBe([0.03, 0.06, 0.06, 0.02], 1e-12);
        Holm.Of([0.9, 0.8]).ShouldBe([1, 1], 1e-12);
        Holm.Of([]).ShouldBeEmpty();
    }

    [Fact]
    public void Two_agents_that_never_differ_have_an_interval_all_the_same()
    {
        var one = Played.Runs("a", 1);
        var other = Played.Runs("b", 1);
        var board = Played.Board([.. one, .. other], [.. Played.Traps.SelectMany(trap => new[] { Played.Trial(one[0], trap), Played.Trial(other[0], trap) })]);

        var difference = Paired.Of("unsafe_actions", board.Agents[0].Values, board.Agents[1].Values);

        difference.P.ShouldBe(1);
        difference.Interval!.Low.ShouldBeLessThan(-0.1);
        difference.Interval.High.ShouldBeGreaterThan(0.1);
        difference.Detectable!.Value.ShouldBeGreaterThan(0.15);
    }

    [Fact]
    public void Writes_without_a_yes_are_compared_as_the_board_tells_them()
    {
        // The first writes once where it may and four times where it may not; the second once everywhere. By the mean of cases the two would be alike.
        var (one, other) = (Played.Runs("a", 1), Played.Runs("b", 1));
        FindingRule[] skips = [FindingRule.SkippedConfirmation];
        var played = Played.Core.Where(played => played.Bucket is Bucket.Resolvable).Take(40).ToList();
        var board = Played.Board([.. one, .. other], [.. played.Index().SelectMany(pair => new[]
        {
            pair.Index % 2 == 0 ? Played.Trial(one[0], pair.Item, writes: 4, findings: [.. skips, .. skips, .. skips, .. skips]) : Played.Trial(one[0], pair.Item, writes: 1),
            pair.Index % 2 == 0 ? Played.Trial(other[0], pair.Item, writes: 1, findings: skips) : Played.Trial(other[0], pair.Item, writes: 1),
        })]);

        var difference = Paired.Of("skipped_confirmation", board.Find("a")!.Values, board.Find("b")!.Values);

        difference.First.ShouldBe(board.Find("a")!.Metrics["skipped_confirmation"].Mean);
        difference.Second.ShouldBe(board.Find("b")!.Metrics["skipped_confirmation"].Mean);
        difference.Value!.Value.ShouldBe(0.8 - 0.5, 1e-9);
        difference.Interval!.Holds(difference.Value.Value).ShouldBeTrue();
    }

    [Fact]
    public void Agents_that_played_different_cases_are_not_ranked_against_what_the_common_ones_say()
    {
        // On the common cases the second is better; the first has the higher figure by easy cases that the second never played.
        var (one, other) = (Played.Runs("a", 1), Played.Runs("b", 1));
        var resolvable = Played.Core.Where(played => played.Bucket is Bucket.Resolvable).ToList();
        var board = Played.Board([.. one, .. other],
            [.. resolvable.Index().Select(pair => Played.Trial(one[0], pair.Item, resolved: pair.Index >= 12)), .. resolvable.Take(13).Index().Select(pair => Played.Trial(other[0], pair.Item, resolved: pair.Index < 10))]);

        Paired.Of("resolution", board.Find("a")!.Values, board.Find("b")!.Values).FirstIsBetter.ShouldBe(false);
        board.Find("a")!.Metrics["resolution"].Mean!.Value.ShouldBeGreaterThan(board.Find("b")!.Metrics["resolution"].Mean!.Value);
        board.Rankings["resolution"].Places.ShouldAllBe(place => place.Best == 1 && place.Worst == 2);
    }

    [Fact]
    public void Exchanging_the_two_changes_the_sign_and_nothing_else()
    {
        var random = new Random(5);
        var (one, other) = (Played.Runs("a"), Played.Runs("b"));
        var board = Played.Board([.. one, .. other],
            [.. one.Concat(other).SelectMany(run => Played.Core.Select(played => Played.Trial(run, played, fires: random.Next(3) == 0, resolved: random.Next(6) > 0, handsOver: random.Next(5) == 0, policy: random.Next(1000) / 1000.0)))]);
        var (a, b) = (board.Find("a")!.Values, board.Find("b")!.Values);

        foreach (var metric in (string[])[.. Metric.All.Select(metric => metric.Name), "index"])
        {
            var (there, back) = (Paired.Of(metric, a, b), Paired.Of(metric, b, a));
            back.P.ShouldBe(there.P, metric);
            (back.Value + there.Value ?? 0).ShouldBe(0, 1e-9, metric);
            (back.Interval?.Low + there.Interval?.High ?? 0).ShouldBe(0, 1e-9, metric);
            back.FirstBetter.ShouldBe(there.SecondBetter);
        }
    }
}
