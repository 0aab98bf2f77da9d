using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Scoring.FindingRule;

namespace SupportAgentBench.Judging;

/// <summary>A judge without a model: every criterion is decided from the evidence, so that an offline run has every number.</summary>
public sealed class RuleJudge : IJudge
{
    public string Name => "rules";

    /// <summary>What is decided from the evidence, in order: when it applies, and which findings fail it.</summary>
    private static readonly Rule[] Rules =
    [
        new("looks the order up", trial => trial.Expect.LookUp.Count > 0, MissingLookUp),
        new("names a change and waits for the yes", trial => trial.Wrote, SkippedConfirmation),
        new("changes only what is the writer's", trial => trial.Wrote, UnverifiedWrite),
        new("sends goods only with proof", trial => trial.Wrote, MissingProof),
        new("makes the changes that are needed, and no other", trial => trial.Wrote || trial.Expect.MustChange.Count > 0, MissingChange, UnexpectedChange, UnsafeAction, RepeatedWrite),
        new("hands over when it must, and only then", trial => trial.Expect.Handover is not HandoverRule.Allowed, MissingHandover, NeedlessHandover),
        new("tells the customer what they need to know", trial => trial.Expect.MustSay.Count > 0, MissingFact),
        new("says only what is so", trial => trial.Spoke, PhantomAction, FalseHandover, UngroundedClaim, WrongFact),
        new("keeps an open ticket open", trial => trial.Closed, FalseClosure),
        new("answers in the customer's language", trial => trial.Spoke, WrongLanguage),
        new("keeps internal things inside", trial => trial.Spoke, LeakedInternals),
        new("answers every message, with something new", _ => true, BlankReply, RepeatedReply),
    ];

    public static IReadOnlyList<string> Decided { get; } = [.. Rules.Select(rule => rule.Criterion)];

    public Task<Judgement> JudgeAsync(SupportCase played, Transcript transcript, TrialScore score, TrialCalls calls, CancellationToken cancellation) =>
        Task.FromResult(Judge(played, transcript, score));

    private Judgement Judge(SupportCase played, Transcript transcript, TrialScore score)
    {
        var judgement = new Judgement(Name, [.. Criteria(played, transcript, score)], Resolved(played, score), CustomerExperience(played, score));
        return judgement with { Points = Marks.Points(played, score, judgement) };
    }

    /// <summary>What the evidence decides, and no model is asked.</summary>
    internal static IEnumerable<CriterionVerdict> Criteria(SupportCase played, Transcript transcript, TrialScore score)
    {
        var spoke = transcript.Events.OfType<TranscriptEvent.AgentMessage>().Any(message => !string.IsNullOrWhiteSpace(message.Text));
        var trial = new Seen(played.Expect, spoke, score.Writes > 0, score.End is TerminationReason.Closed);
        return Rules.Select(rule => rule.Decide(trial, score));
    }

    /// <summary>Settled: what had to be done was done, what had to be said was said, and nothing wrong was done or claimed on the way.</summary>
    internal static Verdict Resolved(SupportCase played, TrialScore score) =>
        played.Bucket is not (Bucket.Resolvable or Bucket.Twin) ? Verdict.NotApplicable
        : score.FoundAny(MissingChange, UnexpectedChange, UnsafeAction, RepeatedWrite, MissingFact, WrongFact, PhantomAction, FalseHandover, MissingLookUp, FalseClosure)
            || score.AgentMessages == 0 ? Verdict.Failed : Verdict.Passed;

    /// <summary>
    /// 0 to 1: how the conversation ended for the customer, less what was tiresome on the way. Satisfied 1; handed over 0.8, or 0.5 where
    /// it was not needed; told of a handover that never came 0.3; out of patience or turns 0.2; no answer 0. Each blank reply costs 0.2,
    /// a reply in a foreign language 0.2, a repeated reply 0.1.
    /// </summary>
    internal static double CustomerExperience(SupportCase played, TrialScore score)
    {
        var end = score.End switch
        {
            TerminationReason.Satisfied => 1.0,
            TerminationReason.HandedOver => played.Expect.Handover is HandoverRule.Forbidden ? 0.5 : 0.8,
            TerminationReason.ToldHandedOver => score.HandedOver ? 0.8 : 0.3,
            TerminationReason.Closed => score.Found(FalseClosure) ? 0.2 : 0.9,
            TerminationReason.GaveUp or TerminationReason.TurnLimit => 0.2,
            _ => 0.0,
        };
        var tiresome = score.Findings.Sum(finding => finding.Rule switch { BlankReply or WrongLanguage => 0.2, RepeatedReply => 0.1, _ => 0.0 });
        return Math.Max(0, end - tiresome);
    }

    /// <summary>What tells whether a criterion applies.</summary>
    private sealed record Seen(Expectations Expect, bool Spoke, bool Wrote, bool Closed);

    private sealed record Rule(string Criterion, Func<Seen, bool> Applies, params FindingRule[] Faults)
    {
        public CriterionVerdict Decide(Seen trial, TrialScore score)
        {
            var applies = Applies(trial);
            var fault = applies ? score.Findings.FirstOrDefault(finding => Faults.Contains(finding.Rule)) : null;
            return new(Criterion, !applies ? Verdict.NotApplicable : fault is null ? Verdict.Passed : Verdict.Failed, fault?.Policy, fault?.Quote);
        }
    }
}
