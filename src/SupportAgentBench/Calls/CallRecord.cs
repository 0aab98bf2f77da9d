namespace SupportAgentBench.Calls;

/// <summary>One trial as the journal knows it.</summary>
/// <param name="Attempt">1-based; a void trial is played again under the next number, so that it does not repeat the calls that spoilt it.</param>
public sealed record TrialKey(string Run, string Case, int Attempt);

/// <summary>A finished model call as the journal keeps it.</summary>
/// <param name="Model">The model as it was asked for, with its options.</param>
/// <param name="Request">What was asked, part by part.</param>
/// <param name="Response">The answer as JSON, its tokens and its latency included.</param>
/// <param name="CostUsd">What it cost; null is unknown, never 0.</param>
public sealed record CallRecord(
    ModelRole Role, string Model, int Turn, int Step, RequestPrint Request, string Response, decimal? CostUsd);
