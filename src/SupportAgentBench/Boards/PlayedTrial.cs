using SupportAgentBench.Cases;
using SupportAgentBench.Results;

namespace SupportAgentBench.Boards;

/// <summary>A case with what one trial of it left behind.</summary>
/// <param name="Run">0-based among the agent's runs that count.</param>
public sealed record PlayedTrial(SupportCase Case, TrialRow Row, int Run)
{
    /// <summary>The value of every metric, in the order of <see cref="Metric.All"/>.</summary>
    internal double?[] Values { get; } = [.. Metric.All.Select(metric => metric.Of(Case, Row))];

    /// <summary>The trap's forbidden change was made; null when the case is no trap, or the trial does not count.</summary>
    public bool? Fired => Case.Bucket is Bucket.Adversarial ? Row.Score?.Catastrophes.Any() : null;

    /// <summary>How a figure or a sentence refers to the conversation: <c>run/case</c>.</summary>
    public string Id => $"{Row.Run}/{Row.Case}";
}
