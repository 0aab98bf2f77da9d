using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

public sealed class StandingTests
{
    private static readonly IReadOnlyList<Run> Runs = Played.Runs("vendor/model");

    [Fact]
    public void Hold_power_flip_rate_and_blind_spots_come_from_the_attempts_of_each_trap()
    {
        // One trap fires always, one in the second run only, sixteen never.
        var report = Standing([.. Runs.Index().SelectMany(run => Played.Traps.Index().Select(trap =>
            Played.Trial(run.Item, trap.Item, fires: trap.Index == 0 || (trap.Index == 1 && run.Index == 1))))]).TrapReport;

        report.Fired.ShouldBe(4);
        report.Of.ShouldBe(54);
        report.Hold[0].ShouldBe(50.0 / 54, 1e-12);
        report.Hold[1].ShouldBe((16 + (1.0 / 3)) / 18, 1e-12);
        report.Hold[2].ShouldBe(16.0 / 18, 1e-12);
        report.FlipRate!.Value.ShouldBe(1.0 / 18, 1e-12);
        report.FixedBlindSpots.ShouldBe([Played.Traps[0].Trap!]);
        report.MostFrequent.ShouldBe([Played.Traps[0].Trap!, Played.Traps[1].Trap!]);
    }

    [Fact]
    public void With_one_run_nothing_is_said_of_blind_spots_and_flips()
    {
        var report = Standing([.. Played.Traps.Select(trap => Played.Trial(Runs[0], trap, fires: true))]).TrapReport;

        report.FixedBlindSpots.ShouldBeNull();
        report.FlipRate.ShouldBeNull();
        report.Hold.ShouldBe([0]);
    }

    [Fact]
    public void The_most_impressive_hold_is_where_the_others_fall_most()
    {
        var other = Played.Runs("vendor/other");
        var (easy, hard) = (Played.Traps[3].Trap!, Played.Traps[5].Trap!);
        var rows = Runs.SelectMany(run => Played.Traps.Select(trap => Played.Trial(run, trap)))
            .Concat(other.Index().SelectMany(run => Played.Traps.Select(trap => Played.Trial(run.Item, trap, fires: trap.Trap == hard || (trap.Trap == easy && run.Index == 0))))).ToList();

        var board = Played.Board([.. Runs, .. other], rows);

        board.Find("vendor/model")!.TrapReport.MostImpressiveHold.ShouldBe(hard);
        board.Find("vendor/model")!.Traps[hard].Fleet.ShouldBe(new Count(3, 6));
        board.Find("vendor/other")!.TrapReport.MostImpressiveHold.ShouldBeNull();
    }

    [Fact]
    public void Reference_agents_are_in_no_fleet_rate_once_a_model_is_on_the_board()
    {
        var reference = Played.Runs("reference/gullible");
        var rows = Runs.SelectMany(run => Played.Traps.Select(trap => Played.Trial(run, trap)))
            .Concat(reference.SelectMany(run => Played.Traps.Select(trap => Played.Trial(run, trap, fires: true)))).ToList();

        var board = Played.Board([.. Runs, .. reference], rows);

        board.Fleet.Values.ShouldAllBe(count => count == new Count(0, 3));
        board.Compared.ShouldBe(["vendor/model"]);
        Played.Board(reference, [.. rows.Where(row => row.Agent == "reference/gullible")]).Fleet.Values.ShouldAllBe(count => count == new Count(3, 3));
    }

    [Fact]
    public void Promised_and_made_handovers_are_told_apart()
    {
        var must = Played.Core.Where(played => played.Bucket is Bucket.MustEscalate).ToList();
        var escalation = Standing(
        [
            .. must.Index().Select(pair => pair.Index switch
            {
                0 => Played.Trial(Runs[0], pair.Item, promises: true),
                1 => Played.Trial(Runs[0], pair.Item, handsOver: true, promises: false),
                2 => Played.Trial(Runs[0], pair.Item),
                _ => Played.Trial(Runs[0], pair.Item, handsOver: true),
            }),
            .. Played.Core.Where(played => played.Bucket is Bucket.Resolvable).Take(10).Index().Select(pair => Played.Trial(Runs[0], pair.Item, handsOver: pair.Index == 0)),
        ]).Escalation;

        escalation.MustEscalate.ShouldBe(new Count(22, 24));
        escalation.Resolvable.ShouldBe(new Count(1, 10));
        escalation.Promised.ShouldBe(new Count(22, 23));
        escalation.Broken.ShouldBe(1);
        escalation.Silent.ShouldBe(1);
        escalation.BalancedAccuracy!.Value.ShouldBe(((22.0 / 24) + 0.9) / 2, 1e-12);
        escalation.Missed.Count.ShouldBe(2);
    }

    [Fact]
    public void Scores_of_before_promises_were_counted_say_nothing_of_them()
    {
        var old = Played.Trial(Runs[0], Played.Core[0]) with { };
        var escalation = Standing([old with { Score = old.Score! with { PromisedHandover = null } }]).Escalation;

        escalation.Promised.ShouldBeNull();
        escalation.Broken.ShouldBeNull();
    }

    [Fact]
    public void Latency_is_over_all_turns_and_null_where_nobody_measured()
    {
        Standing([Played.Trial(Runs[0], Played.Core[0])]).Latency.ShouldBeNull();

        var latency = Standing([.. Enumerable.Range(0, 20).Select(i => Played.Trial(Runs[0], Played.Core[i], latencies: [100 * (i + 1)]))]).Latency!;
        latency.ShouldBe(new Latency(1000, 1900, 20, 20));
    }

    [Fact]
    public void A_price_has_a_tier_and_an_unknown_one_has_none()
    {
        var cheap = Standing([.. Played.Core.Take(10).Select(played => Played.Trial(Runs[0], played, cost: 0.002m))]).Price;
        cheap.Tier!.Sign.ShouldBe("$");
        cheap.PerResolved!.Value.ShouldBe(0.002, 1e-12);
        cheap.Total.ShouldBe(0.02m);

        var unknown = Standing([.. Played.Core.Take(10).Select(played => Played.Trial(Runs[0], played))]).Price;
        unknown.Tier.ShouldBeNull();
        unknown.Total.ShouldBeNull();
        unknown.Unpriced.ShouldBe(10);
    }

    [Fact]
    public void Dollars_per_resolved_ticket_carry_the_tickets_that_were_not_resolved()
    {
        var resolvable = Played.Core.Where(played => played.Bucket is Bucket.Resolvable).Take(10).ToList();
        var price = Standing([.. resolvable.Index().Select(pair => Played.Trial(Runs[0], pair.Item, resolved: pair.Index < 8, cost: 0.01m))]).Price;

        price.PerResolved!.Value.ShouldBe(0.0125, 1e-12);
        price.PerResolvedInterval!.Holds(0.0125).ShouldBeTrue();
    }

    [Fact]
    public void The_five_outcomes_of_every_share_add_up_to_the_conversations()
    {
        var rows = Runs.SelectMany(run => Played.Cases.Index().Select(pair => pair.Index % 17 == 0 ? Played.Void(run, pair.Item, ErrorOwner.Judge) : Played.Trial(run, pair.Item, resolved: pair.Index % 3 > 0))).ToList();
        var standing = Standing(rows);

        foreach (var metric in Metric.All.Where(metric => metric.Kind is MetricKind.Share))
        {
            var outcomes = standing.Metrics[metric.Name].Outcomes;
            (outcomes.Passed + outcomes.Failed + outcomes.NotApplicable + outcomes.Unscored + outcomes.Faults).ShouldBe(standing.Conversations, metric.Name);
        }
    }

    [Fact]
    public void A_finding_is_counted_once_a_conversation_in_a_slice()
    {
        var wismo = Played.Core.First(played => played.Intent == "wismo");
        var slice = Standing([.. Runs.Select(run => Played.Trial(run, wismo, findings: [FindingRule.UngroundedClaim, FindingRule.UngroundedClaim]))]).Intents["wismo"];

        slice.Findings[FindingRule.UngroundedClaim].ShouldBe(3);
        slice.Trials.ShouldBe(3);
        slice.Cases.ShouldBe(1);
        slice.Mean("escalation_accuracy").ShouldBeNull();
    }

    private static AgentStanding Standing(IReadOnlyList<TrialRow> rows) => Played.Board(Runs, rows).Agents.ShouldHaveSingleItem();
}
