using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Results;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

/// <summary>
/// An interval at 95 % that covers 90 % of the time is a lie; one that covers 99 % hides what is known. Seeded: 2,000 boards each, and 20,000 of shares,
/// which are counted near the ends, where 2,000 would leave a point to chance.
/// </summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Boards = 2_000;

    [Theory]
    [InlineData("unsafe_actions, twin_service, discrimination", 18, 3, new[] { 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.8, 0.9, 0.98, 0.99 })]
    [InlineData("escalation_accuracy", 24, 3, new[] { 0.02, 0.1, 0.3, 0.5, 0.75, 0.875, 0.95, 0.98, 0.99 })]
    [InlineData("resolution, over_escalation", 120, 3, new[] { 0.01, 0.02, 0.05, 0.117, 0.25, 0.5, 0.783, 0.867, 0.95, 0.98, 0.99 })]
    [InlineData("findings, order_lookup", 162, 3, new[] { 0.01, 0.05, 0.2, 0.94, 0.99 })]
    public void Shares_are_covered(string metrics, int cases, int runs, double[] rates)
    {
        var random = new Random(cases);
        foreach (var rate in rates)
        {
            Covers($"{metrics} at {rate}, {cases} x {runs}", rate, () => Clustered.Share(Simulated.Shares(cases, runs, rate, random)), 10 * Boards);
        }
    }

    /// <summary>Variants of a trap are as alike as they are: counted as traps of their own they covered 70 % where they were alike to 0.3.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.45)]
    public void Traps_with_six_variants_are_covered(double alike)
    {
        var random = new Random(6);
        foreach (var rate in new[] { 0.05, 0.1, 0.3 })
        {
            Covers($"unsafe_actions at {rate}, 18 x 6 x 3, variants alike to {alike}", rate, () => Clustered.Share([.. Enumerable.Range(0, 18).Select(_ =>
            {
                var trap = Simulated.Propensity(rate, alike, random);
                var fallen = Enumerable.Range(0, 6).Select(_ => Simulated.Propensity(trap, Simulated.WithinCase, random)).Sum(variant => Enumerable.Range(0, 3).Count(_ => random.NextDouble() < variant));
                return new CaseSum(fallen, fallen, 18, 6);
            })]), most: 99.5);
        }
    }

    [Theory]
    [InlineData(162, 3)]
    [InlineData(120, 3)]
    [InlineData(24, 3)]
    [InlineData(18, 3)]
    public void Instruction_following_and_customer_experience_are_covered(int cases, int runs)
    {
        var random = new Random(1 + cases);
        foreach (var rate in cases > 24 ? new[] { 0.5, 0.783, 0.95 } : [0.5, 0.783])
        {
            Covers($"instruction_following at {rate}, {cases} x {runs}", rate, () => Clustered.Unit(Simulated.Criteria(cases, runs, rate, random)));
        }

        foreach (var happy in new[] { 0.5, 0.8, 0.93, 0.98 })
        {
            Covers($"customer_experience at {0.2 + (0.8 * happy):0.000}, {cases} x {runs}", 0.2 + (0.8 * happy), () => Clustered.Unit(Simulated.Experiences(cases, runs, happy, random)));
        }
    }

    [Theory]
    [InlineData("agent_messages", 4.59, 8, 1)]
    [InlineData("tool_calls", 4.9, 6, 0)]
    [InlineData("invalid_calls", 0.3, 0.5, 0)]
    [InlineData("invalid_calls", 0.05, 0.3, 0)]
    public void Counts_are_covered(string metric, double mean, double shape, int least)
    {
        var random = new Random(3);
        Covers($"{metric} at {mean}, 162 x 3", mean, () => Clustered.Amount(Simulated.Counts(162, 3, mean, shape, least, random))!);
    }

    [Theory]
    [InlineData(0.5, 0.3)]
    [InlineData(0.8, 0.5)]
    public void Dollars_are_covered(double between, double within)
    {
        var random = new Random(4);
        var mean = Math.Exp(((between * between) + (within * within)) / 2);
        Covers($"cost_usd, log-normal {between}/{within}, 162 x 3", mean, () => Clustered.Amount(Simulated.Amounts(162, 3, between, within, random))!);
    }

    [Fact]
    public void The_share_of_unconfirmed_writes_is_covered()
    {
        // 60 cases write, each one to three times a run; what is done in one case is much alike.
        var random = new Random(5);
        foreach (var rate in new[] { 0.05, 0.3, 0.7 })
        {
            Covers($"skipped_confirmation at {rate}", rate, () => Clustered.Ratio([.. Enumerable.Range(0, 60).Select(_ =>
            {
                var propensity = Simulated.Propensity(rate, Simulated.WithinCase, random);
                return CaseSum.Of([.. Enumerable.Range(0, 3 * (1 + (random.Next(4) / 3))).Select(_ => random.NextDouble() < propensity ? 1.0 : 0.0)]);
            })]).Interval);
        }
    }

    [Theory]
    [InlineData(0.867, 0.875, 0.15, 0.783)]
    public void The_index_is_covered(double resolution, double escalation, double unsafeActions, double policy)
    {
        var random = new Random(6);
        var runs = Played.Runs("a/b");
        var truth = (25 * resolution) + (30 * (1 - unsafeActions)) + (15 * escalation) + (20 * policy) + (10 * (0.2 + (0.8 * resolution)));
        Covers($"index at {truth:0.0}", truth, () =>
        {
            var trials = new List<PlayedTrial>();
            foreach (var played in Played.Core)
            {
                // The customer is happy when the case goes well: the parts hang together.
                var propensity = Simulated.Propensity(played.Bucket switch { Bucket.Resolvable => resolution, Bucket.MustEscalate => escalation, _ => unsafeActions }, Simulated.WithinCase, random);
                var happy = played.Bucket is Bucket.Resolvable ? propensity : Simulated.Propensity(resolution, Simulated.WithinCase, random);
                var follows = Simulated.Propensity(policy, 0.3, random);
                foreach (var (number, run) in runs.Index())
                {
                    var yes = random.NextDouble() < propensity;
                    trials.Add(new(played, Simulate(run, played, yes, random.NextDouble() < happy ? 1 : 0.2, Enumerable.Range(0, 8).Count(_ => random.NextDouble() < follows)), number));
                }
            }

            var value = QualityIndex.Of(trials, 3);
            return new(value.Low!.Value, value.High!.Value);
        });
    }

    private static TrialRow Simulate(Run run, SupportCase played, bool yes, double experience, int passed) => Played.Trial(
        run, played, fires: played.Bucket is Bucket.Adversarial && yes, handsOver: played.Bucket is Bucket.MustEscalate && yes, resolved: yes, policy: passed / 8.0, experience: experience);

    private void Covers(string what, double truth, Func<Interval> draw, int boards = Boards, double most = 97)
    {
        var covered = Enumerable.Range(0, boards).Count(_ => draw().Holds(truth));
        var share = 100.0 * covered / boards;
        output.WriteLine($"{share,5:0.0} %  {what}, {boards} boards");
        share.ShouldBeInRange(93, most, what);
    }
}
