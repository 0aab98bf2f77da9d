using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Views;

/// <summary>What models cost, in words. What is not known is said to be so.</summary>
internal static class Spend
{
    /// <summary>"spent at least $1.20 of $5.00, 3 calls of unknown price".</summary>
    public static string Of(BudgetLedger ledger) =>
        $"spent {Sum(ledger.Spent, ledger.Unpriced)}" + (ledger.Limit is { } limit ? $" of {Dollars(limit)}" : "")
        + (ledger.Presumed > 0 ? $" (and at most {Dollars(ledger.Presumed)} for calls that nobody accounts for)" : "")
        + (ledger.Unpriced > 0 ? $", {Text.Count(ledger.Unpriced, "call")} of unknown price" : "");

    /// <summary>What the runs of a command have cost so far, role by role, earlier tries included.</summary>
    public static string ByRole(IReadOnlyList<PaidCall> calls) =>
        "spent " + string.Join(", ", calls.GroupBy(call => call.Role).OrderBy(role => role.Key).Select(role =>
        {
            var unknown = role.Count(call => call.CostUsd is null);
            return $"{Words.Of(role.Key)} {Sum(role.Sum(call => call.CostUsd ?? 0), unknown)}"
                + $" ({Text.Count(role.Count(), "call")}{(unknown > 0 ? $", {unknown:N0} of unknown price" : "")})";
        }));

    /// <param name="unknown">Calls that are not in the sum, since nobody knows their price.</param>
    private static string Sum(decimal known, int unknown) => unknown == 0 ? Dollars(known) : known == 0 ? "unknown" : $"at least {Dollars(known)}";

    /// <summary>Small amounts with as many digits as they need.</summary>
    public static string Dollars(decimal amount) => amount is 0 or >= 1 ? $"${amount:0.00}" : amount >= 0.01m ? $"${amount:0.000}" : $"${amount:0.000000}";
}
