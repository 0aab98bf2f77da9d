namespace SupportAgentBench.Results;

/// <summary>How a run under way is, as its process last told. Nothing rests on it: results are in the store.</summary>
/// <param name="At">When it told.</param>
/// <param name="What">Which agents it plays.</param>
/// <param name="Done">Conversations that are kept, of <paramref name="Planned"/>.</param>
/// <param name="Says">Rate, time left, errors by owner, spend, and whom it waits for, in words.</param>
public sealed record RunStatus(DateTimeOffset At, string What, int Done, int Planned, string Says);
