namespace SupportAgentBench.Desks;

/// <summary>What a tool answers. A bad call is no exception: it gets an error that the agent can read.</summary>
/// <param name="Content">JSON, as the agent sees it.</param>
/// <param name="IsError">The call was not carried out.</param>
/// <param name="Change">The change that the call made; null for reads and errors.</param>
public sealed record ToolOutcome(string Content, bool IsError, Change? Change);
