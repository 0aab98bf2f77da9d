using System.Collections.Frozen;
using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>Reads the file about foreign tools that stands beside the languages.</summary>
internal static class ToolWordsFile
{
    public const string Name = "tools.yaml";

    public static ToolWords Read(string folder, Problems problems)
    {
        var file = Fields.OfFile(folder, Name, problems);
        var patterns = new PatternReader(null);
        var errors = file.Map("errors");
        FrozenSet<string> Of(string key) => Set(errors, key);
        var words = new ToolWords(
            new(patterns.Of(errors, "texts"), Of("filled"), Of("false"), Of("true"), Of("status"), Of("words")),
            Named(file.Map("deeds"), deed => new ToolDeed(Set(deed, "tools"), deed.Texts("states"))),
            Named(file.Map("things"), thing => new ToolThing(Set(thing, "words"), thing.Flag("follows"))));
        errors.Done();
        file.Done();
        return words;
    }

    private static Dictionary<string, T> Named<T>(Fields list, Func<Fields, T> read)
    {
        var named = list.Keys.ToDictionary(name => name, name =>
        {
            var fields = list.Map(name);
            var value = read(fields);
            fields.Done();
            return value;
        });
        list.Done();
        return named;
    }

    private static FrozenSet<string> Set(Fields fields, string key) => fields.Texts(key).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
