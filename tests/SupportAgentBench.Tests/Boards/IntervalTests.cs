using CsCheck;
using Shouldly;
using SupportAgentBench.Boards;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(0, 18, 0, 17.6)]
    [InlineData(1, 18, 1.0, 25.8)]
    [InlineData(3, 18, 5.8, 39.2)]
    [InlineData(5, 18, 12.5, 50.9)]
    [InlineData(24, 24, 86.2, 100)]
    [InlineData(19, 24, 59.5, 90.8)]
    [InlineData(3, 120, 0.9, 7.1)]
    [InlineData(6, 120, 2.3, 10.5)]
    public void Wilson_gives_the_published_values(int count, int n, double low, double high)
    {
        var interval = Interval.Wilson((double)count / n, n);
        (interval.Low * 100).ShouldBe(low, 0.05);
        (interval.High * 100).ShouldBe(high, 0.05);
    }

    [Fact]
    public void More_runs_that_all_agree_do_not_narrow_the_interval()
    {
        var once = Clustered.Share([.. Enumerable.Repeat(CaseSum.Of(0), 18)]);
        var thrice = Clustered.Share([.. Enumerable.Repeat(CaseSum.Of(0, 0, 0), 18)]);
        thrice.ShouldBe(once);
        (thrice.High * 100).ShouldBe(17.6, 0.05);
    }

    [Fact]
    public void Independent_runs_count_in_full()
    {
        var random = new Random(4);
        var independent = Enumerable.Range(0, 120).Select(_ => CaseSum.Of([.. Enumerable.Range(0, 3).Select(_ => random.NextDouble() < 0.5 ? 1.0 : 0.0)])).ToList();
        Clustered.Correlation(independent).ShouldBeLessThan(0.15);
    }

    [Fact]
    public void What_is_free_is_free_for_sure_and_what_never_happened_may_still_happen()
    {
        var none = Enumerable.Repeat(CaseSum.Of(0, 0, 0), 120).ToList();
        Clustered.Of(MetricKind.Dollars, none).ShouldBe(new Interval(0, 0));
        Clustered.Of(MetricKind.Amount, none)!.High.ShouldBe(3.69 / 120, 1e-4);
    }

    [Fact]
    public void The_interval_holds_the_mean_and_stays_between_0_and_1() =>
        Gen.Double[0, 1].Select(Gen.Double[1, 500]).Sample((rate, n) =>
        {
            var interval = Interval.Wilson(rate, n);
            return interval.Low >= 0 && interval.High <= 1 && interval.Low <= rate + 1e-9 && interval.High >= rate - 1e-9;
        });
}
