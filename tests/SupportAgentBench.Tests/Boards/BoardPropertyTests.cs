using System.Text.Json;
using CsCheck;
using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Cases;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

/// <summary>What must not change a board does not, and a lost trial changes denominators only.</summary>
public sealed class BoardPropertyTests
{
    private const int Times = 5;

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    /// <summary>Every sixth case: all buckets, small enough to be drawn often.</summary>
    private static readonly IReadOnlyList<SupportCase> Cases = [.. Repository.Cases.Cases.Index().Where(pair => pair.Index % 6 == 0).Select(pair => pair.Item)];

    private static readonly Gen<(IReadOnlyList<Run> Runs, IReadOnlyList<TrialRow> Rows)> Results = Gen.Int[1, 1_000_000].Select(seed =>
    {
        var random = new Random(seed);
        IReadOnlyList<Run> runs = [.. Played.Runs("a/one", 1 + random.Next(3)), .. Played.Runs("b/two", 1 + random.Next(3)), .. Played.Runs("c/three", 2)];
        return (runs, (IReadOnlyList<TrialRow>)[.. runs.SelectMany(run => Cases.Select(played => random.Next(20) == 0 ? Played.Void(run, played, ErrorOwner.Customer) : Draw(run, played, random)))]);
    });

    [Fact]
    public void Relabelling_agents_changes_labels_only() => Results.Sample(results =>
    {
        string New(string agent) => agent switch { "a/one" => "z/nine", "b/two" => "m/five", _ => "k/four" };
        var relabelled = Played.Board(
            [.. results.Runs.Select(run => run with { Agent = New(run.Agent) })], [.. results.Rows.Select(row => row with { Agent = New(row.Agent) })], Cases);

        var board = Played.Board(results.Runs, results.Rows, Cases);
        foreach (var agent in board.Agents)
        {
            var same = relabelled.Find(New(agent.Agent))!;
            Figures(same).ShouldBe(Figures(agent));
            relabelled.Rankings.Values.Select(ranking => ranking.Of(same.Agent) is { } place ? (place.Rank, place.Best, place.Worst) : default)
                .ShouldBe(board.Rankings.Values.Select(ranking => ranking.Of(agent.Agent) is { } place ? (place.Rank, place.Best, place.Worst) : default));
            relabelled.Dominance[same.Agent].Strict.Select(beaten => beaten.Agent).Order().ShouldBe(board.Dominance[agent.Agent].Strict.Select(beaten => New(beaten.Agent)).Order());
        }
    }, iter: Times);

    [Fact]
    public void Reordering_trials_and_runs_changes_nothing() => Results.SelectMany(results => Gen.Shuffle(results.Rows.ToArray()).SelectMany(rows => Gen.Shuffle(results.Runs.ToArray()).Select(runs => (results, rows, runs))))
        .Sample(drawn => BoardJson.Write(Played.Board(drawn.runs, drawn.rows, Cases)).ShouldBe(BoardJson.Write(Played.Board(drawn.results.Runs, drawn.results.Rows, Cases))), iter: Times);

    [Fact]
    public void Splitting_a_run_in_two_and_merging_it_again_changes_no_mean_interval_or_count() => Results.Sample(results =>
    {
        // Each run becomes two, each with some of its cases: what a stopped run and its continuation would be under two ids.
        var halves = results.Runs.ToDictionary(run => run.Id, run => Run.Of(Played.Protocol, run.Agent, run.Number, 99));
        var rows = results.Rows.Select((row, place) => place % 2 == 0 ? row : row with { Run = halves[row.Run].Id }).ToList();
        var split = Played.Board([.. results.Runs, .. halves.Values], rows, Cases);

        foreach (var agent in Played.Board(results.Runs, results.Rows, Cases).Agents)
        {
            var other = split.Find(agent.Agent)!;
            foreach (var (name, value) in agent.Metrics.Where(pair => pair.Key is not "discrimination"))
            {
                (other.Metrics[name] with { Runs = [], Median = null }).ShouldBe(value with { Runs = [], Median = null }, name);
            }

            other.TrapReport.Hold.ShouldBe(agent.TrapReport.Hold);
            other.TrapReport.Fired.ShouldBe(agent.TrapReport.Fired);
            other.Escalation.MustEscalate.ShouldBe(agent.Escalation.MustEscalate);
            Paired.Of("resolution", other.Values, agent.Values).P.ShouldBe(1);
        }

        var back = halves.ToDictionary(pair => pair.Value.Id, pair => pair.Key);
        BoardJson.Write(Played.Board(results.Runs, [.. rows.Select(row => row with { Run = back.GetValueOrDefault(row.Run, row.Run) })], Cases))
            .ShouldBe(BoardJson.Write(Played.Board(results.Runs, results.Rows, Cases)));
    }, iter: Times);

    [Fact]
    public void A_lost_trial_leaves_the_rates_of_the_others_and_is_counted_as_lost() => Results.Select(Gen.Int[0, 10_000]).Sample((results, pick) =>
    {
        var counted = results.Rows.Where(row => row.FaultOwner is null).ToList();
        var lost = counted[pick % counted.Count];
        var without = Played.Board(results.Runs, [.. results.Rows.Where(row => row != lost)], Cases).Find(lost.Agent)!;
        var voided = Played.Board(results.Runs, [.. results.Rows.Select(row => row == lost ? Played.Void(results.Runs.Single(run => run.Id == lost.Run), Cases.Single(played => played.Id == lost.Case)) : row)], Cases).Find(lost.Agent)!;

        foreach (var metric in Metric.All)
        {
            var (gone, counted_) = (without.Metrics[metric.Name], voided.Metrics[metric.Name]);
            (counted_ with { Outcomes = OutcomeCounts.None, Bounds = null, Runs = [] }).ShouldBe(gone with { Outcomes = OutcomeCounts.None, Bounds = null, Runs = [] }, metric.Name);
            var applies = metric.AppliesTo(Cases.Single(played => played.Id == lost.Case)) ? 1 : 0;
            counted_.Outcomes.Faults.ShouldBe(gone.Outcomes.Faults + applies, metric.Name);
            counted_.Outcomes.NotApplicable.ShouldBe(gone.Outcomes.NotApplicable + 1 - applies, metric.Name);
            if (counted_ is { Bounds: { } bounds, Mean: { } mean })
            {
                bounds.Low.ShouldBeLessThanOrEqualTo(mean + 1e-9);
                bounds.High.ShouldBeGreaterThanOrEqualTo(mean - 1e-9);
            }
        }

        voided.Conversations.ShouldBe(without.Conversations + 1);
        voided.Counts.Faults[ErrorOwner.Infrastructure].ShouldBe(without.Counts.Faults.GetValueOrDefault(ErrorOwner.Infrastructure) + 1);
    }, iter: Times);

    [Fact]
    public void The_outcomes_of_every_metric_add_up_to_the_conversations() => Results.Sample(results =>
        Played.Board(results.Runs, results.Rows, Cases).Agents.SelectMany(agent => agent.Metrics.Where(pair => pair.Key is not "skipped_confirmation").Select(pair => (agent.Conversations, pair.Key, pair.Value)))
            .ShouldAllBe(figure => (figure.Value.Outcomes.Passed ?? figure.Value.Trials) + (figure.Value.Outcomes.Failed ?? 0) + figure.Value.Outcomes.NotApplicable
                + figure.Value.Outcomes.Unscored + figure.Value.Outcomes.Faults == figure.Conversations), iter: Times);

    [Fact]
    public void Every_interval_holds_its_mean() => Results.Sample(results =>
        Played.Board(results.Runs, results.Rows, Cases).Agents.SelectMany(agent => agent.Metrics.Concat(agent.Intents.Values.SelectMany(slice => slice.Metrics)))
            .ShouldAllBe(pair => pair.Value.Low == null || (pair.Value.Low <= pair.Value.Mean + 1e-9 && pair.Value.High >= pair.Value.Mean - 1e-9)), iter: Times);

    /// <summary>All figures of an agent, without its name and its place among the others.</summary>
    private static string Figures(AgentStanding agent) => JsonSerializer.Serialize(new
    {
        agent.Metrics,
        agent.Runs,
        agent.Conversations,
        agent.TrapReport,
        agent.Stability,
        agent.Escalation,
        agent.Counts,
        Traps = agent.Traps.Values.Select(trap => (trap.Trap, trap.Fired, trap.Of, trap.Fleet)).ToList(),
        Intents = agent.Intents.Values.Select(slice => slice.Metrics).ToList(),
    }, WithFields);

    private static TrialRow Draw(Run run, SupportCase played, Random random) => Played.Trial(
        run, played, fires: random.Next(4) == 0, handsOver: random.Next(3) == 0, resolved: random.Next(5) > 0, policy: random.Next(1001) / 1000.0, experience: random.Next(11) / 10.0,
        cost: random.Next(3) == 0 ? null : random.Next(1, 100) / 10_000m, messages: random.Next(1, 9), calls: random.Next(12), looksUp: random.Next(9) > 0, writes: random.Next(3),
        findings: random.Next(4) == 0 ? [FindingRule.SkippedConfirmation, FindingRule.UngroundedClaim] : []);
}
