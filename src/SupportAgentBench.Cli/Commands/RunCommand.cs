using System.CommandLine;
using SupportAgentBench.Boards;
using SupportAgentBench.Calls;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Conversations;
using SupportAgentBench.Files;
using SupportAgentBench.Runs;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab run</c>: plays cases, keeps the results, prints the board. The same command again goes on where it stopped.</summary>
internal static class RunCommand
{
    private const int ConcurrencyWithModels = 32;

    private sealed record Settings(
        CastNames Names, IReadOnlyList<string> Customers, int Runs, int Seed, string[] Cases, string Store, int? Concurrency, string? Desk, DisplayKind Display, bool Json, bool NewProtocol,
        decimal? Budget, string? Prices, string? Replay, bool DryRun);

    public static Command Create()
    {
        var agent = new Option<string[]>("--agent")
        {
            Description = "Who is tested: reference/NAME or a model as provider/model; may be repeated. All reference agents when left out.",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };
        var customer = new Option<string[]>("--customer")
        {
            Description = "Who writes the e-mails: scripted (free, repeatable) or a model. Repeated, each plays everything, and the spread between them is shown.",
            HelpName = "NAME",
            DefaultValueFactory = _ => [CastNames.Scripted],
        };
        var judge = Options.Judge();
        var runs = Options.Positive("--runs", "Passes over the cases by each agent.", 3, 1_000);
        var seed = new Option<int>("--seed") { Description = "All randomness that we control follows from it.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var cases = Options.Case();
        var store = Options.Store();
        var concurrency = Options.OptionalPositive("--concurrency", $"Conversations at once; by default one a core, with models {ConcurrencyWithModels}. How many calls a provider takes at once is found out.", 4_096);
        var desk = Options.Desk();
        var display = new Option<DisplayKind?>("--display") { Description = "none, plain or full; by default full on a terminal and plain elsewhere." };
        var json = Options.Json();
        var apart = new Option<bool>("--new-protocol") { Description = "Keep these runs in the store beside runs of another protocol; they are never mixed." };
        var budget = Options.Budget();
        var prices = Options.Prices();
        var replay = new Option<string?>("--replay") { Description = "Play a recorded run again from the store in this folder, without a key or a call.", HelpName = "DIR" };
        var dry = new Option<bool>("--dry-run") { Description = "Only say how many calls, tokens and dollars it would take." };
        var command = new Command("run", "Plays the cases and prints the board. Run it again to go on after a stop.")
        {
            agent, customer, judge, runs, seed, cases, store, concurrency, budget, dry, replay, prices, desk, display, json, apart,
        };
        command.Validators.Add(result =>
        {
            foreach (var option in result.GetResult(replay) is null ? [] : new Option[] { customer, judge, runs, seed, budget, dry }.Where(option => result.GetResult(option) is { Implicit: false }))
            {
                result.AddError($"{option.Name} does not go with {replay.Name}: what was recorded says who plays, and nothing is asked or paid");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(
            new(new(parsed.GetValue(agent)!, parsed.GetValue(customer)![0], parsed.GetValue(judge)!), [.. parsed.GetValue(customer)!.Distinct()], parsed.GetValue(runs), parsed.GetValue(seed), parsed.GetValue(cases)!,
                parsed.GetValue(store)!, parsed.GetValue(concurrency), parsed.GetValue(desk),
                parsed.GetValue(display) ?? (Console.IsOutputRedirected ? DisplayKind.Plain : DisplayKind.Full), parsed.GetValue(json), parsed.GetValue(apart),
                parsed.GetValue(budget), parsed.GetValue(prices), parsed.GetValue(replay), parsed.GetValue(dry)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Settings settings, CancellationToken cancellation)
    {
        var composition = Composition.Load(settings.Desk);
        await using var recorded = settings.Replay is { } folder ? await RecordedRuns.OpenAsync(folder, cancellation) : null;
        settings = recorded is null ? settings : settings with { Names = recorded.NamesFor(settings.Names), Customers = [recorded.NamesFor(settings.Names).Customer], Runs = recorded.Runs, Seed = recorded.Seed };
        var cases = recorded is null || settings.Cases.Length > 0 ? composition.CasesOf(settings.Cases) : recorded.CasesOf(composition.Cases);
        var notices = new CallNotices(TimeProvider.System);
        var room = ModelRoom.Open(settings.Prices, notices, live: recorded is null && !settings.DryRun, Telemetry.IsWanted);
        var ledger = new BudgetLedger(settings.Budget);
        var casts = new List<Cast>();
        try
        {
            casts.AddRange(settings.Customers.Select(customer => Cast.Of(settings.Names with { Customer = customer }, composition, room, ledger)));
            var plans = casts.ConvertAll(cast => new RunPlan(
                composition.ProtocolFor(cast.Customer, cast.Judge, Limits.Standard), cast.Agents, cases, settings.Runs, settings.Seed,
                settings.Concurrency ?? (cast.Models.Count > 0 ? ConcurrencyWithModels : Environment.ProcessorCount))
            {
                Only = recorded?.Trials,
            });
            if (recorded is not null && plans[0].Trials.Count == 0)
            {
                throw new UserMistakeException($"nothing of this was recorded in '{settings.Replay}' (leave --agent and --case out to play all that was)");
            }

            if (settings.DryRun)
            {
                IReadOnlyList<Estimate> estimates = [.. plans.Zip(casts).Select(pair => Estimate.Of(pair.First, pair.Second, composition))];
                if (settings.Json)
                {
                    EstimateView.WriteJson(estimates);
                    return ExitCode.Ok;
                }

                foreach (var estimate in estimates)
                {
                    EstimateView.Write(estimate);
                }

                return ExitCode.Ok;
            }

            await using var store = await SqliteResultStore.OpenAsync(settings.Store, create: true, TimeProvider.System, cancellation);
            await RefuseOtherProtocolAsync(store, plans, settings, cancellation);
            using var telemetry = Telemetry.Start();
            IReadOnlyCollection<string> runs = [.. plans.SelectMany(plan => plan.PlannedRuns).Select(pair => pair.Run.Id)];
            using var held = RunLock.Take(settings.Store, runs);
            await EarlierTries.CarryOverAsync(ledger, store.Journal, runs, cancellation);
            var exit = ExitCode.Ok;
            var boards = new List<Board>();
            foreach (var (plan, cast) in plans.Zip(casts))
            {
                exit = await PlayAsync(store, plan, cast, composition, recorded, notices, settings, cancellation) is var last and not ExitCode.Ok ? last : exit;
                if (exit is ExitCode.Cancelled)
                {
                    return exit;
                }

                boards.Add(await BoardOf(store, plan, composition, cancellation));
                if (exit is ExitCode.StoppedByBudget)
                {
                    break;
                }
            }

            Show(boards, settings);
            if (await store.Journal.PaidAsync(runs, cancellation) is { Count: > 0 } paid)
            {
                Console.Error.WriteLine(Spend.ByRole(paid));
            }

            return exit;
        }
        finally
        {
            casts.ForEach(cast => cast.Dispose());
        }
    }

    private static async Task<int> PlayAsync(
        SqliteResultStore store, RunPlan plan, Cast cast, Composition composition, RecordedRuns? recorded, CallNotices notices, Settings settings, CancellationToken cancellation)
    {
        var engine = new RunEngine(composition.RunnerFor(cast, Limits.Standard, store, recorded?.JournalFor(plan) ?? store.Journal), store);
        var trials = await engine.PrepareAsync(plan, cancellation);
        var planned = plan.Trials.Count;
        var progress = new RunProgress(planned, planned - trials.Count, TimeProvider.System, notices, cast.Models.Count > 0 && recorded is null ? cast.Ledger : null);
        var agents = string.Join(", ", plan.PlannedRuns.Select(pair => pair.Run.Agent).Distinct());
        await using var status = StatusFile.Begin(settings.Store, () => new(TimeProvider.System.GetUtcNow(), agents, progress.Done, progress.Planned, progress.Line), TimeProvider.System);
        try
        {
            await ProgressView.ShowAsync(settings.Json ? DisplayKind.None : settings.Display, progress, Hints.NothingLeft(settings.Store, planned, cast.OwnServers), () => engine.PlayAsync(plan, trials, progress, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine($"stopped: {progress.Done:N0} of {Text.Count(planned, "conversation")} are kept in {settings.Store}; the same command goes on from there");
            return ExitCode.Cancelled;
        }
        catch (BudgetReachedException stopped)
        {
            return StoppedByBudget(stopped, progress);
        }

        return progress.Faults > 0 ? await IncompleteAsync(store, plan, progress, cancellation) : ExitCode.Ok;
    }

    private static async Task<Board> BoardOf(SqliteResultStore store, RunPlan plan, Composition composition, CancellationToken cancellation) => new Measured(
        composition.Cases, plan.Protocol, await store.RunsAsync(plan.Protocol.Id, cancellation), await store.TrialsAsync(plan.Protocol.Id, cancellation)).ToBoard();

    /// <summary>One board as ever; several with the spread between them.</summary>
    private static void Show(IReadOnlyList<Board> boards, Settings settings)
    {
        var spread = settings.Customers.Count > 1 ? Spread.Of(boards) : null;
        if (settings.Json)
        {
            Console.Out.WriteLine(spread is null ? BoardJson.Write(boards[0]) : SpreadJson.Write(boards, spread));
            return;
        }

        foreach (var board in boards)
        {
            BoardView.Write(board);
        }

        if (spread is not null)
        {
            SpreadView.Write(spread);
        }

        Hints.AfterRun(settings.Store, settings.Desk, boards[0]);
    }

    private static async Task RefuseOtherProtocolAsync(SqliteResultStore store, IReadOnlyList<RunPlan> plans, Settings settings, CancellationToken cancellation)
    {
        var others = (await store.ProtocolsAsync(cancellation)).Where(other => other.Tools is null).ToList();
        if (others.Count > 0 && !settings.NewProtocol && !others.Exists(other => plans.Any(plan => plan.Protocol.Id == other.Id)))
        {
            throw new UserMistakeException(
            [
                $"the store '{settings.Store}' holds runs of another protocol; nothing was changed",
                .. others[^1].DifferencesTo(plans[0].Protocol).Select(difference => $"  {difference}"),
                "name another --store, or say --new-protocol to keep both in this one, apart",
            ]);
        }
    }

    private static int StoppedByBudget(BudgetReachedException stopped, RunProgress progress)
    {
        Console.Error.WriteLine($"{stopped.Message}. {progress.Done:N0} of {Text.Count(progress.Planned, "conversation")} are kept; the same command with a higher --budget goes on, and pays nothing twice");
        return ExitCode.StoppedByBudget;
    }

    private static async Task<int> IncompleteAsync(SqliteResultStore store, RunPlan plan, RunProgress progress, CancellationToken cancellation)
    {
        Console.Error.WriteLine($"incomplete: {progress.FaultsShown} did not count; the same command plays them again");
        foreach (var (what, count) in await Faults.OfAsync(store, plan.Protocol.Id, cancellation))
        {
            Console.Error.WriteLine($"  {count:N0} x {Text.Safe(what)}");
        }

        return ExitCode.Incomplete;
    }
}
