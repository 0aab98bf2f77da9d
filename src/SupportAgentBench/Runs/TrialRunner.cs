using System.Diagnostics;
using SupportAgentBench.Calls;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Runs;

/// <summary>The flow of one trial: open the desk, play, score, judge, keep.</summary>
/// <param name="prices">By agent; the cost of an agent that is not in it is unknown.</param>
public sealed class TrialRunner(
    Desk desk, string instructions, ICustomer customer, Scorer scorer, IJudge judge, Limits limits, IResultStore store, ICallJournal journal,
    IReadOnlyDictionary<string, TokenPrice> prices)
{
    /// <summary>Safe to do twice: the store keeps the first result of a trial and leaves it as it is.</summary>
    /// <exception cref="BudgetReachedException">The trial is left unfinished; its paid calls are in the journal.</exception>
    public async Task<TrialResult> RunAsync(Trial trial, CancellationToken cancellation)
    {
        var (agent, run, played) = trial;
        var header = new TranscriptHeader(
            TranscriptHeader.CurrentFormat, run.Id, agent.Name, played.Id, customer.Name, desk.Profile.Name, run.TrialSeed(played.Id));
        using var span = CallTelemetry.Trial(agent.Name, run.Id, played.Id);
        var calls = await TrialCalls.OpenAsync(journal, new(run.Id, played.Id, 1), cancellation);
        var conversation = new Conversation(played, new OpenDesk(desk), agent, customer, instructions, limits, header, calls);
        var transcript = await conversation.PlayAsync(cancellation);
        var result = transcript.End.Owner is { } owner and not ErrorOwner.Agent
            ? new(run.Id, agent.Name, played.Id, owner, null, null, null, transcript)
            : await MarkedAsync(trial, transcript, calls, cancellation);
        Tell(span, result);
        await store.KeepAsync(result, cancellation);
        return result;
    }

    private static void Tell(Activity? span, TrialResult result)
    {
        if (span is not null && result.Judgement is { } judgement)
        {
            CallTelemetry.Score(span, "resolution", judgement.Resolved switch { Verdict.Passed => 1, Verdict.Failed => 0, _ => null }, Words.Of(judgement.Resolved));
            CallTelemetry.Score(span, "instruction_following", judgement.InstructionFollowing, null);
            CallTelemetry.Score(span, "customer_experience", judgement.CustomerExperience, null);
        }
    }

    private async Task<TrialResult> MarkedAsync(Trial trial, Transcript transcript, TrialCalls calls, CancellationToken cancellation)
    {
        var score = scorer.Score(trial.Case, transcript);
        try
        {
            var judgement = await judge.JudgeAsync(trial.Case, transcript, score, calls, cancellation);
            return new(trial.Run.Id, trial.Agent.Name, trial.Case.Id, null, score, judgement, CostOf(trial.Agent.Name, transcript), transcript);
        }
        catch (CallFailedException failure)
        {
            // The judge's model could not be reached. Played again, the other calls are answered from the journal.
            var fault = new TranscriptEvent.Fault(transcript.End.Turn, ErrorOwner.Infrastructure, $"judge: {failure.Message}");
            return new(trial.Run.Id, trial.Agent.Name, trial.Case.Id, ErrorOwner.Infrastructure, null, null, null, transcript with { Events = [.. transcript.Events.SkipLast(1), fault, transcript.End] });
        }
    }

    /// <summary>The agent's own calls; null when one of them is not known.</summary>
    private decimal? CostOf(string agent, Transcript transcript)
    {
        var costs = transcript.Events.OfType<TranscriptEvent.ModelUsage>().Where(usage => usage.Role is ModelRole.Agent)
            .Select(usage => prices.GetValueOrDefault(agent)?.CostOf(usage.Input, usage.CachedInput, usage.CacheWrite, usage.Output)).ToList();
        return costs.Count == 0 || costs.Contains(null) ? null : costs.Sum();
    }
}
