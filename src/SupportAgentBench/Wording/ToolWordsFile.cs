using System.Collections.Frozen;
using SupportAgentBench.Desks;
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
        ErrorWords Errors(string key)
        {
            var errors = file.Map(key);
            FrozenSet<string> Of(string list) => Set(errors, list);
            var words = new ErrorWords(patterns.Of(errors, "texts"), Of("messages"), Of("filled"), Of("false"), Of("true"), Of("status"), Of("words"), Of("inside"));
            errors.Done();
            return words;
        }

        var words = new ToolWords(
            Errors("errors"), Errors("refusals"),
            Named(file.Map("deeds"), deed => new ToolDeed(Set(deed, "tools"), Set(deed, "also"), deed.Texts("states"), deed.Flag("by_handover"))),
            Named(file.Map("things"), thing => new ToolThing(Set(thing, "words"), thing.Flag("follows"))),
            Changes(file.Map("changes")), Set(file, "apart"), Set(file, "matters"), Set(file, "open"));
        file.Done();
        return words;
    }

    private static Dictionary<ChangeKind, string> Changes(Fields fields)
    {
        var changes = Enum.GetValues<ChangeKind>().Where(kind => kind is not ChangeKind.Handover).ToDictionary(kind => kind, kind => fields.Text(Words.Of(kind)));
        fields.Done();
        return changes;
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
