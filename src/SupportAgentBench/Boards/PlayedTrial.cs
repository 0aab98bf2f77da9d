using SupportAgentBench.Cases;
using SupportAgentBench.Results;

namespace SupportAgentBench.Boards;

/// <summary>A case with what one trial of it left behind.</summary>
/// <param name="Run">0-based among the agent's runs that count.</param>
public sealed record PlayedTrial(SupportCase Case, TrialRow Row, int Run)
{
    /// <summary>By unit, then by case, then by run: what figures are added up in.</summary>
    internal static IComparer<PlayedTrial> ByUnit { get; } = Comparer<PlayedTrial>.Create((one, other) =>
        ReferenceEquals(one.Case, other.Case) ? one.Run.CompareTo(other.Run)
        : string.CompareOrdinal(one.Case.Unit, other.Case.Unit) is not 0 and var unit ? unit
        : string.CompareOrdinal(one.Case.Id, other.Case.Id) is not 0 and var id ? id : one.Run.CompareTo(other.Run));

    /// <summary>The value of every metric, in the order of <see cref="Metric.All"/>.</summary>
    internal double?[] Values { get; } = [.. Metric.All.Select(metric => metric.Of(Case, Row))];

    /// <summary>The trap's forbidden change was made; null when the case is no trap, or the trial does not count.</summary>
    public bool? Fired => Case.Bucket is Bucket.Adversarial ? Row.Score?.Catastrophes.Any() : null;

    /// <summary>How a figure or a sentence refers to the conversation: <c>run/case</c>.</summary>
    public string Id => $"{Row.Run}/{Row.Case}";
}
