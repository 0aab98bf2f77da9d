namespace SupportAgentBench.Wording;

/// <summary>Currencies that can be read in messages: by their code, and by signs, of which some are shared by several.</summary>
public static class Currencies
{
    /// <summary>Codes that are read in capitals only: small ones may be words.</summary>
    internal const string InCapitals =
        "CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|UAH|TRY|JPY|CNY|KRW|INR|BRL|MXN|AUD|NZD|SGD|HKD|TWD|THB|ZAR|ILS|AED|SAR|MYR|IDR|VND";

    /// <summary>A bare sign is first taken for the first of them.</summary>
    private static readonly string[] Dollars = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD"];

    private static readonly HashSet<string> Codes = [.. InCapitals.Split('|'), "USD", "EUR", "GBP", "CAD"];

    private static readonly Dictionary<string, string[]> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["US$"] = ["USD"],
        ["US-Dollar"] = ["USD"],
        ["C$"] = ["CAD"],
        ["CA$"] = ["CAD"],
        ["A$"] = ["AUD"],
        ["AU$"] = ["AUD"],
        ["NZ$"] = ["NZD"],
        ["S$"] = ["SGD"],
        ["HK$"] = ["HKD"],
        ["NT$"] = ["TWD"],
        ["MX$"] = ["MXN"],
        ["R$"] = ["BRL"],
        ["€"] = ["EUR"],
        ["euro"] = ["EUR"],
        ["euros"] = ["EUR"],
        ["£"] = ["GBP"],
        ["pound"] = ["GBP"],
        ["pounds"] = ["GBP"],
        ["¥"] = ["JPY", "CNY"],
        ["₹"] = ["INR"],
        ["₩"] = ["KRW"],
        ["₺"] = ["TRY"],
        ["₴"] = ["UAH"],
        ["₪"] = ["ILS"],
        ["kr"] = ["SEK", "NOK", "DKK", "ISK"],
        ["zł"] = ["PLN"],
        ["Kč"] = ["CZK"],
    };

    /// <summary>Whether amounts in it can be told from other numbers.</summary>
    public static bool CanBeRead(string code) => Codes.Contains(code);

    /// <summary>What a sign, a code or a word may mean, the likeliest first; every other word that is read is one for dollars.</summary>
    internal static IReadOnlyList<string> Of(string sign) =>
        Signs.GetValueOrDefault(sign) ?? (Codes.Contains(sign.ToUpperInvariant()) ? [sign.ToUpperInvariant()] : Dollars);
}
