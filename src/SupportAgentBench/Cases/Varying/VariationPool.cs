using System.Text.RegularExpressions;
using SupportAgentBench.Files;

namespace SupportAgentBench.Cases.Varying;

/// <summary>What fresh variants draw from: the content of a desk's vary.yaml.</summary>
/// <param name="DaysAlone">Per language, how a day of the month is written without the month (group "day").</param>
/// <param name="Phrasings">Per language, groups of phrases that may stand for one another.</param>
public sealed record VariationPool(
    IReadOnlyList<string> FirstNames, IReadOnlyList<string> LastNames, IReadOnlyDictionary<string, IReadOnlyList<string>> ProductWords,
    IReadOnlyDictionary<string, Regex> DaysAlone, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Phrasings)
{
    public const string FileName = "vary.yaml";

    public static VariationPool Read(string deskFolder, Problems problems)
    {
        var file = Fields.OfFile(deskFolder, FileName, problems);
        var words = file.Maps("product_words").ToDictionary(entry => entry.Text("word"), entry => entry.Texts("becomes"));
        var days = file.Map("days_alone");
        var phrasings = file.Map("phrasings");
        var pool = new VariationPool(
            file.Texts("first_names"), file.Texts("last_names"), words,
            days.Keys.ToDictionary(language => language, language => new Regex(days.Text(language), RegexOptions.CultureInvariant)),
            phrasings.Keys.ToDictionary(language => language, phrasings.TextLists));
        file.Done();
        return pool;
    }
}
