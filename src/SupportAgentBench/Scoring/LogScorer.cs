using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Scoring;

/// <summary>Scores an imported conversation as far as that needs no case: what was said against what was done, and how it was said.</summary>
public sealed class LogScorer(Wordings wordings)
{
    private static readonly IReadOnlyList<ICheck<LogEvidence>> Checks = [new SayDoCheck(), new LogWriteCheck(), new GroundingCheck(), new RepliesCheck()];

    public TrialScore Score(Transcript transcript)
    {
        var evidence = new LogEvidence(transcript, wordings);
        var findings = Checks.SelectMany(check => check.Check(evidence)).OrderBy(finding => finding.Index).ToList();
        return new(
            findings, evidence.HandedOver, evidence.Agent.Any(said => said.Reading.Says(ChangeKind.Handover, Tense.Done) is not null), null,
            evidence.Writes.Count(write => write.Succeeded), transcript.Events.Count(happened => happened is TranscriptEvent.ToolCall), evidence.Agent.Count,
            transcript.End.Reason, evidence.Writes.Count);
    }
}
