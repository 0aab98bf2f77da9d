using System.Text.Json.Serialization;

namespace SupportAgentBench.Judging;

/// <summary>The answer to one criterion. Not applicable and cannot tell are not failures, and never passes.</summary>
public enum Verdict { NotApplicable, CannotTell, Failed, Passed }

/// <summary>One criterion as it was answered.</summary>
/// <param name="Policy">The policy rule that it is tied to; null for a customer's need.</param>
/// <param name="Quote">Words of the transcript that show it; null where something is missing.</param>
public sealed record CriterionVerdict(string Criterion, Verdict Verdict, string? Policy, string? Quote);

/// <summary>What a judge makes of one transcript. The numbers are computed from the verdicts, in code.</summary>
/// <param name="Resolved">Whether the customer's request was settled; not applicable outside the resolvable cases and twins.</param>
/// <param name="CustomerExperience">0 to 1; null when it could not be told.</param>
public sealed record Judgement(string Judge, IReadOnlyList<CriterionVerdict> Criteria, Verdict Resolved, double? CustomerExperience)
{
    /// <summary>Share of the applicable criteria that passed, 0 to 1; null when none was applicable.</summary>
    [JsonIgnore]
    public double? InstructionFollowing
    {
        get
        {
            var told = Criteria.Count(criterion => criterion.Verdict is Verdict.Passed or Verdict.Failed);
            return told == 0 ? null : (double)Criteria.Count(criterion => criterion.Verdict is Verdict.Passed) / told;
        }
    }
}
