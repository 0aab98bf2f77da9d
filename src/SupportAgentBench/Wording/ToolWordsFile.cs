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
        var words = new ToolWords(
            Errors(file.Map("errors")), Refusals(file.Map("refusals")),
            [.. file.Maps("outcomes").Select(Outcome)],
            Named(file.Map("deeds"), deed => new ToolDeed(Set(deed, "tools"), Set(deed, "also"), deed.Texts("states"), deed.Flag("by_handover"))),
            Named(file.Map("things"), thing => new ToolThing(Set(thing, "words"), thing.Flag("follows"))),
            Ways(file.Map("ways"), file.Map("deeds").Keys), Set(file, "apart"), Set(file, "matters"), Set(file, "open"));
        file.Done();
        return words;
    }

    private static ErrorWords Errors(Fields fields)
    {
        var errors = new ErrorWords(
            new PatternReader(null).Of(fields, "texts"), Set(fields, "messages"), Set(fields, "filled"), Set(fields, "false"), Set(fields, "true"), Set(fields, "status"), Set(fields, "words"), Set(fields, "inside"));
        fields.Done();
        return errors;
    }

    private static RefusalWords Refusals(Fields fields)
    {
        var patterns = new PatternReader(fields.OptionalMap("macros"));
        var refusals = new RefusalWords(
            patterns.Of(fields, "harmless"), patterns.Of(fields, "texts"), patterns.Of(fields, "done"), patterns.Of(fields, "reports"), Plain(fields, "messages"), Plain(fields, "remarks"), Plain(fields, "filled"), Plain(fields, "false"), Plain(fields, "weak"), Plain(fields, "true"),
            Plain(fields, "status"), Plain(fields, "words"), Plain(fields, "beside"), Plain(fields, "inside"), Plain(fields, "yes"), Plain(fields, "no"));
        fields.Done();
        return refusals;
    }

    private static ToolOutcome Outcome(Fields fields)
    {
        var outcome = new ToolOutcome(Plain(fields, "tools"), Plain(fields, "words"));
        fields.Done();
        return outcome;
    }

    private static DeedWays Ways(Fields fields, IEnumerable<string> deeds)
    {
        var known = deeds.ToList();
        IReadOnlyList<string> DeedsOf(Fields within, string key) => [.. within.Texts(key).Select(deed => Known(within, key, deed))];
        FrozenSet<string> Deeds(string key) => [.. DeedsOf(fields, key)];
        string Known(Fields within, string key, string deed)
        {
            if (!known.Contains(deed))
            {
                within.Problem(key, $"'{deed}' is no deed of this file", Nearest.Mend(deed, known) ?? "name one of 'deeds'");
            }

            return deed;
        }

        var changes = fields.Map("changes");
        IReadOnlyList<string> TellOf(ChangeKind kind)
        {
            var told = DeedsOf(changes, Words.Of(kind));
            if (told.Count == 0)
            {
                fields.Problem("changes", $"no deed tells of '{Words.Of(kind)}'", "name at least one of 'deeds'");
            }

            return told;
        }

        var ways = new DeedWays(
            Deeds("makers"), Deeds("outcomes"),
            Named<IReadOnlyDictionary<string, string>>(fields.Map("instead"), things => things.Keys.ToDictionary(thing => thing, thing => Known(things, thing, things.Text(thing)))),
            Deeds("drafts"), Enum.GetValues<ChangeKind>().Where(kind => kind is not ChangeKind.Handover).ToDictionary(kind => kind, TellOf));
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

    private static FrozenSet<string> Plain(Fields fields, string key) => fields.Texts(key).Select(NameParts.Plain).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Set(Fields fields, string key) => fields.Texts(key).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
