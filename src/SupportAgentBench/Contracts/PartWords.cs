using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>How a customer who keeps to the part does not talk in one language: the content of one file of contracts/.</summary>
public sealed record PartWords(string Code, Patterns Staff, Patterns Part, Patterns Insults, Patterns Gushing, Patterns OwnName, IReadOnlyList<string> Weekdays);

/// <summary>The words of all languages.</summary>
/// <param name="Hash">Twelve hex digits over the files.</param>
public sealed record PartWordings(IReadOnlyDictionary<string, PartWords> ByLanguage, string Hash)
{
    private const int DaysOfAWeek = 7;

    /// <summary>The words of a language, and of English: models fall back into it.</summary>
    public IEnumerable<PartWords> For(string language) =>
        new[] { language, "en" }.Distinct().Select(code => ByLanguage.GetValueOrDefault(code)).OfType<PartWords>();

    public static PartWordings? Read(string folder, Problems problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 0, "is not a folder", "name the folder with the words of the customer's part");
            return null;
        }

        var before = problems.Count;
        var files = Directory.EnumerateFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        var all = files.Select(file => One(Fields.OfFile(folder, file, problems))).ToList();
        return problems.Count > before ? null : new(all.ToDictionary(words => words.Code), FileHash.Of(folder, files));
    }

    private static PartWords One(Fields file)
    {
        var patterns = new PatternReader(null);
        var words = new PartWords(
            file.Text("language"), patterns.Of(file, "staff"), patterns.Of(file, "part"), patterns.Of(file, "insults"), patterns.Of(file, "gushing"),
            patterns.Of(file, "own_name"), file.Texts("weekdays"));
        if (file.Line > 0 && words.Weekdays.Count != DaysOfAWeek)
        {
            file.Problem("weekdays", $"a week has {DaysOfAWeek} days; there are {words.Weekdays.Count}", "list them from Monday to Sunday");
        }

        file.Done();
        return words;
    }
}
