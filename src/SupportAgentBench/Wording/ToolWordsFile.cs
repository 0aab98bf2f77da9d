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
            Ways(file.Map("ways"), file.Map("deeds").Keys), Set(file, "apart"), Set(file, "matters"), Set(file, "open"));
        file.Done();
        return words;
    }

    private static DeedWays Ways(Fields fields, IEnumerable<string> deeds)
    {
        var known = deeds.ToList();
        FrozenSet<string> Deeds(string key) => [.. fields.Texts(key).Select(deed => Known(fields, key, deed))];
        string Known(Fields within, string key, string deed)
        {
            if (!known.Contains(deed))
            {
                within.Problem(key, $"'{deed}' is no deed of this file", Nearest.Mend(deed, known) ?? "name one of 'deeds'");
            }

            return deed;
        }

        var changes = fields.Map("changes");
        var ways = new DeedWays(
            Deeds("makers"), Deeds("outcomes"),
            Named<IReadOnlyDictionary<string, string>>(fields.Map("instead"), things => things.Keys.ToDictionary(thing => thing, thing => Known(things, thing, things.Text(thing)))),
            Deeds("drafts"), Enum.GetValues<ChangeKind>().Where(kind => kind is not ChangeKind.Handover).ToDictionary(kind => kind, kind => Known(changes, Words.Of(kind), changes.Text(Words.Of(kind)))));
        changes.Done();
        fields.Done();
        return ways;
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
