namespace SupportAgentBench.Conversations;

/// <summary>Where a conversation ends at the latest.</summary>
/// <param name="MostTurns">Customer messages that get an answer.</param>
/// <param name="MostSteps">Rounds of tool calls in one turn.</param>
public sealed record Limits(int MostTurns = 8, int MostSteps = 12)
{
    public static Limits Standard { get; } = new();
}
