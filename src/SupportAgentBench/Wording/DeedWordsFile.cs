using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>Reads the section "deeds" of a wording file.</summary>
internal static class DeedWordsFile
{
    public static DeedWords Read(Fields file, PatternReader patterns, ToolWords tools)
    {
        var section = file.Map("deeds");
        var kinds = section.Map("kinds");
        var things = section.Map("things");
        Check(kinds, tools.Deeds.Keys, "deed");
        Check(things, tools.Things.Keys, "thing");
        var forms = kinds.Keys.Select(kind => (kind, forms: kinds.Map(kind))).ToList();
        Lexicon Form(string form) => new([.. forms.SelectMany(pair => pair.forms.Texts(form).Select(word => (word, pair.kind)))]);
        Lexicon Plain(string key) => new(section.Texts(key).Select(word => (word, word)));
        var (verbs, infinitives, pasts, nouns) = (Form("done"), Form("do"), Form("past"), Form("nouns"));
        var ofKinds = kinds.Keys.Select(kind => ($"done_{kind}", Verb(new([.. kinds.Map(kind).Texts("done").Select(word => (word, kind))]))));
        var read = patterns.With([("done", Verb(verbs)), ("do", Verb(infinitives)), ("past", Verb(pasts)), .. ofKinds]);
        Patterns Of(string key) => read.Of(section, key);
        var words = new DeedWords(
            verbs, infinitives, pasts, nouns, new([.. things.Keys.SelectMany(thing => things.Texts(thing).Select(word => (word, thing)))]), Plain("matters"), Plain("given"),
            Of("active"), Of("passive"), Of("past"), Of("others"), Of("listed"), Of("alone"), Of("opens"), Of("heads"), Of("further"), Of("contains"), Of("records"), Of("hedges"), Of("history"), Of("dates"), Of("failures"),
            Plain("signs"), Plain("ends"), Plain("targets"), Plain("joins"), Plain("none"), Plain("pronouns"), Plain("own"), tools.Ways);
        forms.ForEach(pair => pair.forms.Done());
        kinds.Done();
        things.Done();
        section.Done();
        return words;
    }

    private static void Check(Fields named, IEnumerable<string> known, string what)
    {
        foreach (var name in named.Keys.Except(known).ToList())
        {
            named.Problem(name, $"'{name}' is no {what} of {ToolWordsFile.Name}", Nearest.Mend(name, known) ?? $"add it to {ToolWordsFile.Name}");
        }
    }

    private static string Verb(Lexicon words) => $@"(?<verb>(?<!\w)(?:{words.Expression})(?!\w))";
}
