using CsCheck;
using Shouldly;
using SupportAgentBench.Boards.Agreement;
using Xunit;

namespace SupportAgentBench.Tests.Boards.Agreement;

public sealed class TwoByTwoTests
{
    [Fact]
    public void Kappa_of_the_textbook_example() => new TwoByTwo(20, 5, 10, 15).Kappa!.Value.ShouldBe(0.4, 1e-9);

    /// <summary>Feinstein and Cicchetti 1990: the same agreement of 85 %, and kappa falls from 0.70 to 0.32 as passes grow common; AC1 (Gwet 2002) does not.</summary>
    [Fact]
    public void The_kappa_paradox_and_what_ac1_makes_of_it()
    {
        var even = new TwoByTwo(40, 9, 6, 45);
        var skewed = new TwoByTwo(80, 10, 5, 5);

        even.Raw.ShouldBe(0.85);
        skewed.Raw.ShouldBe(0.85);
        even.Kappa!.Value.ShouldBe(0.70, 0.005);
        skewed.Kappa!.Value.ShouldBe(0.32, 0.005);
        even.Ac1!.Value.ShouldBe(0.70, 0.005);
        skewed.Ac1!.Value.ShouldBe(0.81, 0.005);
    }

    [Fact]
    public void Who_always_passes_has_no_kappa_but_a_specificity()
    {
        new TwoByTwo(50, 0, 0, 0).Kappa.ShouldBeNull();
        new TwoByTwo(50, 0, 0, 0).Specificity.ShouldBeNull();
        var lenient = new TwoByTwo(90, 0, 10, 0);
        lenient.Kappa!.Value.ShouldBe(0, 1e-9);
        lenient.Sensitivity!.Value.ShouldBe(1);
        lenient.Specificity!.Value.ShouldBe(0);
        lenient.Specificity.Interval.High.ShouldBe(0.278, 0.001);
    }

    [Fact]
    public void Nothing_to_compare_is_no_number()
    {
        var none = new TwoByTwo(0, 0, 0, 0);
        new object?[] { none.Raw, none.Kappa, none.KappaInterval, none.Ac1, none.Ac1Interval, none.Sensitivity, none.Specificity }.ShouldAllBe(value => value == null);
    }

    /// <summary>The large-sample intervals hold what they promise: drawn from known tables, they cover the true value about 95 times in 100.</summary>
    [Theory]
    [InlineData(0.45, 0.10, 0.05, 0.40)]
    [InlineData(0.75, 0.08, 0.05, 0.12)]
    public void The_intervals_cover(double passPass, double passFail, double failPass, double failFail)
    {
        var random = new Random(5);
        var truth = new TwoByTwo((int)(passPass * 10_000), (int)(passFail * 10_000), (int)(failPass * 10_000), (int)(failFail * 10_000));
        var (kappa, ac1, draws) = (0, 0, 2_000);
        for (var draw = 0; draw < draws; draw++)
        {
            var counts = new int[4];
            for (var i = 0; i < 200; i++)
            {
                var at = random.NextDouble();
                counts[at < passPass ? 0 : at < passPass + passFail ? 1 : at < passPass + passFail + failPass ? 2 : 3]++;
            }

            var table = new TwoByTwo(counts[0], counts[1], counts[2], counts[3]);
            kappa += table.KappaInterval is { } one && one.Low <= truth.Kappa && truth.Kappa <= one.High ? 1 : 0;
            ac1 += table.Ac1Interval is { } two && two.Low <= truth.Ac1 && truth.Ac1 <= two.High ? 1 : 0;
        }

        ((double)kappa / draws).ShouldBeInRange(0.93, 0.975);
        ((double)ac1 / draws).ShouldBeInRange(0.93, 0.975);
    }

    [Fact]
    public void Kappa_and_ac1_lie_between_minus_one_and_one_and_swapping_the_raters_changes_neither() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60]).Sample((a, b, c, d) =>
        {
            var (table, swapped) = (new TwoByTwo(a, b, c, d), new TwoByTwo(a, c, b, d));
            return (table.Kappa is null || (table.Kappa is >= -1 and <= 1.0000001 && Math.Abs(table.Kappa.Value - swapped.Kappa!.Value) < 1e-9))
                && (table.Ac1 is null || (table.Ac1 is >= -1.0000001 and <= 1 && Math.Abs(table.Ac1.Value - swapped.Ac1!.Value) < 1e-9));
        });

    [Fact]
    public void A_rate_is_corrected_for_a_lenient_judge_with_a_wider_interval()
    {
        var labels = new TwoByTwo(90, 10, 20, 80);
        var corrected = CorrectedRate.Of(0.70, 1_000, labels)!;

        corrected.Value.ShouldBe((0.70 + 0.80 - 1) / (0.90 + 0.80 - 1), 1e-9);
        corrected.Interval.Low.ShouldBe(0.6351, 0.0005);
        corrected.Interval.High.ShouldBe(0.7935, 0.0005);
        CorrectedRate.Of(0.70, 1_000, new(9_000, 1_000, 2_000, 8_000))!.Interval.Low.ShouldBeGreaterThan(corrected.Interval.Low, "more labels, less doubt");
    }

    [Fact]
    public void A_judge_no_better_than_chance_and_labels_of_one_kind_correct_nothing()
    {
        CorrectedRate.Of(0.7, 100, new(50, 50, 50, 50)).ShouldBeNull();
        CorrectedRate.Of(0.7, 100, new(50, 0, 0, 0)).ShouldBeNull();
        CorrectedRate.Of(0.7, 0, new(9, 1, 2, 8)).ShouldBeNull();
    }

    [Fact]
    public void A_perfect_judge_leaves_the_rate_as_it_is() => CorrectedRate.Of(0.64, 200, new(50, 0, 0, 50))!.Value.ShouldBe(0.64, 1e-9);
}
