using System.CommandLine;
using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Runs;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab run</c>: plays cases, keeps the results, prints the board. The same command again goes on where it stopped.</summary>
internal static class RunCommand
{
    private sealed record Settings(
        string[] Agents, int Runs, int Seed, string[] Cases, string Store, int Concurrency, string? Desk, DisplayKind Display, bool Json, bool NewProtocol);

    public static Command Create()
    {
        var agent = new Option<string[]>("--agent")
        {
            Description = "Who is tested; may be repeated. All reference agents when left out.",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };
        var runs = Options.Positive("--runs", "Passes over the cases by each agent.", 3, 1_000);
        var seed = new Option<int>("--seed") { Description = "All randomness that we control follows from it.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var cases = Options.Case();
        var store = Options.Store();
        var concurrency = Options.Positive("--concurrency", "Conversations at once.", Environment.ProcessorCount, 4_096);
        var desk = Options.Desk();
        var display = new Option<DisplayKind?>("--display") { Description = "none, plain or full; by default full on a terminal and plain elsewhere." };
        var json = Options.Json();
        var apart = new Option<bool>("--new-protocol") { Description = "Keep these runs in the store beside runs of another protocol; they are never mixed." };
        var command = new Command("run", "Plays the cases and prints the board. Run it again to go on after a stop.")
        {
            agent, runs, seed, cases, store, concurrency, desk, display, json, apart,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new(parsed.GetValue(agent)!, parsed.GetValue(runs), parsed.GetValue(seed), parsed.GetValue(cases)!, parsed.GetValue(store)!, parsed.GetValue(concurrency),
                parsed.GetValue(desk), parsed.GetValue(display) ?? (Console.IsOutputRedirected ? DisplayKind.Plain : DisplayKind.Full), parsed.GetValue(json),
                parsed.GetValue(apart)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Settings settings, CancellationToken cancellation)
    {
        var composition = Composition.Load(settings.Desk);
        var agents = composition.AgentsOf(settings.Agents);
        var cases = composition.CasesOf(settings.Cases);
        ICustomer customer = new ScriptedCustomer(composition.Wordings);
        IJudge judge = new RuleJudge();
        var plan = new RunPlan(composition.ProtocolFor(customer, judge, Limits.Standard), agents, cases, settings.Runs, settings.Seed, settings.Concurrency);

        await using var store = await SqliteResultStore.OpenAsync(settings.Store, create: true, TimeProvider.System, cancellation);
        await RefuseOtherProtocolAsync(store, plan.Protocol, settings, cancellation);
        var engine = new RunEngine(composition.RunnerFor(customer, judge, Limits.Standard, store, store.Journal), store);
        var trials = await engine.PrepareAsync(plan, cancellation);
        var planned = plan.PlannedRuns.Count * cases.Count;
        var progress = new RunProgress(planned, planned - trials.Count, TimeProvider.System);
        try
        {
            await ProgressView.ShowAsync(settings.Json ? DisplayKind.None : settings.Display, progress, () => engine.PlayAsync(plan, trials, progress, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine($"stopped: {progress.Done:N0} of {planned:N0} conversations are kept in {settings.Store}; the same command goes on from there");
            return ExitCode.Cancelled;
        }

        var board = await BoardOf(store, plan.Protocol, composition.Cases, cancellation);
        if (settings.Json)
        {
            Console.Out.WriteLine(BoardJson.Write(board));
        }
        else
        {
            BoardView.Write(board);
            Hints.AfterRun(settings.Store, board);
        }

        return progress.Faults > 0 ? Incomplete(progress) : ExitCode.Ok;
    }

    private static async Task<Board> BoardOf(SqliteResultStore store, Protocol protocol, CaseSet cases, CancellationToken cancellation) =>
        Board.Of(protocol, cases.Cases, await store.RunsAsync(protocol.Id, cancellation), await store.TrialsAsync(protocol.Id, cancellation), rules: Measured.RulesOfBoards());

    private static async Task RefuseOtherProtocolAsync(SqliteResultStore store, Protocol protocol, Settings settings, CancellationToken cancellation)
    {
        var others = await store.ProtocolsAsync(cancellation);
        if (others.Count > 0 && !settings.NewProtocol && others.All(other => other.Id != protocol.Id))
        {
            throw new UserMistakeException(
            [
                $"the store '{settings.Store}' holds runs of another protocol; nothing was changed",
                .. others[^1].DifferencesTo(protocol).Select(difference => $"  {difference}"),
                "name another --store, or say --new-protocol to keep both in this one, apart",
            ]);
        }
    }

    private static int Incomplete(RunProgress progress)
    {
        Console.Error.WriteLine($"incomplete: {progress.FaultsShown} did not count; the same command plays them again");
        return ExitCode.Incomplete;
    }
}
