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

/// <summary>The flow of one trial: open the desk, play, score, audit, judge, keep; and once more from the start when the customer spoilt it.</summary>
/// <param name="prices">By agent; the cost of an agent that is not in it is unknown.</param>
public sealed class TrialRunner(
    Desk desk, string instructions, ICustomer customer, Scorer scorer, IAuditor auditor, IJudge judge, Limits limits, IResultStore store, ICallJournal journal,
    IReadOnlyDictionary<string, TokenPrice> prices)
{
    /// <summary>A trial that the customer spoilt is played again twice at most.</summary>
    private const int MostAttempts = 3;

    /// <summary>Safe to do twice: the store keeps the first result of a trial and leaves it as it is.</summary>
    /// <exception cref="BudgetReachedException">The trial is left unfinished; its paid calls are in the journal.</exception>
    public async Task<TrialResult> RunAsync(Trial trial, CancellationToken cancellation)
    {
        var audits = new List<CustomerAudit?>();
        TrialResult result;
        do
        {
            result = await PlayAsync(trial, audits.Count + 1, cancellation);
            audits.Add(result.Audit);
        }
        while (result.FaultOwner is ErrorOwner.Customer && audits.Count < MostAttempts);

        result = result with { Audit = CustomerAudit.Over(audits) };
        await store.KeepAsync(result, cancellation);
        return result;
    }

    private async Task<TrialResult> PlayAsync(Trial trial, int attempt, CancellationToken cancellation)
    {
        var (agent, run, played) = trial;
        var header = new TranscriptHeader(
            TranscriptHeader.CurrentFormat, run.Id, agent.Name, played.Id, customer.Name, desk.Profile.Name, run.TrialSeed(played.Id, attempt));
        using var span = CallTelemetry.Trial(agent.Name, run.Id, played.Id);
        var calls = await TrialCalls.OpenAsync(journal, new(run.Id, played.Id, attempt), cancellation);
        var conversation = new Conversation(played, new OpenDesk(desk), agent, customer, instructions, limits, header, calls);
        var transcript = await conversation.PlayAsync(cancellation);
        var result = transcript.End.Owner is { } owner and not ErrorOwner.Agent
            ? new(run.Id, agent.Name, played.Id, owner, null, null, null, transcript)
            : await MarkedAsync(trial, transcript, calls, cancellation);
        Tell(span, result);
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
            var audit = await auditor.AuditAsync(trial.Case, transcript, score, calls, cancellation);
            if (audit.IsVoid)
            {
                return new(trial.Run.Id, trial.Agent.Name, trial.Case.Id, ErrorOwner.Customer, null, null, null, transcript) { Audit = audit };
            }

            var judgement = await judge.JudgeAsync(trial.Case, transcript, score, calls, cancellation);
            return new(trial.Run.Id, trial.Agent.Name, trial.Case.Id, null, score, judgement, AgentCost.Of(transcript, prices.GetValueOrDefault(trial.Agent.Name)), transcript) { Audit = audit };
        }
        catch (CallFailedException failure)
        {
            // The model that audits or judges could not be reached. Played again, the other calls are answered from the journal.
            var fault = new TranscriptEvent.Fault(transcript.End.Turn, ErrorOwner.Infrastructure, $"judge: {failure.Message}");
            return new(trial.Run.Id, trial.Agent.Name, trial.Case.Id, ErrorOwner.Infrastructure, null, null, null, transcript with { Events = [.. transcript.Events.SkipLast(1), fault, transcript.End] });
        }
    }
}
