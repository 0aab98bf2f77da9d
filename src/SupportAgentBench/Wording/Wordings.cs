using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>All languages that are understood; reads messages and tells in which language they are.</summary>
public sealed class Wordings(IReadOnlyList<LanguageWords> languages, ToolWords tools, Currencies currencies, string hash)
{
    /// <summary>Reference agents repeat themselves over thousands of trials; a real model's message is read again in every later turn, and once more when it is scored.</summary>
    private const int MostRemembered = 2_048;

    private readonly Recent<(string Text, string? Expected), Reading> _readings = new(MostRemembered);
    private readonly Recent<string, Mentions> _mentions = new(MostRemembered);
    private readonly Dictionary<string, LanguageWords> _byCode = languages.ToDictionary(language => language.Code);

    public string Hash => hash;

    /// <summary>How the tools of other people's agents speak.</summary>
    public ToolWords Tools => tools;

    /// <summary>How amounts of money are written, whatever the language.</summary>
    public Currencies Currencies => currencies;

    public IReadOnlyList<LanguageWords> Languages => languages;

    public LanguageWords Of(string language) =>
        _byCode.GetValueOrDefault(language) ?? throw new InvalidOperationException($"there are no wording files for '{language}'");

    /// <summary>
    /// Reads a message in the language that is expected and, where the text is in another, in that one too. Where none is expected, in that of the
    /// text, or in all that it is likely to be in.
    /// </summary>
    public Reading Read(string text, string? expected) =>
        _readings.Of((text, expected), this, static (asked, wordings) => wordings.ReadAnew(asked.Text, asked.Expected));

    /// <summary>Links, dates and amounts of a text that may be in any language: a tool result, the policy.</summary>
    public Mentions MentionsIn(string text) => _mentions.Of(text, this, static (asked, wordings) => new(asked, wordings.Languages, wordings.Currencies));

    private Reading ReadAnew(string written, string? expected)
    {
        var text = VisibleText.Of(written);
        var spoken = Identify(text);
        var known = new[] { expected is null ? null : Of(expected), spoken }.OfType<LanguageWords>().Distinct().ToList();
        return new(text, known.Count > 0 ? known : Likely(text), currencies, spoken?.Code);
    }

    /// <summary>Those of whose frequent words a text has most: all, where it has none.</summary>
    private List<LanguageWords> Likely(string text)
    {
        var ranked = Ranked(Tokens.Of(text));
        return [.. ranked.TakeWhile(pair => pair.Hits == ranked[0].Hits).Select(pair => pair.Language)];
    }

    private List<(LanguageWords Language, int Hits)> Ranked(IReadOnlyList<string> words) =>
        [.. languages.Select(language => (language, words.Count(language.Common.Contains))).OrderByDescending(pair => pair.Item2)];

    /// <summary>The language of a text by its frequent words; null when it is too short or too mixed to tell.</summary>
    public LanguageWords? Identify(string text)
    {
        var words = Tokens.Of(text);
        if (words.Count < 5)
        {
            return null;
        }

        var ranked = Ranked(words);
        var (best, hits) = ranked[0];
        return hits >= 3 && (ranked.Count == 1 || hits >= ranked[1].Hits * 1.4) ? best : null;
    }
}
