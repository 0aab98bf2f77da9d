using System.CommandLine;
using SupportAgentBench.Boards.Comparing;
using SupportAgentBench.Cases;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Site;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab compare</c>: is the difference real, how large may it be, and in which conversations does it show?</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var first = new Argument<string>("first") { Description = "An agent or a run id of the store, or the folder of another store." };
        var second = new Argument<string>("second") { Description = "The one to compare it with, named the same way." };
        var store = Options.Store();
        var desk = Options.Desk();
        var protocol = Options.Protocol();
        var agent = new Option<string?>("--agent") { Description = "Whose results, where a folder holds several agents.", HelpName = "NAME" };
        var cases = Options.Case();
        var flips = Options.Positive("--flips", "Most cases to list that went differently.", 10, 1_000);
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown, for a pull request." };
        var site = Options.SiteAddress("--site", "In Markdown: where the store's site is published (sab site); conversations become links to their pages there.");
        var json = Options.Json();
        var command = new Command("compare", "Compares two agents, runs or folders, paired by case.") { first, second, store, desk, protocol, agent, cases, flips, markdown, site, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var operands = await Operand.FindAsync(
                [parsed.GetRequiredValue(first), parsed.GetRequiredValue(second)], parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(protocol), parsed.GetValue(agent), parsed.GetValue(cases)!, cancellation);
            Operand.MustBeComparable(operands[0], operands[1]);
            foreach (var older in operands.Select(operand => operand.Older).OfType<string>())
            {
                Console.Error.WriteLine(Text.Safe(older));
            }

            var comparison = Comparison.Of(operands[0].Name, operands[0].Standing, operands[1].Name, operands[1].Standing);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(ComparisonJson.Write(comparison));
            }
            else if (parsed.GetValue(markdown))
            {
                Console.Out.Write(ComparisonMarkdown.Write(comparison, parsed.GetValue(flips), parsed.GetValue(site) is { } published ? Published(published, operands[0].Cases) : null));
            }
            else
            {
                ComparisonView.Write(comparison, parsed.GetValue(flips), Hints.Place(operands[0].Folder, parsed.GetValue(desk)), Hints.Place(operands[1].Folder, parsed.GetValue(desk)));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Func<string, string, Uri> Published(Uri site, CaseSet cases)
    {
        var slugs = new Slugs(cases.Cases.Select(played => played.Id));
        return (caseId, trial) => new(site, $"{SiteContent.PathOfTrial(trial.Split('/')[0], slugs.Of(caseId))}.html");
    }
}
