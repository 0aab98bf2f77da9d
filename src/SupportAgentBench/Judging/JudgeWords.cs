using SupportAgentBench.Files;
using SupportAgentBench.Prompts;

namespace SupportAgentBench.Judging;

/// <summary>What a judge model is told in single phrases. The words are those of the prompts.</summary>
internal sealed class JudgeWords(PromptSet prompts)
{
    private const string Phrases = "judge-words";

    /// <summary>The phrases that it needs, each with its places.</summary>
    public static IReadOnlyDictionary<string, string[]> Prompts { get; } = new Dictionary<string, string[]>
    {
        [$"{Phrases}/criterion"] = ["id", "asks", "applies"],
        [$"{Phrases}/criterion_of_rule"] = ["id", "asks", "rule", "applies"],
        [$"{Phrases}/unless"] = ["when"],
        [$"{Phrases}/again"] = ["id", "why"],
    }.Concat(
        new[] { "always", "again_control", "again_cut_off", "again_missing", "again_twice", "again_verdict", "again_applies", "again_no_quote" }
        .Concat(Enum.GetValues<ShownBy>().Select(QuoteOf)).Select(key => KeyValuePair.Create($"{Phrases}/{key}", Array.Empty<string>()))).ToDictionary();

    public string Asked(Criterion criterion)
    {
        var applies = criterion.Applies is { } when ? Phrase("unless", ("when", when)) : Phrase("always");
        return criterion.Policy is { } rule
            ? Phrase("criterion_of_rule", ("id", criterion.Id), ("asks", criterion.Asks), ("rule", rule), ("applies", applies))
            : Phrase("criterion", ("id", criterion.Id), ("asks", criterion.Asks), ("applies", applies));
    }

    /// <summary>Like a criterion, so that nothing marks it.</summary>
    public string Asked(Control control) => Phrase("criterion", ("id", control.Id), ("asks", control.Asks), ("applies", Phrase("always")));

    public string Again(string id, string why) => Phrase("again", ("id", id), ("why", why));

    public string NoSuchQuote(ShownBy by) => Phrase(QuoteOf(by));

    public string Phrase(string key, params ReadOnlySpan<(string Place, string Value)> values) => prompts[$"{Phrases}/{key}"].Fill(values);

    private static string QuoteOf(ShownBy by) => $"again_quote_{Words.Of(by)}";
}
