using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Boards;
using SupportAgentBench.Calls;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Runs;
using SupportAgentBench.Scoring;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab score</c>: scores and judges stored conversations again, as a layer beside the old one, and says what moved and why.</summary>
internal static class ScoreCommand
{
    private const int ConcurrencyWithModels = 32;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Settings(string Store, string[] Judges, bool Judged, string? Protocol, string? Desk, int? Concurrency, decimal? Budget, string? Prices, bool Json);

    public static Command Create()
    {
        var store = Options.Store();
        var judge = Options.Judge();
        var protocol = new Option<string?>("--protocol") { Description = "Whose conversations, when the store holds several; the newest that was played by default.", HelpName = "ID" };
        var desk = Options.Desk();
        var concurrency = Options.OptionalPositive("--concurrency", $"Conversations at once; by default one a core, with models {ConcurrencyWithModels}.", 4_096);
        var budget = Options.Budget();
        var prices = Options.Prices();
        prices.Description += " Without --judge, stored conversations are priced anew by it, and no mark moves.";
        var json = Options.Json();
        var command = new Command("score", "Scores and judges stored conversations again, beside the old marks, and shows what moved and why.") { store, judge, protocol, desk, concurrency, budget, prices, json };
        command.SetAction((parsed, cancellation) => ScoreAsync(
            new(parsed.GetValue(store)!, parsed.GetValue(judge)!, parsed.GetResult(judge) is { Implicit: false }, parsed.GetValue(protocol), parsed.GetValue(desk), parsed.GetValue(concurrency), parsed.GetValue(budget), parsed.GetValue(prices), parsed.GetValue(json)), cancellation));
        return command;
    }

    private static async Task<int> ScoreAsync(Settings settings, CancellationToken cancellation)
    {
        var composition = Composition.Load(settings.Desk);
        await using var store = await SqliteResultStore.OpenAsync(settings.Store, create: false, TimeProvider.System, cancellation);
        if (settings is { Prices: { } file, Judged: false })
        {
            var chosen = await ChosenAsync(store, settings, composition, known => known.Tools is null && (settings.Protocol is not null || known.Layer?.PricesHash is null), cancellation);
            var priced = await Repricing.PriceAsync(store, settings.Store, chosen, composition, file, settings.Concurrency, cancellation);
            Print(settings, () => Json(priced), () => PricesView.Write(priced, Hints.Place(settings.Store, settings.Desk)));
            return ExitCode.Ok;
        }

        var played = await ChosenAsync(store, settings, composition, known => known is { Layer: null, Tools: null }, cancellation);
        var ledger = new BudgetLedger(settings.Budget);
        var notices = new CallNotices(TimeProvider.System);
        using var bench = JudgeBench.Of(settings.Judges, composition, ModelRoom.Open(settings.Prices, notices, live: true, traced: false), ledger);
        var layer = LayerOf(played, bench.Judge, composition);
        if (settings.Prices is not null)
        {
            Console.Error.WriteLine("--prices is for what judging costs now; what the agents cost stays as it is (without --judge it is priced anew)");
        }

        if (layer is null)
        {
            Console.Error.WriteLine($"nothing changed: judge, scoring and words are those under which protocol {played.Id} was played, and its marks would be the same. No layer was made");
            if (settings.Json)
            {
                Console.Out.WriteLine(Json(played, null, new([], [], 0)));
            }

            return ExitCode.Ok;
        }

        var marks = Rescorer.RunsOf(layer, await store.RunsAsync(played.Id, cancellation));
        var ids = marks.Select(run => run.Id).ToList();
        using var held = RunLock.Take(settings.Store, ids);
        await EarlierTries.CarryOverAsync(ledger, store.Journal, ids, cancellation);
        var rows = await store.TrialsAsync(played.Id, cancellation);
        var marked = new Marked(rows.Count, settings.Json);
        var rescorer = new Rescorer(new Scorer(composition.Desk, composition.Wordings), bench.Judge, store, store.Journal);
        IReadOnlyCollection<CallFailedException> unreached;
        try
        {
            unreached = await rescorer.RescoreAsync(played, layer, composition.Cases.Cases.ToDictionary(known => known.Id),
                settings.Concurrency ?? (bench.Models > 0 ? ConcurrencyWithModels : Environment.ProcessorCount), marked, cancellation);
        }
        catch (BudgetReachedException stopped)
        {
            Console.Error.WriteLine($"{stopped.Message}. What was judged is kept; the same command with a higher --budget goes on, and pays nothing twice");
            return ExitCode.StoppedByBudget;
        }
        finally
        {
            notices.Print();
        }

        var runs = await store.RunsAsync(layer.Id, cancellation);
        var source = marks.ToDictionary(run => run.Id, run => run.Source!);
        var rowsNow = await store.TrialsAsync(layer.Id, cancellation);
        var was = new Measured(composition.Cases, played, await store.RunsAsync(played.Id, cancellation), rows).ToBoard();
        var now = new Measured(composition.Cases, layer, runs, rowsNow).ToBoard();
        var moves = Moves.Of(was, now, rows, rowsNow, source);
        Print(settings, () => Json(played, layer, moves), () => MovesView.Write(played, layer, moves, Hints.Place(settings.Store, settings.Desk)));

        if (unreached.Count == 0)
        {
            return ExitCode.Ok;
        }

        Console.Error.WriteLine($"incomplete: the judge could not be reached for {Text.Count(unreached.Count, "conversation")}; the same command goes on with them");
        foreach (var why in unreached.CountBy(failure => failure.Message).OrderByDescending(why => why.Value))
        {
            Console.Error.WriteLine($"  {why.Value:N0} x {Text.Safe(why.Key)}");
        }

        return ExitCode.Incomplete;
    }

    private static void Print(Settings settings, Func<string> json, Action view)
    {
        if (settings.Json)
        {
            Console.Out.WriteLine(json());
        }
        else
        {
            view();
        }
    }

    private static async Task<Protocol> ChosenAsync(SqliteResultStore store, Settings settings, Composition composition, Func<Protocol, bool> fits, CancellationToken cancellation)
    {
        var protocols = (await store.ProtocolsAsync(cancellation)).Where(fits).ToList();
        var played = protocols.LastOrDefault(known => settings.Protocol is null || known.Id == settings.Protocol)
            ?? throw new UserMistakeException(settings.Protocol is null
                ? $"no conversation on a desk is in '{settings.Store}': play something first (sab run{Hints.Place(settings.Store, settings.Desk)})"
                : $"the store '{settings.Store}' has no protocol '{settings.Protocol}' that was played (known: {string.Join(", ", protocols.Select(known => known.Id))})");
        return played.CasesHash == composition.Cases.Hash && played.DeskHash == composition.Desk.Hash ? played
            : throw new UserMistakeException($"the runs of protocol {played.Id} were played on other data (desk {played.DeskHash}, cases {played.CasesHash}): name that desk's folder with --desk");
    }

    /// <summary>What was played stays as it was; what marks it is of now. A protocol of its own, so that the two never share a table. Null where nothing that marks has changed.</summary>
    private static Protocol? LayerOf(Protocol played, IJudge judge, Composition composition)
    {
        var marked = played with { Judge = judge.Name, Scoring = Scorer.Version, RubricsHash = judge is RuleJudge ? null : composition.Rubrics.Hash };
        return marked == played && played.WordingHash == composition.Wordings.Hash && (judge is RuleJudge || played.PromptsHash == composition.Prompts.Hash)
            ? null : marked with { Layer = new(played.Id, composition.Wordings.Hash, composition.Prompts.Hash) };
    }

    private static string Json(Repricing priced) => new JsonObject
    {
        ["played"] = priced.Marked.Id,
        ["layer"] = priced.Layer.Id,
        ["priced"] = priced.Told.Priced,
        ["kept"] = priced.Told.Kept,
        ["unknown"] = priced.Told.Unknown,
        ["figures"] = Json(priced.Figures),
    }.ToJsonString(Indented);

    private static string Json(Protocol played, Protocol? layer, Moves moves) => new JsonObject
    {
        ["played"] = played.Id,
        ["layer"] = layer?.Id,
        ["judge"] = (layer ?? played).Judge,
        ["scoring"] = new JsonObject { ["was"] = played.Scoring, ["now"] = (layer ?? played).Scoring },
        ["compared"] = moves.Compared,
        ["figures"] = Json(moves.Figures),
        ["moved"] = new JsonArray([.. moves.Trials.Select(trial => (JsonNode)new JsonObject
        {
            ["agent"] = trial.Agent,
            ["case"] = trial.Case,
            ["resolved"] = trial.Resolved,
            ["why"] = new JsonArray([.. trial.Why.Select(why => (JsonNode)why)]),
        })]),
    }.ToJsonString(Indented);

    private static JsonArray Json(IEnumerable<MovedFigure> figures) => new([.. figures.Select(figure => (JsonNode)new JsonObject
    {
        ["agent"] = figure.Agent,
        ["metric"] = figure.Metric,
        ["was"] = figure.Was,
        ["now"] = figure.Now,
    })]);

    private sealed class Marked(int all, bool quiet) : IProgress<TrialRow>
    {
        private const int Every = 500;
        private int _done;

        public void Report(TrialRow value)
        {
            var done = Interlocked.Increment(ref _done);
            if (!quiet && done % Every == 0)
            {
                Console.Error.WriteLine($"{done:N0}/{Text.Count(all, "conversation")}");
            }
        }
    }
}
