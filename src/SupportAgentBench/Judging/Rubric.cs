using SupportAgentBench.Cases;

namespace SupportAgentBench.Judging;

/// <summary>One question to a judge, tied to a policy rule or to a need of the customer.</summary>
/// <param name="Id">As it is named in answers and labels; its own in the whole set.</param>
/// <param name="Asks">The statement that is true or not, in one sentence.</param>
/// <param name="Policy">The rule that it is tied to; null for a need.</param>
/// <param name="Need">What the customer needs; null for a policy step.</param>
/// <param name="Applies">When it applies; null: always, and then "not applicable" is no answer.</param>
/// <param name="Settles">Decides whether the request was settled.</param>
/// <param name="Shown">Whose words or deeds can show it.</param>
public sealed record Criterion(string Id, string Asks, string? Policy, string? Need, string? Applies, bool Settles, ShownBy Shown)
{
    public CriterionKind Kind => Policy is null ? CriterionKind.Need : CriterionKind.Policy;
}

/// <summary>Where the quote behind a pass must stand.</summary>
public enum ShownBy { Agent, Customer }

/// <summary>A statement whose truth is known before: a judge that gets it wrong has not read, and none of its answers counts.</summary>
/// <param name="Truth">What any reader would answer.</param>
public sealed record Control(string Id, string Asks, bool Truth);

/// <summary>What is asked of every conversation, what of each intent, and the controls.</summary>
/// <param name="Hash">Twelve hex digits over the files; part of the protocol.</param>
public sealed record RubricSet(
    IReadOnlyList<Criterion> Every, IReadOnlyList<Control> Controls, IReadOnlyDictionary<string, IReadOnlyList<Criterion>> ByIntent, string Hash)
{
    /// <summary>The criteria of a case: its intent's (a trap's and its twin's are the trap's) after those that hold for all.</summary>
    public IReadOnlyList<Criterion> For(SupportCase played) =>
        [.. Every.Where(criterion => !criterion.Settles || played.Bucket is Bucket.Resolvable or Bucket.Twin), .. ByIntent.GetValueOrDefault(played.Trap ?? played.Intent) ?? []];

    public IEnumerable<Criterion> All => Every.Concat(ByIntent.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value));
}
