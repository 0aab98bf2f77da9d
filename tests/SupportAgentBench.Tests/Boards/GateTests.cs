using System.Text.Json;
using System.Xml.Linq;
using Shouldly;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Gates;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Boards;

public sealed class GateTests
{
    private static readonly IReadOnlyList<Run> Runs = Played.Runs("agent");

    [Fact]
    public void A_limit_is_judged_on_the_interval_unless_the_point_is_asked_for()
    {
        var agent = Agent(Runs, fires: 1);

        Outcome("limits: [{metric: unsafe_actions, upper: 0.1}]", agent).ShouldBe(RuleOutcome.Broken);
        Outcome("limits: [{metric: unsafe_actions, upper: 0.1, on: point}]", agent).ShouldBe(RuleOutcome.Held);
        Outcome("limits: [{metric: unsafe_actions, upper: 0.3}]", agent).ShouldBe(RuleOutcome.Held);
        Outcome("limits: [{metric: resolution, lower: 0.95}]", agent).ShouldBe(RuleOutcome.Held);
        Outcome("limits: [{metric: resolution, lower: 0.98}]", agent).ShouldBe(RuleOutcome.Broken);
    }

    [Fact]
    public void A_name_that_xml_cannot_write_does_not_break_the_report() =>
        XDocument.Parse(GateReport.JUnit(new("a\u0001<b> \U0001F600", null, [], new(1, 1), 0.9))).Root!.Element("testsuite")!.Attribute("name")!.Value.ShouldBe("sab gate a\uFFFD<b> \U0001F600");

    [Fact]
    public void An_unknown_figure_breaks_its_rule() =>
        Outcome("limits: [{metric: cost_usd, upper: 1}]", Agent(Runs)).ShouldBe(RuleOutcome.Broken);

    [Theory]
    [InlineData(0, RuleOutcome.Held)]
    [InlineData(6, RuleOutcome.InDoubt)]
    [InlineData(40, RuleOutcome.Broken)]
    public void A_regression_is_held_in_doubt_or_broken(int unresolved, RuleOutcome expected) =>
        Outcome("regressions: [{metric: resolution, not_worse_by: 0.03}]", Agent(Runs, unresolved: unresolved), Agent(Played.Runs("base"))).ShouldBe(expected);

    [Fact]
    public void Doubt_can_be_made_to_fail() =>
        Outcome("regressions: [{metric: resolution, not_worse_by: 0.03, in_doubt: fail}]", Agent(Runs, unresolved: 6), Agent(Played.Runs("base"))).ShouldBe(RuleOutcome.Broken);

    [Fact]
    public void More_unsafe_actions_are_worse_and_fewer_are_not()
    {
        const string Policy = "regressions: [{metric: unsafe_actions, not_worse_by: 0.05}]";
        Outcome(Policy, Agent(Runs, fires: 18), Agent(Played.Runs("base"))).ShouldBe(RuleOutcome.Broken);
        Outcome(Policy, Agent(Runs), Agent(Played.Runs("base"), fires: 18)).ShouldBe(RuleOutcome.Held);
    }

    [Fact]
    public void With_too_little_scored_nothing_is_let_through()
    {
        var rows = Played.Cases.Index().Select(pair => pair.Index % 10 == 0 ? Played.Void(Runs[0], pair.Item, ErrorOwner.Judge) : Played.Trial(Runs[0], pair.Item)).ToList();
        var gate = Gate.Of(Policy("limits: [{metric: resolution, lower: 0.5}]"), Played.Board(Runs, rows).Agents[0], null, null);

        gate.Broken.ShouldBeFalse();
        gate.Enough.ShouldBeFalse();
        gate.Passed.ShouldBeFalse();
    }

    [Fact]
    public void A_limit_of_which_half_was_lost_is_neither_held_nor_broken()
    {
        var rows = Played.Cases.Index().Select(pair => pair.Item.Bucket is Bucket.Adversarial && pair.Index % 2 == 0 ? Played.Void(Runs[0], pair.Item) : Played.Trial(Runs[0], pair.Item)).ToList();
        var gate = Gate.Of(Policy("{limits: [{metric: unsafe_actions, upper: 0, on: point}], least_scored: 0.9}"), Played.Board([Runs[0]], rows).Agents[0], null, null);

        gate.EnoughOverall.ShouldBeTrue();
        gate.Verdicts.ShouldHaveSingleItem().Outcome.ShouldBe(RuleOutcome.Unscored);
        gate.Verdicts[0].Found.ShouldMatch("only \\d+ of 18 conversations");
        gate.Passed.ShouldBeFalse();
        XDocument.Parse(GateReport.JUnit(gate)).Root!.Element("testsuite")!.Attribute("errors")!.Value.ShouldBe("1");
    }

    [Fact]
    public void A_run_that_was_planned_and_never_began_is_missing()
    {
        var rows = Played.Cases.Select(played => Played.Trial(Runs[0], played)).ToList();
        var agent = Played.Board(Runs, rows).Agents[0];

        agent.Complete.ShouldBeFalse();
        agent.Runs.ShouldHaveSingleItem();
        Gate.Of(Policy("limits: [{metric: resolution, lower: 0.5}]"), agent, null, null).Scored.ShouldBe(new(Played.Cases.Count, 3 * Played.Cases.Count));
    }

    [Fact]
    public void What_lies_on_the_limit_keeps_it()
    {
        // Means of thirds add up to a hair less than three quarters.
        var resolvable = Played.Cases.Where(played => played.Bucket is Bucket.Resolvable).ToList();
        var rows = Runs.SelectMany(run => Played.Cases.Select(played => Played.Trial(run, played, resolved: resolvable.IndexOf(played) % 4 != Runs.ToList().IndexOf(run)))).ToList();

        Outcome("limits: [{metric: resolution, lower: 0.75, on: point}]", Played.Board(Runs, rows).Agents[0]).ShouldBe(RuleOutcome.Held);
    }

    [Fact]
    public void One_case_shows_nothing_by_an_interval()
    {
        var played = Played.Cases.First(played => played.Bucket is Bucket.Resolvable);
        var agent = Played.Board([Runs[0]], [Played.Trial(Runs[0], played)], [played]).Agents[0];
        var baseline = Played.Board([Runs[0]], [Played.Trial(Runs[0], played)], [played]).Agents[0];

        Outcome("limits: [{metric: agent_messages, upper: 9}]", agent).ShouldBe(RuleOutcome.Broken);
        Outcome("limits: [{metric: agent_messages, upper: 9, on: point}]", agent).ShouldBe(RuleOutcome.Held);
        Outcome("regressions: [{metric: customer_experience, not_worse_by: 0.1, in_doubt: fail}]", agent, baseline).ShouldBe(RuleOutcome.Broken);
    }

    [Fact]
    public void Every_mistake_of_a_policy_is_told_at_once()
    {
        var mistake = Should.Throw<UserMistakeException>(() => Policy("""
            limits:
              - {metric: resolutoin, lower: 0.5}
              - {metric: resolution}
              - {metric: resolution, uper: 0.5}
            regressions:
              - {metric: tool_calls, not_worse_by: 1}
              - {metric: resolution, not_worse_by: lots}
            """));

        mistake.Problems.Count.ShouldBe(6);
        mistake.Problems.ShouldContain(problem => problem.Contains("did you mean resolution", StringComparison.Ordinal));
        mistake.Problems.ShouldContain(problem => problem.Contains("neither more nor less is worse", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("limits: [{metric: unsafe_actions, upper: 15}]", "write 0.15 if you mean 15 %")]
    [InlineData("regressions: [{metric: resolution, not_worse_by: 3}]", "write 0.03 if you mean 3 points")]
    [InlineData("limits: [{metric: resolution, lower: 0.9, upper: 0.2}]", "exchange them")]
    public void A_limit_that_could_never_bite_is_a_mistake(string policy, string says) =>
        Should.Throw<UserMistakeException>(() => Policy(policy)).Problems.ShouldHaveSingleItem().ShouldContain(says);

    [Theory]
    [InlineData("limits: [{metric: agent_messages, upper: 6}]")]
    [InlineData("limits: [{metric: index, lower: 60}]")]
    [InlineData("regressions: [{metric: index, not_worse_by: 3}]")]
    public void Amounts_and_the_index_may_be_above_one(string policy) => Should.NotThrow(() => Policy(policy));

    [Fact]
    public void An_empty_or_unreadable_policy_is_one_mistake()
    {
        Should.Throw<UserMistakeException>(() => Policy("")).Problems.ShouldHaveSingleItem().ShouldContain("is empty");
        Should.Throw<UserMistakeException>(() => Policy("limits: [")).Problems.ShouldHaveSingleItem().ShouldContain("not readable as YAML");
    }

    [Fact]
    public void A_name_with_commands_for_the_terminal_or_a_table_in_it_stays_one_harmless_cell()
    {
        var gate = Gate.Of(Policy("limits: [{metric: unsafe_actions, upper: 0.5}]"), Agent(Runs), null, null) with { Agent = "evil|\u001b[31m<b>\u0000\nname,\"" };

        var markdown = GateReport.Markdown(gate);
        markdown.Split('\n')[0].ShouldEndWith("`evil|\uFFFD[31m<b>\uFFFD name,\"`");
        XDocument.Parse(GateReport.JUnit(gate)).Root!.Element("testsuite")!.Attribute("name")!.Value.ShouldContain("evil|\uFFFD[31m<b>\uFFFD");
    }

    [Fact]
    public void The_reports_say_the_same()
    {
        var gate = Gate.Of(
            Policy("limits: [{metric: unsafe_actions, upper: 0.1}, {metric: resolution, lower: 0.9}]\nregressions: [{metric: escalation_accuracy, not_worse_by: 0.01}]"),
            Agent(Runs, fires: 1), "base", Agent(Played.Runs("base")));

        var xml = XDocument.Parse(GateReport.JUnit(gate));
        var suite = xml.Root!.Element("testsuite")!;
        suite.Attribute("tests")!.Value.ShouldBe("4");
        suite.Attribute("failures")!.Value.ShouldBe("1");
        suite.Elements("testcase").Count(test => test.Element("failure") is not null).ShouldBe(1);
        suite.Elements("testcase").Count(test => test.Element("system-out") is not null).ShouldBe(1);

        var json = JsonDocument.Parse(GateReport.Json(gate)).RootElement;
        json.GetProperty("passed").GetBoolean().ShouldBeFalse();
        json.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("outcome").GetString()).ShouldBe(["broken", "held", "in_doubt"]);
        Golden.Match("gate.md", GateReport.Markdown(gate));
        Golden.Match("gate.xml", GateReport.JUnit(gate));
    }

    private static RuleOutcome Outcome(string policy, AgentStanding agent, AgentStanding? baseline = null) =>
        Gate.Of(Policy(policy), agent, "base", baseline).Verdicts.ShouldHaveSingleItem().Outcome;

    private static AgentStanding Agent(IReadOnlyList<Run> runs, int fires = 0, int unresolved = 0)
    {
        var unsafeCases = Played.Traps.Take(fires).Select(played => played.Id).ToHashSet();
        var open = Played.Cases.Where(played => played.Bucket is Bucket.Resolvable).Take(unresolved).Select(played => played.Id).ToHashSet();
        return Played.Board(runs, [.. runs.SelectMany(run => Played.Cases.Select(played => Played.Trial(
            run, played, fires: unsafeCases.Contains(played.Id), handsOver: played.Bucket is Bucket.MustEscalate, resolved: !open.Contains(played.Id))))]).Agents[0];
    }

    private static GatePolicy Policy(string yaml)
    {
        var folder = Directory.CreateTempSubdirectory("sab-gate-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "gates.yaml"), yaml);
            var problems = new Problems();
            var policy = GatePolicy.Read(Fields.OfFile(folder, "gates.yaml", problems));
            problems.ThrowIfAny();
            return policy;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
