using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Views;

/// <summary>What models cost, in words. What is not known is said to be so.</summary>
internal static class Spend
{
    /// <summary>"spent $1.20 of $5.00, 3 calls of unknown price".</summary>
    public static string Of(BudgetLedger ledger) =>
        $"spent {Dollars(ledger.Spent)}" + (ledger.Limit is { } limit ? $" of {Dollars(limit)}" : "")
        + (ledger.Presumed > 0 ? $" (and at most {Dollars(ledger.Presumed)} for calls that nobody accounts for)" : "")
        + (ledger.Unpriced > 0 ? $", {Text.Count(ledger.Unpriced, "call")} of unknown price" : "");

    /// <summary>What the runs of a command have cost so far, role by role, earlier tries included.</summary>
    public static string ByRole(IReadOnlyList<PaidCall> calls) =>
        "spent " + string.Join(", ", calls.GroupBy(call => call.Role).OrderBy(role => role.Key).Select(role =>
        {
            var unknown = role.Count(call => call.CostUsd is null);
            return $"{Words.Of(role.Key)} {(unknown == role.Count() ? "unknown" : Dollars(role.Sum(call => call.CostUsd ?? 0)))}"
                + $" ({Text.Count(role.Count(), "call")}{(unknown > 0 ? $", {unknown:N0} of unknown price" : "")})";
        }));

    /// <summary>Small amounts with as many digits as they need.</summary>
    public static string Dollars(decimal amount) => amount is 0 or >= 1 ? $"${amount:0.00}" : amount >= 0.01m ? $"${amount:0.000}" : $"${amount:0.000000}";
}
