using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Boards.Planning;
using SupportAgentBench.Cases;
using SupportAgentBench.Results;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

/// <summary>A comparison must not see differences that are not there, and must see those that it was planned for. Seeded.</summary>
public sealed class ComparisonTests(ITestOutputHelper output)
{
    private const int Pairs = 2_000;

    [Theory]
    [InlineData("unsafe_actions", 18, 3, 0.2)]
    [InlineData("unsafe_actions", 18, 1, 0.2)]
    [InlineData("escalation_accuracy", 24, 3, 0.875)]
    [InlineData("resolution", 120, 3, 0.867)]
    [InlineData("over_escalation", 120, 1, 0.117)]
    public void Equal_agents_are_called_different_in_at_most_1_of_20_pairs(string metric, int cases, int runs, double rate)
    {
        var different = new TwoAgents(rate, rate, Simulated.WithinCase, 0.5).Found(cases, runs, Pairs, seed: cases + runs);

        output.WriteLine($"{metric}, {cases} x {runs}: {different:0.0 %} called different");
        different.ShouldBeLessThanOrEqualTo(0.05);
    }

    /// <summary>Two agents drawn from the same propensities, on all cases; each metric alone, before the correction.</summary>
    [Fact]
    public void Figures_that_are_no_shares_call_equal_agents_different_in_at_most_1_of_20_pairs()
    {
        string[] tested = ["instruction_following", "customer_experience", "agent_messages", "cost_usd", "index"];
        var random = new Random(7);
        var (one, other) = (Played.Runs("a", 1)[0], Played.Runs("b", 1)[0]);
        var called = tested.ToDictionary(metric => metric, _ => 0);
        for (var pair = 0; pair < Pairs; pair++)
        {
            var propensities = Played.Core.ToDictionary(played => played, _ => (Good: Simulated.Propensity(0.85, Simulated.WithinCase, random), Words: 1 + random.Next(6)));
            var (first, second) = (Drawn(one), Drawn(other));
            foreach (var metric in tested)
            {
                called[metric] += Paired.Of(metric, first, second).BeyondNoise ? 1 : 0;
            }

            CaseValues Drawn(Run run) => new([.. Played.Core.Select(played => new PlayedTrial(played, Played.Trial(
                run, played, fires: random.NextDouble() > propensities[played].Good, handsOver: random.NextDouble() < propensities[played].Good, resolved: random.NextDouble() < propensities[played].Good,
                policy: Enumerable.Range(0, 8).Count(_ => random.NextDouble() < propensities[played].Good) / 8.0, experience: random.NextDouble() < propensities[played].Good ? 1 : 0.2,
                cost: (decimal)(0.001 * propensities[played].Words * Math.Exp(random.NextDouble())), messages: propensities[played].Words + random.Next(3)), 0))]);
        }

        foreach (var (metric, count) in called)
        {
            output.WriteLine($"{metric}: {(double)count / Pairs:0.0 %} called different, one metric alone");
            ((double)count / Pairs).ShouldBeLessThanOrEqualTo(0.05, metric);
        }
    }

    [Theory]
    [InlineData("resolution", 120, 3, 0.867)]
    [InlineData("unsafe_actions", 18, 3, 0.2)]
    [InlineData("unsafe_actions", 108, 3, 0.2)]
    [InlineData("escalation_accuracy", 24, 3, 0.875)]
    public void The_planned_difference_is_found_with_the_planned_chance(string metric, int cases, int runs, double rate)
    {
        var smallest = PowerPlan.Smallest(new(metric, rate, 0.1, 0.8, cases, runs, Simulated.WithinCase, 0.5, 2, null))!.Value;
        var other = Metric.Named(metric).Lower is true ? rate + smallest : rate - smallest;

        var found = new TwoAgents(rate, other, Simulated.WithinCase, 0.5).Found(cases, runs, Pairs, seed: 99);

        output.WriteLine($"{metric}, {cases} x {runs}: {100 * smallest:0.0} points planned to be found in 80 %, found in {found:0.0 %}");
        found.ShouldBeInRange(0.76, 0.84);
    }

    [Theory]
    [InlineData(18, 0.05, 1, 10, 0)]
    [InlineData(24, 0.05, 1, 10, 0.2)]
    [InlineData(18, 0.05, 1, 5, 0)]
    [InlineData(120, 0.02, 1, 3, 0)]
    public void One_run_against_many_calls_equal_agents_different_in_at_most_1_of_20_pairs(int cases, double rate, int runs, int otherRuns, double within)
    {
        var random = new Random(cases + otherRuns);
        var traps = Played.Core.Where(played => played.Bucket is Bucket.Resolvable).Take(cases).ToList();
        var (one, others) = (Played.Runs("a", runs), Played.Runs("b", otherRuns));
        var called = Enumerable.Range(0, Pairs).Count(_ =>
        {
            var hard = traps.ToDictionary(played => played, _ => within <= 0 ? rate : Simulated.Propensity(rate, within, random));
            return Paired.Of("over_escalation", Drawn(one), Drawn(others)).BeyondNoise;

            CaseValues Drawn(IReadOnlyList<Run> side) => new([.. side.Index().SelectMany(run => traps.Select(played => new PlayedTrial(played, Played.Trial(run.Item, played, handsOver: random.NextDouble() < hard[played]), run.Index)))]);
        });

        output.WriteLine($"{cases} cases at {rate:0 %}, 1 run against {otherRuns}, alike to {within}: {(double)called / Pairs:0.0 %} called different");
        ((double)called / Pairs).ShouldBeLessThanOrEqualTo(0.05);
    }

    /// <summary>What a row says that it would have seen, beside what the plan draws with the same test.</summary>
    [Theory]
    [InlineData("unsafe_actions", 18, 3, 0.0)]
    [InlineData("unsafe_actions", 18, 1, 0.0)]
    [InlineData("unsafe_actions", 18, 3, 0.3)]
    [InlineData("escalation_accuracy", 24, 3, 0.875)]
    [InlineData("over_escalation", 120, 3, 0.0)]
    [InlineData("over_escalation", 120, 1, 0.1)]
    [InlineData("resolution", 120, 3, 0.867)]
    public void What_a_comparison_says_that_it_would_see_is_what_a_plan_says(string metric, int cases, int runs, double rate)
    {
        var planned = PowerPlan.Smallest(new(metric, rate, 0.1, 0.8, cases, runs, Simulated.WithinCase, 0.5, 2, null))!.Value;
        var random = new Random(cases);
        var agents = new TwoAgents(rate, rate, Simulated.WithinCase, 0.5);
        var said = Enumerable.Range(0, 200).Select(_ => Detectable.OfShares([.. Enumerable.Range(0, cases).Select(_ => agents.Draw(runs, random)).Select(pair => (double)(pair.First - pair.Second) / runs)], runs)!.Value).Order().ToList();

        output.WriteLine($"{metric}, {cases} x {runs} at {rate:0.0 %}: planned {100 * planned:0.0} pt, said {100 * said[100]:0.0} pt ({100 * said[10]:0.0} to {100 * said[190]:0.0})");
        said[100].ShouldBeInRange(0.85 * planned, 1.25 * planned);
    }

    [Fact]
    public void The_whole_comparison_of_equal_agents_claims_something_in_at_most_1_of_20_pairs()
    {
        // Every metric at once, one run each, with Holm's correction: what a reader of the table takes home.
        var random = new Random(8);
        var (one, other) = (Played.Runs("a", 1)[0], Played.Runs("b", 1)[0]);
        var claims = Enumerable.Range(0, Pairs).Count(_ =>
        {
            var (first, second) = (new List<PlayedTrial>(), new List<PlayedTrial>());
            foreach (var played in Played.Core)
            {
                var hard = Simulated.Propensity(played.Bucket is Bucket.Adversarial ? 0.15 : 0.88, Simulated.WithinCase, random);
                first.Add(new(played, Draw(one, played, hard, random), 0));
                second.Add(new(played, Draw(other, played, hard, random), 0));
            }

            var (mine, theirs) = (new CaseValues(first), new CaseValues(second));
            var ps = Paired.Metrics.Where(metric => metric != "index").Select(metric => Paired.Of(metric, mine, theirs).P).OfType<double>().ToList();
            return Holm.Of(ps).Any(p => p < Difference.Alpha);
        });

        output.WriteLine($"{100.0 * claims / Pairs:0.0} % of the comparisons of equal agents claim a difference");
        claims.ShouldBeLessThanOrEqualTo(Pairs / 20);
    }

    [Fact]
    public void An_agent_measured_twice_is_a_tie_on_its_own_board()
    {
        var random = new Random(21);
        var (first, again) = (Played.Runs("vendor/model"), Played.Runs("vendor/model-again"));
        var hard = Played.Core.ToDictionary(played => played.Id, played => Simulated.Propensity(played.Bucket is Bucket.Adversarial ? 0.15 : 0.88, Simulated.WithinCase, random));
        var board = Played.Board([.. first, .. again], [.. first.Concat(again).SelectMany(run => Played.Core.Select(played => Draw(run, played, hard[played.Id], random)))], Played.Core);

        board.Rankings.Values.SelectMany(ranking => ranking.Places).ShouldAllBe(place => place.Best == 1 && place.Worst == 2);
        board.Picks.Single(pick => pick.Name == "best_quality").Ties.Count.ShouldBe(1);
        var comparison = Comparison.Of("first", board.Find("vendor/model")!, "again", board.Find("vendor/model-again")!);
        comparison.Sure.ShouldBeEmpty();
        comparison.Flips.ShouldNotBeEmpty();
        ComparisonMarkdown.Verdict(comparison).ShouldBe("No difference that chance would not explain.");
    }

    [Fact]
    public void A_real_difference_is_claimed_with_the_cases_that_show_it()
    {
        var (good, bad) = (Played.Runs("good"), Played.Runs("bad"));
        var worse = Played.Core.Where(played => played.Bucket is Bucket.Resolvable).Take(30).Select(played => played.Id).ToHashSet();
        var board = Played.Board([.. good, .. bad], [.. good.Concat(bad).SelectMany(run => Played.Core.Select(played => Played.Trial(run, played, resolved: run.Agent == "good" || !worse.Contains(played.Id))))], Played.Core);

        var comparison = Comparison.Of("good", board.Find("good")!, "bad", board.Find("bad")!);

        comparison.Sure.ShouldHaveSingleItem().Metric.ShouldBe("resolution");
        comparison.Differences.Single(difference => difference.Metric == "resolution").Value!.Value.ShouldBe(0.25, 1e-9);
        comparison.Flips.Select(flip => flip.Case).ShouldBe(worse, ignoreOrder: true);
        comparison.Flips.ShouldAllBe(flip => flip.FirstTrial.StartsWith(good[0].Id) && flip.SecondTrial.StartsWith(bad[0].Id) && flip.Change == 1);
        ComparisonMarkdown.Verdict(comparison).ShouldBe("The first is better in resolution.");
    }

    [Theory]
    [InlineData("evil|cell", "`evil|cell`")]
    [InlineData("evil\\|cell", "`evil\\|cell`")]
    [InlineData("`<img src=x>`", "`` `<img src=x>` ``")]
    [InlineData("[click](https://evil.example) *now* _or_ @team #12", "`[click](https://evil.example) *now* _or_ @team #12`")]
    [InlineData("two\nlines\u202Edne", "`two lines\uFFFDdne`")]
    public void A_hostile_name_is_code_in_markdown_and_tears_no_table(string name, string code)
    {
        var comparison = TwoCasesApart();
        comparison = comparison with { First = comparison.First with { Name = name }, Flips = [.. comparison.Flips.Select(flip => flip with { Case = name, FirstTrial = $"0a0a0a0a/{name}" })] };

        var lines = ComparisonMarkdown.Write(comparison, 10).Split('\n');

        lines[0].ShouldBe($"## {code} against `bad`");
        var row = lines.Last(line => line.StartsWith("| `", StringComparison.Ordinal));
        // As a page cuts it: a backslash takes the next letter with it, whatever that is.
        var cells = System.Text.RegularExpressions.Regex.Matches(row, @"(?:\\.|[^|\\])*\|").Select(cell => cell.Value[..^1].Trim()).ToList();
        cells.Count.ShouldBe(6, row);
        cells[1].Replace("\\|", "|").ShouldBe(code.Replace("\\|", "|"));
    }

    [Fact]
    public void No_more_cases_are_listed_in_markdown_than_are_asked_for()
    {
        var markdown = ComparisonMarkdown.Write(TwoCasesApart(), 1);

        markdown.ShouldContain("### 2 cases went differently");
        markdown.Split('\n').Count(line => line.StartsWith("| `", StringComparison.Ordinal)).ShouldBe(1);
        markdown.ShouldContain("1 more with `--flips 2`");
    }

    private static Comparison TwoCasesApart()
    {
        var (good, bad) = (Played.Runs("good"), Played.Runs("bad"));
        var worse = Played.Core.Where(played => played.Bucket is Bucket.Resolvable).Take(2).Select(played => played.Id).ToHashSet();
        var board = Played.Board([.. good, .. bad], [.. good.Concat(bad).SelectMany(run => Played.Core.Select(played => Played.Trial(run, played, resolved: run.Agent == "good" || !worse.Contains(played.Id))))], Played.Core);
        return Comparison.Of("good", board.Find("good")!, "bad", board.Find("bad")!);
    }

    [Fact]
    public void A_single_trap_shows_no_difference_however_large_and_says_so()
    {
        var (one, other) = (Played.Runs("a", 1)[0], Played.Runs("b", 1)[0]);
        var trap = Played.Core.First(played => played.Bucket is Bucket.Adversarial);
        var board = Played.Board([one, other], [Played.Trial(one, trap), Played.Trial(other, trap)], Played.Core);

        var difference = Comparison.Of("a", board.Find("a")!, "b", board.Find("b")!).Differences.Single(found => found.Metric == "unsafe_actions");

        difference.Detectable.ShouldBeNull("no share can differ by more than 100 points");
        ComparisonMarkdown.Says(difference).ShouldBe("too few cases to see any");
    }

    [Fact]
    public void Cases_that_one_side_alone_has_played_are_in_no_difference_and_are_counted()
    {
        var (one, other) = (Played.Runs("a", 1)[0], Played.Runs("b", 1)[0]);
        var board = Played.Board([one, other], [.. Played.Core.Take(20).Select(played => Played.Trial(one, played)), .. Played.Core.Skip(5).Take(20).Select(played => Played.Trial(other, played))], Played.Core);

        var comparison = Comparison.Of("a", board.Find("a")!, "b", board.Find("b")!);

        comparison.Differences.Single(difference => difference.Metric == "resolution").N.ShouldBe(15);
        comparison.OnlyFirst.Count.ShouldBe(5);
        comparison.OnlySecond.Count.ShouldBe(5);
        ComparisonMarkdown.Notes(comparison).ShouldHaveSingleItem().ShouldContain("5 of the first, 5 of the second");
    }

    private static TrialRow Draw(Run run, SupportCase played, double propensity, Random random)
    {
        var yes = random.NextDouble() < propensity;
        return Played.Trial(
            run, played, fires: yes, handsOver: played.Bucket is Bucket.MustEscalate ? yes : random.Next(10) == 0, resolved: yes, policy: random.Next(6, 9) / 8.0,
            experience: random.NextDouble() < propensity ? 1 : 0.2, messages: 1 + random.Next(6), calls: random.Next(8), cost: 0.001m * random.Next(1, 9), looksUp: random.Next(16) > 0);
    }
}
