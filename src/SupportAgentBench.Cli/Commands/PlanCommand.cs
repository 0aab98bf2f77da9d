using System.CommandLine;
using System.Globalization;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Boards.Planning;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab plan</c>: how many runs, cases or trap variants it takes to see a difference, and what that costs.</summary>
internal static class PlanCommand
{
    /// <summary>What retail support agents were measured at, and what is taken where nothing was measured (docs/scoring.md).</summary>
    private const double StandardBetween = 0.5;
    private const double MostDollars = 10_000;

    /// <summary>The chances are simulated: beyond this a plan would claim more than its pairs can tell.</summary>
    private const double MostPower = 0.99;

    private sealed record Settings(
        string Metric, double Difference, double Power, double? Base, double? Within, double Between, int Runs, int? Cases, string? Agent, bool BaselineIsThere, double? Price, string Store, string? Desk, bool Json);

    public static Command Create()
    {
        var metric = new Option<string>("--metric") { Description = "A share: unsafe_actions, resolution, over_escalation, escalation_accuracy, false_handover ...", HelpName = "NAME", Required = true };
        var difference = Share("--difference", "The true difference to be seen, as a share: 0.1 is ten points.", required: true);
        var power = Share("--power", "The chance of seeing it if it is there, up to 0.99 (0.8 when left out).", most: MostPower);
        var rate = Share("--base", "The rate of the agent that is known, 0 to 1; its own, when --agent is named.", ends: true);
        var within = Share("--within", "How alike the runs of one case are, 0 to 1; measured when --agent is named, else 0.45.");
        var between = Share("--between", "How alike two agents find the cases, 0 to 1 (0.5 when left out).");
        var runs = Options.Positive("--runs", "Runs of each case.", 3, PowerPlan.MostRuns);
        var cases = Options.OptionalPositive("--cases", "Cases that the metric is about; the desk's when left out.", PowerPlan.MostCases);
        var agent = new Option<string?>("--agent") { Description = "Take rate, likeness of runs and price from this agent of the store.", HelpName = "NAME" };
        var there = new Option<bool>("--baseline-is-there") { Description = "One of the two agents is measured already: only the other is still to be paid." };
        var price = Price();
        var store = Options.Store();
        var desk = Options.Desk();
        var json = Options.Json();
        var command = new Command("plan", "Says how many runs, cases or trap variants it takes to see a difference, and what that costs.")
        {
            metric, difference, power, rate, within, between, runs, cases, agent, there, price, store, desk, json,
        };
        command.SetAction((parsed, cancellation) => PlanAsync(
            new(parsed.GetRequiredValue(metric), parsed.GetValue(difference)!.Value, parsed.GetValue(power) ?? 0.8, parsed.GetValue(rate), parsed.GetValue(within),
                parsed.GetValue(between) ?? StandardBetween, parsed.GetValue(runs), parsed.GetValue(cases), parsed.GetValue(agent), parsed.GetValue(there), parsed.GetValue(price),
                parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(json)), cancellation));
        return command;
    }

    private static async Task<int> PlanAsync(Settings settings, CancellationToken cancellation)
    {
        var shares = Metric.All.Where(metric => metric.Kind is MetricKind.Share).ToList();
        var metric = shares.Find(known => known.Name == settings.Metric)
            ?? throw new UserMistakeException($"'{settings.Metric}' is no share that can be planned for ({Nearest.Mend(settings.Metric, shares.Select(known => known.Name)) ?? $"known: {string.Join(", ", shares.Select(known => known.Name))}"})");
        if (settings is { Agent: null, Base: null })
        {
            throw new UserMistakeException($"what rate do you start from? Say --base, or name an agent of the store with --agent");
        }

        var measured = settings.Agent is null ? null : (await Operand.FindAsync([settings.Agent], settings.Store, settings.Desk, protocol: null, agent: null, cases: [], cancellation))[0].Standing;
        var value = measured?.Metrics[metric.Name];
        var question = new PlanQuestion(
            metric.Name, settings.Base ?? value!.Mean ?? throw new UserMistakeException($"{metric.Name} of '{settings.Agent}' is unknown: say --base"), settings.Difference, settings.Power,
            settings.Cases ?? Composition.Load(settings.Desk).Cases.Cases.Count(metric.AppliesTo), settings.Runs,
            settings.Within ?? (measured is { Runs.Count: > 1 } && value is { Mean: > 0 and < 1 } && value.Trials > value.N ? Clustered.Correlation([.. measured.Values.Of(metric.Name).Select(value => value.Values)]) : Detectable.Alike),
            settings.Between, settings.BaselineIsThere ? 1 : 2, settings.Price ?? measured?.Metrics["cost_usd"].Mean);
        if (question.Cases < 1)
        {
            throw new UserMistakeException($"the desk has no case that {metric.Name} is about: say --cases");
        }

        if (question.Base + question.Difference > 1 && question.Base - question.Difference < 0)
        {
            throw new UserMistakeException(string.Create(CultureInfo.InvariantCulture, $"from a rate of {question.Base:0.###} there is no room for a difference of {question.Difference:0.###}"));
        }

        var plan = PowerPlan.Of(question);
        if (settings.Json)
        {
            Console.Out.WriteLine(PlanJson.Write(plan));
        }
        else
        {
            PlanView.Write(plan, settings.Desk);
        }

        return ExitCode.Ok;
    }

    private static Option<double?> Price()
    {
        var option = new Option<double?>("--price") { Description = "Dollars per ticket; the agent's measured price when left out.", HelpName = "USD" };
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.Tokens.Count > 0 && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var dollars) && dollars is not (>= 0 and <= MostDollars))
            {
                result.AddError($"--price is {result.Tokens[0].Value}; it is dollars for one ticket, from 0 to {MostDollars:N0}: write 0.01 for a cent");
            }
        });
        return option;
    }

    private static Option<double?> Share(string name, string description, bool required = false, bool ends = false, double most = 1)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "SHARE", Required = required };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.Tokens.Count == 0 || !double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value))
            {
                return;
            }

            if (ends ? value is not (>= 0 and <= 1) : !(value > 0 && value <= most && value < 1))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {result.Tokens[0].Value}; it is {(ends ? "from 0 to 1" : most < 1 ? $"above 0, up to {most}" : "above 0 and below 1")}: write 0.1 for ten {(most < 1 ? "percent" : "points")}"));
            }
        });
        return option;
    }
}
