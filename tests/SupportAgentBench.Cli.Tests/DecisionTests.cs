using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>Compare, gate and plan, as a user and a pipeline meet them.</summary>
public sealed class DecisionTests(DecisionTests.Stores stores) : IClassFixture<DecisionTests.Stores>
{
    [Fact]
    public async Task Two_agents_are_compared_with_the_conversations_that_show_it()
    {
        var (exit, output, error) = await Tool.RunAsync("compare", "reference/careful", "reference/gullible", "--store", stores.Here);

        exit.ShouldBe(0, error);
        output.ShouldContain("The first is better in unsafe actions");
        var show = output.Split('\n').Last(line => line.Contains("sab show", StringComparison.Ordinal)).Trim().Split(' ')[1..];
        (await Tool.RunAsync(show)).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task No_more_cases_are_listed_than_are_asked_for_in_markdown_too()
    {
        var (exit, output, error) = await Tool.RunAsync("compare", "reference/careful", "reference/gullible", "--store", stores.Here, "--markdown", "--flips", "1");

        exit.ShouldBe(0, error);
        output.Split('\n').Count(line => line.StartsWith("| `", StringComparison.Ordinal)).ShouldBe(1);
        output.ShouldContain("more with `--flips ");
    }

    [Fact]
    public async Task Two_runs_of_one_agent_are_compared()
    {
        var runs = JsonDocument.Parse((await Tool.RunAsync("board", "--json", "--store", stores.Here)).Out).RootElement.GetProperty("agents").EnumerateArray()
            .Single(agent => agent.GetProperty("agent").GetString() == "reference/gullible").GetProperty("runs").EnumerateArray().Select(run => run.GetString()!).ToList();

        var (exit, output, error) = await Tool.RunAsync("compare", runs[0], runs[1], "--store", stores.Here, "--json");

        exit.ShouldBe(0, error);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("first").GetProperty("runs").GetArrayLength().ShouldBe(1);
        json.GetProperty("differences").EnumerateArray().Single(row => row.GetProperty("metric").GetString() == "unsafe_actions").GetProperty("test").GetString().ShouldBe("McNemar, exact");
    }

    [Fact]
    public async Task Two_folders_are_compared_and_a_folder_with_several_agents_asks_which()
    {
        (await Tool.RunAsync("compare", stores.Here, stores.There)).Error.ShouldContain("say which with --agent");

        var (exit, output, error) = await Tool.RunAsync("compare", stores.Here, stores.There, "--agent", "reference/careful", "--markdown");
        exit.ShouldBe(0, error);
        output.ShouldContain("No difference that chance would not explain.");
        output.ShouldContain("| unsafe actions |");
    }

    [Fact]
    public async Task In_markdown_conversations_are_links_where_the_address_of_the_site_is_told()
    {
        string[] compare = ["compare", "reference/careful", "reference/gullible", "--store", stores.Here, "--markdown"];
        var site = Path.Combine(stores.Folder, "site");

        var plain = await Tool.RunAsync(compare);
        var linked = await Tool.RunAsync([.. compare, "--site", "https://example.org/bench"]);
        var export = await Tool.RunAsync("site", "--store", stores.Here, "--out", site);

        plain.Out.ShouldNotContain("](");
        linked.Exit.ShouldBe(0, linked.Error);
        export.Exit.ShouldBe(0, export.Error);
        var links = Regex.Matches(linked.Out, @"\]\(https://example\.org/bench/([^)]+)\)").Select(match => match.Groups[1].Value).ToList();
        links.Count.ShouldBeGreaterThan(1);
        links.Where(link => !File.Exists(Path.Combine(site, link))).ShouldBeEmpty();
        (await Tool.RunAsync([.. compare, "--site", "here"])).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Everything_that_cannot_be_found_is_told_at_once()
    {
        var (exit, _, error) = await Tool.RunAsync("compare", "reference/carefull", "nobody", "--store", stores.Here);

        exit.ShouldBe(2);
        error.ShouldContain("did you mean reference/careful?");
        error.ShouldContain("'nobody'");
    }

    [Fact]
    public async Task The_gate_lets_careful_through_and_stops_gullible()
    {
        var policy = Path.Combine(stores.Folder, "gates.yaml");
        File.WriteAllText(policy, "limits: [{metric: unsafe_actions, upper: 0.2}]\nregressions: [{metric: unsafe_actions, not_worse_by: 0.05}]\n");
        string[] gate = ["gate", "--policy", policy, "--baseline", stores.There, "--store", stores.Here, "--case", "adversarial", "--agent"];

        var careful = await Tool.RunAsync([.. gate, "reference/careful"]);
        careful.Exit.ShouldBe(0, careful.Out + careful.Error);
        careful.Out.ShouldContain("is let through");

        var (junit, markdown) = (Path.Combine(stores.Folder, "gate.xml"), Path.Combine(stores.Folder, "gate.md"));
        var gullible = await Tool.RunAsync([.. gate, "reference/gullible", "--junit", junit, "--markdown", markdown, "--json"]);
        gullible.Exit.ShouldBe(1, gullible.Error);
        JsonDocument.Parse(gullible.Out).RootElement.GetProperty("passed").GetBoolean().ShouldBeFalse();
        XDocument.Load(junit).Root!.Element("testsuite")!.Attribute("failures")!.Value.ShouldBe("2");
        File.ReadAllText(markdown).ShouldContain("not let through");
    }

    [Fact]
    public async Task A_gate_that_scored_too_little_says_that_it_cannot_say()
    {
        var policy = Path.Combine(stores.Folder, "strict.yaml");
        File.WriteAllText(policy, "limits: [{metric: unsafe_actions, upper: 0.2}]\n");

        var (exit, output, error) = await Tool.RunAsync("gate", "--policy", policy, "--agent", "reference/careful", "--store", stores.Here);

        exit.ShouldBe(3, error);
        output.ShouldContain("too little was scored");
    }

    [Theory]
    [InlineData("limits: [{metric: resolutoin, lower: 0.5}]", "did you mean resolution")]
    [InlineData("regressions: [{metric: resolution, not_worse_by: 0.05}]", "--baseline")]
    [InlineData("{}", "has no rule")]
    public async Task A_mistake_in_the_policy_exits_with_2_and_says_the_mend(string policy, string says)
    {
        var file = Path.Combine(stores.Folder, $"{Guid.NewGuid()}.yaml");
        File.WriteAllText(file, policy);

        var (exit, _, error) = await Tool.RunAsync("gate", "--policy", file, "--agent", "reference/careful", "--store", stores.Here);

        exit.ShouldBe(2);
        error.ShouldContain(says);
    }

    [Fact]
    public async Task A_plan_says_what_would_do_and_what_it_costs()
    {
        var (exit, output, error) = await Tool.RunAsync("plan", "--metric", "unsafe_actions", "--base", "0.2", "--difference", "0.3", "--price", "0.01", "--json");

        exit.ShouldBe(0, error);
        var plan = JsonDocument.Parse(output).RootElement;
        plan.GetProperty("now").GetProperty("cases").GetInt32().ShouldBe(18);
        plan.GetProperty("now").GetProperty("usd").GetDouble().ShouldBe(1.08, 1e-9);
        plan.GetProperty("more_cases").GetProperty("chance").GetDouble().ShouldBeGreaterThanOrEqualTo(0.8);
        plan.GetProperty("more_cases").GetProperty("cases").GetInt32().ShouldBeInRange(19, 60);
    }

    [Theory]
    [InlineData("plan --metric resolution --difference 0.1", "--base")]
    [InlineData("plan --metric resolution --difference 5 --base 0.8", "write 0.1 for ten points")]
    [InlineData("plan --metric customer_experience --difference 0.1 --base 0.8", "no share that can be planned for")]
    [InlineData("plan --metric unsafe_actions --difference 0.1 --base 0.2 --price -1", "write 0.01 for a cent")]
    [InlineData("plan --metric unsafe_actions --difference 0.1 --base 0.2 --price NaN", "write 0.01 for a cent")]
    [InlineData("plan --metric unsafe_actions --difference 0.1 --base 0.2 --cases 999999999", "it goes from 1 to 3,000")]
    [InlineData("plan --metric unsafe_actions --difference 0.1 --base 0.2 --cases 99999999999999", "not a whole number of a size that can be")]
    [InlineData("plan --metric unsafe_actions --difference 0.1 --base 0.2 --price 1e308", "from 0 to 10,000")]
    [InlineData("plan --metric unsafe_actions --difference 0.1 --base 0.2 --power 0.999999", "up to 0.99")]
    [InlineData("plan --metric unsafe_actions --difference 0.1 --base NaN", "from 0 to 1")]
    [InlineData("plan --metric unsafe_actions --difference 0.1 --base -1", "from 0 to 1")]
    [InlineData("plan --metric unsafe_actions --difference ten --base 0.2", "'ten', which is not a number")]
    [InlineData("compare reference/careful", "'second' missing")]
    public async Task A_mistake_exits_with_2(string line, string says)
    {
        var (exit, output, error) = await Tool.RunAsync(line.Split(' '));

        exit.ShouldBe(2, output + error);
        error.ShouldContain(says);
    }

    [Fact]
    public async Task A_store_is_exported_in_every_format_and_says_what_is_left_out()
    {
        foreach (var format in new[] { "jsonl", "csv", "parquet", "junit", "inspect", "eval" })
        {
            var target = Path.Combine(stores.Folder, $"export.{format}");
            var (exit, output, error) = await Tool.RunAsync("export", "--format", format, "--out", target, "--store", stores.There);

            exit.ShouldBe(0, error);
            output.ShouldBeEmpty();
            error.ShouldContain("48 trials of 2 runs");
            error.ShouldContain("left out");
            (File.Exists(target) || Directory.GetFiles(target, format == "eval" ? "*.eval" : "*.json").Length == 1).ShouldBeTrue(format);
        }

        (await Tool.RunAsync("export", "--format", "parquet", "--store", stores.There)).Error.ShouldContain("--out");
        (await Tool.RunAsync("export", "--format", "csv", "--store", stores.There)).Out.Split('\n').Length.ShouldBe(50);
    }

    [Fact]
    public void The_samples_of_the_repository_are_read()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "SupportAgentBench.slnx")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var problems = new Files.Problems();
        Boards.Gates.GatePolicy.Read(Files.Fields.OfFile(Path.Combine(root, "samples", "ci"), "gates.yaml", problems)).Limits.Count.ShouldBeGreaterThan(2);
        problems.ShouldBeEmpty();
    }

    /// <summary>Two small stores: the traps and a must-escalate intent, twice, by two agents here and by one of them there.</summary>
    public sealed class Stores : IAsyncLifetime
    {
        private readonly Scratch _scratch = new();

        public string Folder => _scratch.Folder;

        public string Here => _scratch.At("here");

        public string There => _scratch.At("there");

        public async ValueTask InitializeAsync()
        {
            string[] run = ["run", "--case", "adversarial", "--case", "refund_outside_policy", "--runs", "2", "--display", "none", "--agent", "reference/careful"];
            (await Tool.RunAsync([.. run, "--agent", "reference/gullible", "--store", Here])).Exit.ShouldBe(0);
            (await Tool.RunAsync([.. run, "--seed", "5", "--store", There])).Exit.ShouldBe(0);
        }

        public ValueTask DisposeAsync()
        {
            _scratch.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
