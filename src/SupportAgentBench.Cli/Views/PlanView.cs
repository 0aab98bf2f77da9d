using Spectre.Console;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Planning;

namespace SupportAgentBench.Cli.Views;

/// <summary>A plan in the terminal: what you have, what would do, and what each costs.</summary>
internal static class PlanView
{
    /// <summary>What <c>sab cases vary</c> makes of a trap at most.</summary>
    private const int MostVariants = 20;

    public static void Write(PowerPlan plan, string? desk)
    {
        var question = plan.Question;
        var console = AnsiConsole.Console;
        console.MarkupLine($"[bold]{Shown.Name(question.Metric)}: {Shown.Percent(question.Base)} against {Shown.Percent(plan.Other)}.[/] To be seen {Chance(question.Power)}, with a false alarm in 1 of 20 comparisons.");
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn(new TableColumn("cases").RightAligned().NoWrap()).AddColumn(new TableColumn("runs").RightAligned().NoWrap())
            .AddColumn(new TableColumn("seen").RightAligned().NoWrap()).AddColumn(new TableColumn("claimed").RightAligned().NoWrap()).AddColumn(new TableColumn("conversations").RightAligned().NoWrap()).AddColumn(new TableColumn("cost").RightAligned().NoWrap());
        Row(table, "as you planned", plan.Now);
        if (plan.Now.Chance < question.Power)
        {
            Row(table, plan.MoreRuns is null ? "more runs, not enough" : "more runs", plan.MoreRuns ?? plan.AtMostRuns);
            Row(table, "more cases", plan.MoreCases);
            Row(table, "more cases, one run", plan.OneRun);
        }

        console.Write(table);
        if (plan.Now.Chance >= question.Power)
        {
            console.MarkupLine("[green]That is enough.[/]");
        }
        else if (plan.MoreRuns is null)
        {
            console.WriteLine($"Even {PowerPlan.MostRuns} runs of the same {Text.Count(question.Cases, "case")} do not get there: they leave open whether other cases would go the same way.");
        }

        if (plan.Now.Chance < question.Power && (plan.MoreCases ?? plan.OneRun) is { } enough)
        {
            console.WriteLine(question.Metric == "unsafe_actions"
                ? $"More variants of each trap: sab cases vary --seed 7 --traps {Math.Min(MostVariants, (int)Math.Ceiling((double)enough.Cases / question.Cases))} --out my-desk{Hints.Desk(desk)}"
                    + $"{(enough.Cases > MostVariants * question.Cases ? $" makes {MostVariants * question.Cases:N0}, which is not enough" : "")}\nVariants of one trap are alike, and count as one trap that was played more often: it may take more of them, or other traps."
                : "More cases are yours to write: docs/cases.md says how.");
        }

        console.WriteLine(plan.Detectable is { } smallest
            ? $"As you planned, the smallest difference that would be seen {Chance(question.Power)} is {Shown.Difference(question.Metric, smallest).TrimStart('+').Replace("pt", "points", StringComparison.Ordinal)}."
            : $"As you planned, no difference at all would be seen {Chance(question.Power)}.");
        console.MarkupLine($"[dim]Taken: runs of one case alike to {Shown.Number(question.WithinCase, "0.00")}, agents alike to {Shown.Number(question.BetweenAgents, "0.00")}, "
            + $"{(question.Agents == 1 ? "one agent" : "both agents")} to be played{(question.Price is { } price ? $", {Shown.Dollars(price)} a ticket" : "; no price known, so no cost")}. "
            + "Simulated with the test that compare uses. Seen: by this metric alone, as a gate looks; claimed: in a comparison, corrected for all its metrics.[/]");
    }

    private static void Row(Table table, string name, PlanOption? option)
    {
        if (option is null)
        {
            return;
        }

        table.AddRow(name, $"{option.Cases:N0}", $"{option.Runs}", $"{option.Chance * 100:0} %", $"{option.Corrected * 100:0} %", $"{option.Conversations:N0}", option.Dollars is { } dollars ? Shown.Dollars(dollars) : "unknown");
    }

    private static string Chance(double power) => $"in {power * 100:0.#} % of the comparisons";
}
