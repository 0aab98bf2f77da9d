using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Reads the words of the reference agents from a folder: one file a language, and photos.yaml.</summary>
public static class ReferenceWordsFile
{
    private const string PhotosFile = "photos.yaml";

    /// <summary>The words, or null when <paramref name="problems"/> were found.</summary>
    public static ReferenceWords? Read(string folder, Problems problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 0, "is not a folder", "name the folder with the reference agents' words");
            return null;
        }

        var before = problems.Count;
        var files = Directory.EnumerateFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        var photos = Photos(Fields.OfFile(folder, PhotosFile, problems));
        var languages = files.Where(file => file != PhotosFile).Select(file => Language(Fields.OfFile(folder, file, problems)))
            .DistinctBy(language => language.Code).ToDictionary(language => language.Code);
        return problems.Count > before ? null : new(languages, photos, FileHash.Of(folder, files));
    }

    private static PhotoWords Photos(Fields file)
    {
        var patterns = new PatternReader(null);
        var photos = new PhotoWords(patterns.Of(file, "damage"), patterns.Of(file, "use"), patterns.Of(file, "open_parcel"));
        file.Done();
        return photos;
    }

    private static SpokenWords Language(Fields file)
    {
        var patterns = new PatternReader(file.OptionalMap("macros"));
        var hears = file.Map("hears");
        var says = file.Map("says");
        var words = new SpokenWords(
            file.Text("language"),
            Enum.GetValues<Topic>().ToDictionary(topic => topic, topic => patterns.Of(hears, Words.Of(topic))),
            Enum.GetValues<Saying>().ToDictionary(saying => saying, saying => Variants(says, Words.Of(saying))),
            [.. file.Maps("things").Select(thing => Thing(thing, patterns))],
            Named(file.Map("colors"), patterns), Named(file.Map("sizes"), patterns), Texts(file.Map("parcel_status")), file.Text("date"), file.Text("and"),
            Texts(file.Map("behind_one")));
        hears.Done();
        says.Done();
        file.Done();
        return words;
    }

    private static Thing Thing(Fields fields, PatternReader patterns)
    {
        var thing = new Thing(fields.Texts("is"), patterns.Of(fields, "heard"));
        fields.Done();
        return thing;
    }

    private static Dictionary<string, Patterns> Named(Fields fields, PatternReader patterns)
    {
        var named = fields.Keys.ToDictionary(key => key, key => patterns.Of(fields, key), StringComparer.OrdinalIgnoreCase);
        fields.Done();
        return named;
    }

    private static Dictionary<string, string> Texts(Fields fields)
    {
        var texts = fields.Keys.ToDictionary(key => key, fields.Text);
        fields.Done();
        return texts;
    }

    private static IReadOnlyList<string> Variants(Fields fields, string key)
    {
        var variants = fields.Texts(key);
        if (variants.Count == 0)
        {
            fields.Problem(key, $"'{key}' needs at least one sentence");
        }

        return variants;
    }
}
