using System.Text.RegularExpressions;
using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>Reads the file about currencies that stands beside the languages.</summary>
internal static partial class CurrenciesFile
{
    public const string Name = "currencies.yaml";

    public static Currencies Read(string folder, Problems problems)
    {
        var file = Fields.OfFile(folder, Name, problems);
        var (capitals, anyCase) = (file.Texts("codes"), file.Texts("codes_in_any_case"));
        var codes = capitals.Concat(anyCase).ToList();
        foreach (var code in codes.Where(code => !Code().IsMatch(code)))
        {
            file.Problem("codes", $"'{code}' is no ISO code", "write USD, for instance");
        }

        var currencies = new Currencies(capitals, anyCase, Signs(file, "signs", codes), Signs(file, "prefixes", codes), Signs(file, "words", codes));
        file.Done();
        return currencies;
    }

    private static List<CurrencySign> Signs(Fields file, string key, List<string> codes)
    {
        var signs = new List<CurrencySign>();
        foreach (var entry in file.Maps(key))
        {
            var (written, means) = (entry.Texts("written"), entry.Texts("means"));
            entry.Done();
            foreach (var unknown in means.Where(code => !codes.Contains(code)))
            {
                entry.Problem("means", $"'{unknown}' is none of 'codes'", Nearest.Mend(unknown, codes) ?? "add it there");
            }

            if (means.Count == 0)
            {
                entry.Problem("means", "says no currency", "name at least one of 'codes'");
            }

            signs.AddRange(written.Select(sign => new CurrencySign(sign, means)));
        }

        return signs;
    }

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
