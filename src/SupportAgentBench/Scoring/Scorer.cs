using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Scoring;

/// <summary>Turns (case, transcript) into findings and counts. Any stored transcript can be scored again, without a model call.</summary>
public sealed class Scorer(Desk desk, Wordings wordings)
{
    /// <summary>Changes whenever a score can move; see the Scoring section of the changelog.</summary>
    public const string Version = "8";

    /// <summary>Every check, in the order in which findings are listed.</summary>
    private static readonly IReadOnlyList<ICheck<CaseEvidence>> Checks =
    [
        new SayDoCheck(), new WriteCheck(), new ChangeCheck(), new HandoverCheck(), new FactCheck(), new GroundingCheck(), new StatusCheck(),
        new RepliesCheck(), new LeakCheck(),
    ];

    public TrialScore Score(SupportCase played, Transcript transcript)
    {
        var evidence = new CaseEvidence(played, transcript, desk, wordings);
        var findings = Checks.SelectMany(check => check.Check(evidence))
            .Select(finding => finding with { Policy = finding.Policy ?? desk.Profile.RuleOf.GetValueOrDefault(Files.Words.Of(finding.Rule)) })
            .OrderBy(finding => finding.Turn).ToList();
        return new(
            findings,
            evidence.HandedOver,
            evidence.Agent.Any(said => said.Reading.Says(ChangeKind.Handover, Tense.Done) is not null),
            evidence.Calls.Any(called => called.Call.Name is ToolCatalogue.LookUpOrder or ToolCatalogue.FindOrders && !called.Result.IsError),
            evidence.Changes.Count(made => made.Change.IsWrite), evidence.Calls.Count, evidence.Agent.Count, transcript.End.Reason,
            PromisedHandover: evidence.Agent.Any(said => said.Reading.Says(ChangeKind.Handover, Tense.Done) is not null || said.Reading.Says(ChangeKind.Handover, Tense.Will) is not null),
            AgentWords: evidence.Agent.Sum(said => Tokens.Of(said.Text).Count), LatenciesMs: Latencies(transcript));
    }

    private static IReadOnlyList<double>? Latencies(Transcript transcript)
    {
        var measured = transcript.Events.OfType<TranscriptEvent.AgentMessage>().Select(message => message.LatencyMs).OfType<double>().ToList();
        return measured.Count == 0 ? null : measured;
    }
}
