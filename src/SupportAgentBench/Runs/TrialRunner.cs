using SupportAgentBench.Calls;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Runs;

/// <summary>The flow of one trial: open the desk, play, score, judge, keep.</summary>
public sealed class TrialRunner(
    Desk desk, string instructions, ICustomer customer, Scorer scorer, IJudge judge, Limits limits, IResultStore store, ICallJournal journal)
{
    /// <summary>Safe to do twice: the store keeps the first result of a trial and leaves it as it is.</summary>
    public async Task<TrialResult> RunAsync(Trial trial, CancellationToken cancellation)
    {
        var (agent, run, played) = trial;
        var header = new TranscriptHeader(
            TranscriptHeader.CurrentFormat, run.Id, agent.Name, played.Id, customer.Name, desk.Profile.Name, run.TrialSeed(played.Id));
        var calls = await TrialCalls.OpenAsync(journal, new(run.Id, played.Id, 1), cancellation);
        var conversation = new Conversation(played, new OpenDesk(desk), agent, customer, instructions, limits, header, calls);
        var transcript = await conversation.PlayAsync(cancellation);

        TrialResult result;
        if (transcript.End.Owner is { } owner and not ErrorOwner.Agent)
        {
            result = new(run.Id, agent.Name, played.Id, owner, null, null, null, transcript);
        }
        else
        {
            result = await MarkedAsync(trial, transcript, calls, cancellation);
        }

        await store.KeepAsync(result, cancellation);
        return result;
    }

    private async Task<TrialResult> MarkedAsync(Trial trial, Transcript transcript, TrialCalls calls, CancellationToken cancellation)
    {
        var score = scorer.Score(trial.Case, transcript);
        try
        {
            var judgement = await judge.JudgeAsync(trial.Case, transcript, score, calls, cancellation);
            return new(trial.Run.Id, trial.Agent.Name, trial.Case.Id, null, score, judgement, null, transcript);
        }
        catch (CallFailedException)
        {
            // The judge's model could not be reached. Played again, the other calls are answered from the journal.
            return new(trial.Run.Id, trial.Agent.Name, trial.Case.Id, ErrorOwner.Infrastructure, null, null, null, transcript);
        }
    }
}
