using Spectre.Console;
using SupportAgentBench.Reviews;

namespace SupportAgentBench.Cli.Views;

/// <summary>A review in the terminal: what is left of it, then what was dropped and why.</summary>
internal static class ReviewView
{
    public static void Write(Review review, string place)
    {
        var console = AnsiConsole.Console;
        console.MarkupLine($"[bold]{Text.Markup(review.Agent)}[/], in the words of {Text.Markup(review.Model)}");
        foreach (var section in review.Sections)
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{Text.Markup(section.Title)}[/]{(section.Rewritten ? "" : " [dim](as generated)[/]")}");
            console.WriteLine(Text.Safe(section.Text));
        }

        foreach (var trial in review.Trials)
        {
            var (run, played) = trial.Trial.Split('/') is [var left, var right] ? (left, right) : (trial.Trial, "");
            console.WriteLine();
            console.MarkupLine($"[bold]{Text.Markup(played)}[/] [dim]run {Text.Markup(run)}[/]");
            if (trial.Text is { } text)
            {
                console.WriteLine(Text.Safe(text));
            }
            else
            {
                console.MarkupLine("[dim]No sentence of the model was borne out by the conversation. Found without it:[/]");
                foreach (var wrong in trial.Wrong)
                {
                    console.WriteLine(Text.Safe(wrong));
                }
            }

            Console.Out.WriteLine($"  {Text.Safe(Hints.Show(trial.Trial, review.Agent, place))}");
        }

        var dropped = review.Written.Where(sentence => !sentence.Kept).ToList();
        console.WriteLine();
        console.WriteLine($"{Text.Count(review.Written.Count(), "sentence")} written, {dropped.Count} dropped{(dropped.Count == 0 ? "." : ":")}");
        foreach (var sentence in dropped)
        {
            console.WriteLine($"  {Text.Safe(sentence.Text)}");
            console.MarkupLine($"  [dim]not in the data: {Text.Markup(string.Join(", ", sentence.Unsupported))}[/]");
        }
    }
}
