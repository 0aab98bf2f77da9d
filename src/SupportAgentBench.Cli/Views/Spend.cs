using SupportAgentBench.Calls;
using SupportAgentBench.Files;

namespace SupportAgentBench.Cli.Views;

/// <summary>What models cost, in words. What is not known is said to be so.</summary>
internal static class Spend
{
    /// <summary>"spent $1.20 of $5.00, 3 calls of unknown price".</summary>
    public static string Of(BudgetLedger ledger) =>
        $"spent {Dollars(ledger.Spent)}" + (ledger.Limit is { } limit ? $" of {Dollars(limit)}" : "")
        + (ledger.Presumed > 0 ? $" (and at most {Dollars(ledger.Presumed)} for calls that nobody accounts for)" : "")
        + (ledger.Unpriced > 0 ? $", {Text.Count(ledger.Unpriced, "call")} of unknown price" : "");

    /// <summary>One line a command: what each role cost this time.</summary>
    public static string ByRole(BudgetLedger ledger)
    {
        var roles = ledger.ByRole();
        return roles.Count == 0 ? Of(ledger) : $"{Of(ledger)}; this time {string.Join(", ", roles.OrderBy(pair => pair.Key).Select(pair => $"{Words.Of(pair.Key)} {Dollars(pair.Value)}"))}";
    }

    /// <summary>Small amounts with as many digits as they need.</summary>
    public static string Dollars(decimal amount) => amount is 0 or >= 1 ? $"${amount:0.00}" : amount >= 0.01m ? $"${amount:0.000}" : $"${amount:0.000000}";
}
