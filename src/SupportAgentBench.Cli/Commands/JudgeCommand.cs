using System.CommandLine;
using SupportAgentBench.Boards.Agreement;
using SupportAgentBench.Calls;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Judging.Labels;
using SupportAgentBench.Scoring;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab judge</c>: labels conversations by hand, and holds judges against labels.</summary>
internal static class JudgeCommand
{
    /// <summary>The run under which a judge's calls about labelled conversations are kept, so that none is paid for twice.</summary>
    private const string JournalRun = "labels";

    private sealed record Asked(string Labels, string[] Judges, string[] Against, double MostDrop, string? Of, string Store, string? Desk, decimal? Budget, string? Prices, bool Json);

    public static Command Create() => new("judge", "Labels conversations by hand, and measures judges on labels.") { Label(), Agreement() };

    private static Command Label()
    {
        var labels = new Option<string>("--labels") { Description = "Folder of the labelled conversations; made from --store when it is not there yet.", HelpName = "DIR", Required = true };
        var by = new Option<string>("--by") { Description = "Your initials: two people can label the same conversations.", HelpName = "INITIALS", Required = true };
        var store = new Option<string?>("--store") { Description = "Draw conversations from this store, for a folder that is not there yet.", HelpName = "DIR" };
        var sample = Options.Positive("--sample", "How many to draw.", 40, 10_000);
        var seed = new Option<int>("--seed") { Description = "Which are drawn.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var desk = Options.Desk();
        var command = new Command("label", "Shows conversations one by one, without saying whose they are, and asks for a verdict on each criterion.") { labels, by, store, sample, seed, desk };
        command.SetAction(async (parsed, cancellation) =>
        {
            var composition = Composition.Load(parsed.GetValue(desk));
            var folder = parsed.GetRequiredValue(labels);
            if (parsed.GetValue(store) is { } from)
            {
                await Labelling.DrawAsync(from, folder, parsed.GetValue(sample), parsed.GetValue(seed), composition, cancellation);
            }

            return await new Labelling(folder, parsed.GetRequiredValue(by), composition).AskAsync(cancellation);
        });
        return command;
    }

    private static Command Agreement()
    {
        var labels = new Option<string?>("--labels") { Description = "Folder of labelled conversations; those that sab carries when left out.", HelpName = "DIR" };
        var judge = Options.Judge();
        var against = new Option<string[]>("--against") { Description = "An earlier judge: the command fails (exit 1) when the new one is right less often.", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var drop = new Option<double>("--most-drop") { Description = "By how much the share of right answers may fall against --against.", HelpName = "SHARE", DefaultValueFactory = _ => 0.02 };
        var of = new Option<string?>("--correct") { Description = "Correct the rates of this store, which the same judge marked; those of the labelled conversations when left out.", HelpName = "DIR" };
        var store = Options.Store();
        var desk = Options.Desk();
        var budget = Options.Budget();
        var prices = Options.Prices();
        var json = Options.Json();
        var command = new Command("agreement", "How well a judge agrees with labels, by criterion and by metric, and its rates corrected for its errors.") { labels, judge, against, drop, of, store, desk, budget, prices, json };
        command.SetAction((parsed, cancellation) => AgreementAsync(
            new(parsed.GetValue(labels) ?? Composition.Carried("labels", "reference"), parsed.GetValue(judge)!, parsed.GetValue(against)!, parsed.GetValue(drop), parsed.GetValue(of), parsed.GetValue(store)!,
                parsed.GetValue(desk), parsed.GetValue(budget), parsed.GetValue(prices), parsed.GetValue(json)), cancellation));
        return command;
    }

    private static async Task<int> AgreementAsync(Asked asked, CancellationToken cancellation)
    {
        var composition = Composition.Load(asked.Desk);
        var set = LabelFile.Read(asked.Labels);
        if (set.Labels.Count == 0)
        {
            throw new UserMistakeException($"nothing in '{asked.Labels}' is labelled yet (sab judge label --labels {asked.Labels} --by INITIALS)");
        }

        var ledger = new BudgetLedger(asked.Budget);
        var notices = new CallNotices(TimeProvider.System);
        var room = ModelRoom.Open(asked.Prices, notices, live: true, traced: false);
        var report = await ReportAsync(asked.Judges, set, composition, room, ledger, asked.Store, cancellation);
        var drift = asked.Against.Length == 0 ? null : JudgeDrift.Of(await ReportAsync(asked.Against, set, composition, room, ledger, asked.Store, cancellation), report);
        var corrected = await CorrectedAsync(asked, report, set, cancellation);
        notices.Print();
        if (asked.Json)
        {
            Console.Out.WriteLine(AgreementJson.Write(report, corrected, drift, asked.MostDrop));
        }
        else
        {
            AgreementView.Write(report, set, corrected, drift, asked.MostDrop);
        }

        return drift is null || drift.Holds(asked.MostDrop) ? ExitCode.Ok : ExitCode.GateFailed;
    }

    private static async Task<AgreementReport> ReportAsync(
        string[] judges, LabelSet set, Composition composition, ModelRoom room, BudgetLedger ledger, string folder, CancellationToken cancellation)
    {
        using var bench = JudgeBench.Of(judges, composition, room, ledger);
        await using var store = bench.Models == 0 ? null : await SqliteResultStore.OpenAsync(folder, create: true, TimeProvider.System, cancellation);
        var scorer = new Scorer(composition.Desk, composition.Wordings);
        var cases = composition.Cases.Cases.ToDictionary(played => played.Id);
        var unknown = set.Conversations.Select(conversation => conversation.Transcript.Header.Case).Distinct().Where(id => !cases.ContainsKey(id)).ToList();
        if (unknown.Count > 0)
        {
            throw new UserMistakeException($"the labelled conversations are about cases that this desk does not have: {string.Join(", ", unknown.Take(5))} (name their desk with --desk)");
        }

        var tries = $"{JournalRun} {bench.Judge.Name}";
        if (store is not null)
        {
            await EarlierTries.CarryOverAsync(ledger, store.Journal, [tries], cancellation);
        }

        var judged = new List<JudgedTrial>();
        foreach (var conversation in set.Conversations)
        {
            var played = cases[conversation.Transcript.Header.Case];
            var calls = store is null ? TrialCalls.Unkept : await TrialCalls.OpenAsync(store.Journal, new(tries, conversation.Id, 1), cancellation);
            judged.Add(new(conversation.Id, await bench.Judge.JudgeAsync(played, conversation.Transcript, scorer.Score(played, conversation.Transcript), calls, cancellation)));
        }

        return AgreementReport.Of(bench.Judge.Name, judged, set.Labels);
    }

    /// <summary>The judge's resolution rate, corrected with its errors on the labels: over a store that it marked, or over the labelled conversations themselves.</summary>
    private static async Task<IReadOnlyList<(string Agent, CorrectedRate? Rate)>> CorrectedAsync(Asked asked, AgreementReport report, LabelSet set, CancellationToken cancellation)
    {
        var table = report.Metrics.Single(row => row.Name == "resolution").Table;
        if (asked.Of is not { } folder)
        {
            return [("the labelled conversations", CorrectedRate.Of(table.N == 0 ? 0 : (double)(table.PassPass + table.FailPass) / table.N, table.N, table))];
        }

        var judged = (await Held.InAsync(folder, cancellation)).LastOrDefault(held => held.Protocol.Judge == report.Judge)
            ?? throw new UserMistakeException($"nothing in '{folder}' was judged by {report.Judge}: judge it first (sab score{Hints.Place(folder, asked.Desk)}{string.Concat(asked.Judges.Select(judge => $" --judge {Hints.Word(judge)}"))})");
        var board = (await Measured.LoadAsync(folder, asked.Desk, judged.Protocol.Id, cancellation)).ToBoard();
        return [.. board.Agents.Select(agent => (agent.Agent, agent.Metrics["resolution"].Mean is { } mean ? CorrectedRate.Of(mean, agent.Metrics["resolution"].N, table) : null))];
    }
}
