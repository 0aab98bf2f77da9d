using SupportAgentBench.Desks;
using SupportAgentBench.Prompts;

namespace SupportAgentBench.Conversations;

/// <summary>What the agent is told before the first message: its role, the day, and the policy.</summary>
public static class Instructions
{
    /// <summary>The prompt that they are made from, and its places.</summary>
    public const string PromptName = "agent";

    public static IReadOnlyList<string> Places { get; } = ["desk", "trade", "site", "today", "weekday", "currency", "policy"];

    public static string For(Desk desk, Prompt prompt) => prompt.Fill(
        ("desk", desk.Profile.Name), ("trade", desk.Profile.Trade), ("site", desk.Profile.Site), ("today", $"{desk.Profile.Today:yyyy-MM-dd}"),
        ("weekday", $"{desk.Profile.Today.DayOfWeek}"), ("currency", desk.Profile.Currency), ("policy", desk.Policy.Text));
}
