using System.Text.RegularExpressions;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Reads the words of the reference agents from a folder: one file a language, and photos.yaml.</summary>
public static partial class ReferenceWordsFile
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
        return problems.Count > before ? null : new(languages, photos, DeskFile.HashOf(folder, files));
    }

    private static PhotoWords Photos(Fields file)
    {
        var photos = new PhotoWords(Compiled(file, "damage", []), Compiled(file, "use", []), Compiled(file, "open_parcel", []));
        file.Done();
        return photos;
    }

    private static SpokenWords Language(Fields file)
    {
        var macros = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file.OptionalMap("macros") is { } named)
        {
            foreach (var name in named.Keys)
            {
                macros[name] = Expand(named.Text(name), macros);
            }
        }

        var hears = file.Map("hears");
        var says = file.Map("says");
        var words = new SpokenWords(
            file.Text("language"),
            Enum.GetValues<Topic>().ToDictionary(topic => topic, topic => Compiled(hears, Words.Of(topic), macros)),
            Enum.GetValues<Saying>().ToDictionary(saying => saying, saying => Variants(says, Words.Of(saying))),
            [.. file.Maps("things").Select(thing => Thing(thing, macros))],
            Named(file.Map("colors"), macros), Named(file.Map("sizes"), macros), Texts(file.Map("parcel_status")), file.Text("date"), file.Text("and"));
        hears.Done();
        says.Done();
        file.Done();
        return words;
    }

    private static Thing Thing(Fields fields, Dictionary<string, string> macros)
    {
        var thing = new Thing(fields.Texts("is"), Compiled(fields, "heard", macros));
        fields.Done();
        return thing;
    }

    private static Dictionary<string, Patterns> Named(Fields fields, Dictionary<string, string> macros)
    {
        var named = fields.Keys.ToDictionary(key => key, key => Compiled(fields, key, macros), StringComparer.OrdinalIgnoreCase);
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

    private static Patterns Compiled(Fields fields, string key, Dictionary<string, string> macros)
    {
        var all = fields.Texts(key).Select(pattern => Expand(pattern, macros)).ToList();
        foreach (var pattern in all)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.ExplicitCapture);
            }
            catch (ArgumentException e)
            {
                fields.Problem(key, $"the pattern '{pattern}' is not a regular expression: {e.Message}");
            }
        }

        return all.Count == 0 ? Patterns.None : new(string.Join('|', all.Select(pattern => $"(?:{pattern})")));
    }

    private static string Expand(string pattern, Dictionary<string, string> macros) =>
        Macro().Replace(pattern, match => macros.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(@"\{([a-z_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Macro();
}
