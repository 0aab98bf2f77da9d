using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using SupportAgentBench.Cases;
using SupportAgentBench.Cases.Varying;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Proofs;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab cases</c>: what is played, and whether it is sound.</summary>
internal static class CasesCommand
{
    public static Command Create() => new("cases", "Lists, checks, proves and varies the cases.") { List(), Check(), Prove(), Vary() };

    private static Command List()
    {
        var desk = Options.Desk();
        var globs = Options.Case();
        var json = Options.Json();
        var command = new Command("list", "Lists the cases.") { globs, desk, json };
        command.SetAction(parsed =>
        {
            var cases = Composition.Load(parsed.GetValue(desk)).CasesOf(parsed.GetValue(globs)!);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(new JsonArray([.. cases.Select(played => (JsonNode)new JsonObject
                {
                    ["id"] = played.Id,
                    ["bucket"] = Words.Of(played.Bucket),
                    ["intent"] = played.Intent,
                    ["order"] = played.Order,
                    ["language"] = played.Language,
                    ["mood"] = Words.Of(played.Mood),
                })]).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
                return ExitCode.Ok;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("case", "bucket", "intent", "order", "language", "mood");
            foreach (var played in cases)
            {
                table.AddRow(Text.Markup(played.Id), played.Bucket.Told(), played.Intent, $"#{played.Order}", played.Language, Words.Of(played.Mood));
            }

            AnsiConsole.Write(table);
            Console.Out.WriteLine(Summary(cases));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Check()
    {
        var desk = Options.Desk();
        var command = new Command("check", "Reads everything and reports every problem at once.") { desk };
        command.SetAction(async (parsed, cancellation) =>
        {
            var composition = Composition.Load(parsed.GetValue(desk));
            if (composition.Desk.Profile.Currency is var currency && !composition.Wordings.Currencies.CanBeRead(currency))
            {
                Console.Out.WriteLine($"amounts in {currency} cannot be read in messages: whole ones cannot be expected in must_say, and invented ones are not found.");
            }

            var problems = new Problems();
            await new Lint(composition.Desk, composition.Wordings).CheckAsync(composition.Cases.Cases, problems, cancellation);
            problems.ThrowIfAny();
            Console.Out.WriteLine($"{composition.Desk.Profile.Name}: {Text.Count(composition.Desk.Products.Count, "product")}, "
                + $"{Text.Count(composition.Desk.Orders.Count, "order")}, {Text.Count(composition.Desk.Policy.Rules.Count, "policy rule")}. {Summary(composition.Cases.Cases)} No problem found.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Prove()
    {
        var desk = Options.Desk();
        var globs = Options.Case();
        var command = new Command("prove", "Plays every case's reference trace and its mutants: the trace must pass, each mutant be caught.") { globs, desk };
        command.SetAction(async (parsed, cancellation) =>
        {
            var composition = Composition.Load(parsed.GetValue(desk));
            var cases = composition.CasesOf(parsed.GetValue(globs)!);
            var prover = new Prover(composition.Desk, composition.Wordings);
            var results = new ProofResult[cases.Count];
            await Parallel.ForEachAsync(cases.Index(), cancellation, async (pair, stop) => results[pair.Index] = await prover.ProveAsync(pair.Item, stop));
            ProofView.Write(results);
            return results.All(result => result.Sound) ? ExitCode.Ok : ExitCode.GateFailed;
        });
        return command;
    }

    private static Command Vary()
    {
        var desk = Options.Desk();
        var seed = new Option<int>("--seed") { Description = "Another seed, another set.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var target = new Option<string>("--out") { Description = "A new folder for the desk and its cases.", HelpName = "DIR", Required = true };
        var traps = Options.Positive("--traps", "Variants of each trap: 6 make a panel of 108.", 1, 20);
        var command = new Command("vary", "Writes a fresh desk and case set of the same structure, which no model has seen.") { seed, target, traps, desk };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(desk) ?? Composition.DefaultDesk;
            var composition = Composition.Load(folder);
            var to = parsed.GetRequiredValue(target);
            new Varier(folder, composition.Desk, composition.Cases, composition.Wordings).Write(to, parsed.GetValue(seed), parsed.GetValue(traps));
            Console.Out.WriteLine($"{to}: {Summary(Composition.Load(to).Cases.Cases)} Play it with: sab run{Hints.Place($"{to}-out", to)}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Summary(IReadOnlyList<SupportCase> cases) =>
        $"{Text.Count(cases.Count, "case")}: {string.Join(", ", cases.GroupBy(played => played.Bucket).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.Told()}"))}.";
}
