using System.CommandLine;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Telling;
using SupportAgentBench.Calls;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Providers;
using SupportAgentBench.Reviews;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab review</c>: a report in a model's words, and its failures reviewed; whatever the data do not bear out is dropped.</summary>
internal static class ReviewCommand
{
    /// <summary>The run under which a reviewer's calls are kept, so that none is paid for twice.</summary>
    private const string JournalRun = "review";

    private sealed record Asked(string Agent, string Model, int Trials, string Store, string? Desk, string? Protocol, decimal? Budget, string? Prices, bool Json);

    public static Command Create()
    {
        var agent = new Argument<string>("agent") { Description = "Whose report." };
        var model = new Option<string>("--model") { Description = "The model that rewrites and reviews, as provider/model.", HelpName = "NAME", Required = true };
        var trials = new Option<int>("--trials") { Description = "Most failed conversations to review; 0 for the report alone.", HelpName = "N", DefaultValueFactory = _ => 5 };
        trials.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<int>() is < 0 or > 1_000)
            {
                result.AddError("--trials takes a whole number from 0 to 1,000");
            }
        });
        var store = Options.Store();
        var desk = Options.Desk();
        var protocol = Options.Protocol();
        var budget = Options.Budget();
        var prices = Options.Prices();
        var json = Options.Json();
        var command = new Command("review", "Has a model rewrite the report of an agent and review its failures; numbers and quotes that the data do not have are dropped.")
        {
            agent, model, trials, store, desk, protocol, budget, prices, json,
        };
        command.SetAction((parsed, cancellation) => ReviewAsync(
            new(parsed.GetRequiredValue(agent), parsed.GetRequiredValue(model), parsed.GetValue(trials), parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(protocol),
                parsed.GetValue(budget), parsed.GetValue(prices), parsed.GetValue(json)), cancellation));
        return command;
    }

    private static async Task<int> ReviewAsync(Asked asked, CancellationToken cancellation)
    {
        var notices = new CallNotices(TimeProvider.System);
        var room = ModelRoom.Open(asked.Prices, notices, live: true, traced: false);
        var ledger = new BudgetLedger(asked.Budget);
        using var clients = room.Clients(ledger);
        var mistakes = new List<string>();
        var model = ModelReference.Parse(asked.Model, mistakes);
        mistakes.AddRange(model is null ? [] : room.Missing([model], clients, ledger));
        var (board, standing) = await FindAsync(asked, mistakes, cancellation);
        if (model is null || mistakes.Count > 0)
        {
            throw new UserMistakeException(mistakes);
        }

        await using var store = await SqliteResultStore.OpenAsync(asked.Store, create: false, TimeProvider.System, cancellation);
        var tries = $"{JournalRun} {standing.Agent} {model.Name}";
        await EarlierTries.CarryOverAsync(ledger, store.Journal, [tries], cancellation);
        Task<TrialCalls> CallsAsync(string about) => TrialCalls.OpenAsync(store.Journal, new(tries, about, 1), cancellation);
        var reviewer = new Reviewer(clients.For(model), Composition.LoadReviewPrompts());

        var report = Report.Of(board, standing);
        var sections = await reviewer.RewriteAsync(
            report, [.. board.Agents.Select(other => other.Agent), .. report.Sentences.SelectMany(sentence => sentence.Trials).SelectMany(trial => trial.Split('/'))], await CallsAsync(standing.Agent), cancellation);
        var trials = new List<ReviewedTrial>();
        foreach (var failure in Failure.Of(standing).Take(asked.Trials))
        {
            var id = failure.Played.Id;
            if (await store.TranscriptAsync(failure.Played.Row.Run, failure.Played.Case.Id, cancellation) is { } transcript)
            {
                trials.Add(await reviewer.ReadAsync(id, transcript, failure.Wrong, await CallsAsync(id), cancellation));
            }
        }

        notices.Print();

        var review = new Review(standing.Agent, model.Name, sections, trials);
        if (asked.Json)
        {
            Console.Out.WriteLine(ReviewJson.Write(review));
        }
        else
        {
            ReviewView.Write(review, Hints.Place(asked.Store, asked.Desk));
        }

        return ExitCode.Ok;
    }

    private static async Task<(Board Board, AgentStanding Standing)> FindAsync(Asked asked, List<string> mistakes, CancellationToken cancellation)
    {
        try
        {
            var board = (await Measured.LoadAsync(asked.Store, asked.Desk, asked.Protocol, cancellation, [asked.Agent])).ToBoard();
            return (board, Measured.Named(board, asked.Agent));
        }
        catch (UserMistakeException mistake) when (mistakes.Count > 0)
        {
            throw new UserMistakeException([.. mistakes, .. mistake.Problems]);
        }
    }
}
