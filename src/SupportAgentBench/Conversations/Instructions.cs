using SupportAgentBench.Desks;

namespace SupportAgentBench.Conversations;

/// <summary>What the agent is told before the first message: its role, the day, and the policy.</summary>
public static class Instructions
{
    public static string For(Desk desk) =>
        $"""
        You are the support agent of {desk.Profile.Name} ({desk.Profile.Trade}, {desk.Profile.Site}). You answer customers' e-mails.
        Today is {desk.Profile.Today:yyyy-MM-dd} ({desk.Profile.Today.DayOfWeek}). Prices are in {desk.Profile.Currency}.
        Use the tools to look things up and to act. When you write text without calling a tool, it is sent to the customer.

        {desk.Policy.Text}
        """;
}
