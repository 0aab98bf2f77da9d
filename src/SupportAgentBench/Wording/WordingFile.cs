using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>Reads the wording files of a folder: one a language, one about currencies and one about foreign tools.</summary>
public static class WordingFile
{
    public static Wordings? Read(string folder, Problems problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 0, "is not a folder", "name the folder with the wording files");
            return null;
        }

        var before = problems.Count;
        var files = Directory.EnumerateFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        var tools = ToolWordsFile.Read(folder, problems);
        var currencies = CurrenciesFile.Read(folder, problems);
        var languages = files.Where(file => file is not (ToolWordsFile.Name or CurrenciesFile.Name)).Select(file => Language(Fields.OfFile(folder, file, problems), tools)).ToList();
        return problems.Count > before ? null : new(languages, tools, currencies, FileHash.Of(folder, files));
    }

    private static LanguageWords Language(Fields file, ToolWords tools)
    {
        var patterns = new PatternReader(file.OptionalMap("macros"));
        Patterns Of(Fields fields, string key) => patterns.Of(fields, key);
        var months = file.Texts("months").SelectMany((names, index) => names.Split('|').Select(name => (name, month: index + 1)))
            .ToDictionary(pair => pair.name, pair => pair.month, StringComparer.OrdinalIgnoreCase);
        var actions = file.Map("actions");
        var outcomes = file.Map("outcomes");
        var agreement = file.Map("agreement");
        var answers = file.Map("answers");
        var asks = file.Map("asks");
        var statuses = file.Map("statuses");
        var customer = file.Map("customer");
        var words = new LanguageWords(
            file.Text("language"), file.Text("name"), file.Texts("common").ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            Of(file, "unbroken"), Of(file, "breaks"), Of(file, "negations"), Of(file, "conditions"), Of(file, "wishes"), Of(file, "courtesies"), Of(file, "assurances"), Of(file, "reported"), Of(file, "relays"), Of(file, "requests"), Of(file, "consents"), Of(file, "idle"), Of(file, "open_questions"),
            Enum.GetValues<ChangeKind>().ToDictionary(kind => kind, kind =>
            {
                var action = actions.Map(Words.Of(kind));
                var read = new ActionWords(Of(action, "topics"), Of(action, "done"), Of(action, "will"));
                action.Done();
                return read;
            }),
            DeedWordsFile.Read(file, patterns, tools),
            new(Of(outcomes, "told"), Of(outcomes, "ahead"), Of(outcomes, "setbacks"), Of(outcomes, "regrets")),
            new(Of(agreement, "data"), Of(agreement, "choices")),
            Enum.GetValues<Ask>().ToDictionary(ask => ask, ask => Of(asks, Words.Of(ask))),
            Of(file, "anything_else"), Of(file, "declines"),
            Enum.GetValues<OrderStatus>().Where(status => statuses.Has(Words.Of(status))).ToDictionary(status => status, status => Of(statuses, Words.Of(status))),
            Of(file, "internals"), months, PatternReader.Of(file, "months", [DatePattern(months.Keys, file.Texts("date_words"))]),
            new(Of(answers, "harmless"), Of(answers, "choices"), Of(answers, "yes"), Of(answers, "go"), Of(answers, "weak"), Of(answers, "no"), Of(answers, "hanging"), Of(answers, "hesitant"), Of(answers, "thanks")),
            new(customer.Texts("agree"), customer.Texts("refuse"), customer.Texts("thanks"), customer.Texts("thanks_handover"), customer.Texts("dont_have"),
                customer.Texts("no_photo"), customer.Texts("photo"), customer.Texts("empty"), customer.Texts("again"), customer.Texts("give_up"),
                customer.Texts("wrong_language")));
        foreach (var list in new[] { "agree", "refuse", "thanks", "thanks_handover", "dont_have", "no_photo", "photo", "empty", "again", "give_up", "wrong_language" }
            .Where(key => customer.Texts(key).Count == 0))
        {
            customer.Problem(list, $"'{list}' needs at least one sentence");
        }

        actions.Done();
        outcomes.Done();
        agreement.Done();
        answers.Done();
        asks.Done();
        statuses.Done();
        customer.Done();
        file.Done();
        return words;
    }

    /// <summary>"24 June 2026", "24. Juni", "24 de junio de 2026", "June 24th, 2026", "1er juillet".</summary>
    private static string DatePattern(IEnumerable<string> months, IReadOnlyList<string> between)
    {
        var month = string.Join('|', months.OrderByDescending(name => name.Length).Select(Regex.Escape));
        var of = between.Count == 0 ? "" : $"(?:(?:{string.Join('|', between.Select(Regex.Escape))})\\s+)?";
        return $@"(?<day>\b\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.)?\s+{of}(?<month>{month})\b\.?(?:,?\s+{of}(?<year>20\d\d))?"
            + $@"|\b(?<month>{month})\b\.?\s+(?<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d)(?:,?\s+(?<year>20\d\d))?";
    }
}
