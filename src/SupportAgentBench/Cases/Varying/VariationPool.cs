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
        var words = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var entry in file.Maps("product_words"))
        {
            var (word, becomes) = (entry.Text("word"), entry.Texts("becomes"));
            entry.Done();
            if (becomes.Count == 0)
            {
                entry.Problem("becomes", $"'{word}' becomes nothing", "name at least one word");
            }
            else if (!words.TryAdd(word, becomes))
            {
                entry.Problem("word", $"'{word}' stands twice", "remove one");
            }
        }

        var days = file.Map("days_alone");
        var phrasings = file.Map("phrasings");
        var pool = new VariationPool(
            Names(file, "first_names"), Names(file, "last_names"), words,
            days.Keys.ToDictionary(language => language, language => Day(days, language)),
            phrasings.Keys.ToDictionary(language => language, phrasings.TextLists));
        file.Done();
        return pool;
    }

    private static IReadOnlyList<string> Names(Fields file, string key)
    {
        var names = file.Texts(key);
        if (names.Count == 0)
        {
            file.Problem(key, $"'{key}' is empty", "name a few");
        }

        return names;
    }

    private static Regex Day(Fields days, string language)
    {
        try
        {
            return new Regex(days.Text(language), RegexOptions.CultureInvariant);
        }
        catch (ArgumentException wrong)
        {
            days.Problem(language, $"the pattern of '{language}' is no regular expression: {wrong.Message}");
            return new Regex("(?!)");
        }
    }
}
