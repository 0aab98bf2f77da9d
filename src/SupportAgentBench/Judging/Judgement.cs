using System.Text.Json.Serialization;

namespace SupportAgentBench.Judging;

/// <summary>The answer to one criterion. Not applicable and cannot tell are not failures, and never passes.</summary>
public enum Verdict { NotApplicable, CannotTell, Failed, Passed }

/// <summary>What a criterion counts for.</summary>
public enum CriterionKind
{
    /// <summary>A step of the policy: counts for instruction-following.</summary>
    Policy,

    /// <summary>What the customer needs, whatever the policy says: counts for customer experience.</summary>
    Need,
}

/// <summary>One criterion as it was answered.</summary>
/// <param name="Policy">The policy rule that it is tied to; null for a customer's need.</param>
/// <param name="Quote">Words of the transcript that show it; null where something is missing.</param>
public sealed record CriterionVerdict(string Criterion, Verdict Verdict, string? Policy, string? Quote)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CriterionKind Kind { get; init; }

    /// <summary>Where the quote stands; null where the evidence decided, or nothing was quoted.</summary>
    public int? Turn { get; init; }

    /// <summary>Why it could not be told, or what the judge gave as its reason.</summary>
    public string? Note { get; init; }

    /// <summary>How each judge of a panel answered; null for a single judge.</summary>
    public IReadOnlyDictionary<string, Verdict>? Votes { get; init; }
}

/// <summary>What a judge makes of one transcript. The numbers are computed from the verdicts, in code.</summary>
/// <param name="Resolved">Whether the customer's request was settled; not applicable outside the resolvable cases and twins.</param>
/// <param name="CustomerExperience">0 to 1; null when it could not be told.</param>
public sealed record Judgement(string Judge, IReadOnlyList<CriterionVerdict> Criteria, Verdict Resolved, double? CustomerExperience)
{
    /// <summary>Everything in one number, 0 to 100; null when a part of it could not be told. Stores of earlier versions have none.</summary>
    public double? Points { get; init; }

    /// <summary>Share of the applicable policy criteria that passed, 0 to 1; null when none was applicable.</summary>
    [JsonIgnore]
    public double? InstructionFollowing => Marks.Share(Criteria, CriterionKind.Policy);
}
