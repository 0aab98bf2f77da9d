using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Prompts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Customers;

/// <summary>What a model is told to be one customer: the case's customer block and nothing else of the case. The words are those of the prompts.</summary>
internal sealed class Briefing(PromptSet prompts)
{
    private const string Role = "customer", Turn = "customer-turn", Again = "customer-again", Phrases = "customer-words";

    /// <summary>The prompts that it needs, each with its places.</summary>
    public static IReadOnlyDictionary<string, string[]> Prompts { get; } = new Dictionary<string, string[]>
    {
        [Role] = ["language", "mood", "goal", "knows", "photo", "agrees", "pushback", "satisfied"],
        [Turn] = ["message", "heard", "missing"],
        [Again] = ["why"],
        [$"{Phrases}/shop_writes"] = ["message"],
        [$"{Phrases}/photo_has"] = ["shows"],
        [$"{Phrases}/photo_refuses"] = ["refusal"],
        [$"{Phrases}/told_change"] = ["change"],
        [$"{Phrases}/again_not_satisfied"] = ["missing"],
        [$"{Phrases}/again_role"] = ["quote"],
        [$"{Phrases}/again_invented"] = ["quote"],
        [$"{Phrases}/again_language"] = ["language"],
        [$"{Phrases}/again_manner"] = ["what"],
    }.Concat(
        new[]
        {
            "first", "shop_empty", "nothing", "nor", "knows_nothing", "agrees_nothing", "photo_none",
            "told_url", "told_date", "told_money", "told_number", "told_answer", "told_refusal", "told_handover",
            "again_no_photo", "again_photo_not_asked", "again_not_handed_over", "again_lines_left", "again_early", "again_empty", "again_form",
        }
        .Concat(Enum.GetValues<ChangeKind>().Select(Key)).Concat(Enum.GetValues<Ask>().Where(ask => ask is not Ask.Photo).Select(Key))
        .Select(key => KeyValuePair.Create($"{Phrases}/{key}", Array.Empty<string>()))).ToDictionary();

    public string For(CustomerView view, string language)
    {
        var block = view.Customer;
        return prompts[Role].Fill(
            ("language", language), ("mood", Words.Of(view.Mood)), ("goal", block.Goal),
            ("knows", List(block.Knows.OrderBy(pair => pair.Key).Select(pair => $"{Phrase(Key(pair.Key))}: {pair.Value}"), Phrase("knows_nothing"))),
            ("photo", Photo(view.Customer)),
            ("agrees", List(block.AgreesTo.Select(change => Phrase(Key(change))), Phrase("agrees_nothing"))),
            ("pushback", string.Join('\n', block.Pushback.Index().Select(line => $"{line.Index + 1}. {line.Item}"))),
            ("satisfied", List(block.SatisfiedBy.Select(Shown), "")));
    }

    /// <summary>The shop's last message, and what of it counts.</summary>
    public string Next(string message, IReadOnlyList<Fact> heard, IReadOnlyList<Fact> missing) =>
        prompts[Turn].Fill(("message", Quoted(message)), ("heard", Listed(heard)), ("missing", Listed(missing)));

    /// <summary>Line by line behind a mark: whatever the shop writes, it cannot pass for our instructions.</summary>
    public string Quoted(string text) => string.IsNullOrWhiteSpace(text)
        ? Phrase("shop_empty")
        : Phrase("shop_writes", ("message", string.Join('\n', text.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => $"> {line}"))));

    public string WriteAgain(string why) => prompts[Again].Fill(("why", why));

    public string Phrase(string key, params ReadOnlySpan<(string Place, string Value)> values) => prompts[$"{Phrases}/{key}"].Fill(values);

    /// <summary>A fact that satisfies, without its value: a customer who knew the answer would give it away.</summary>
    public string Shown(Fact fact) => fact switch
    {
        Fact.Url => Phrase("told_url"),
        Fact.Date => Phrase("told_date"),
        Fact.Money => Phrase("told_money"),
        Fact.Number => Phrase("told_number"),
        Fact.Text or Fact.OneOf => Phrase("told_answer"),
        Fact.Declined => Phrase("told_refusal"),
        Fact.SaidDone { Change: ChangeKind.Handover } => Phrase("told_handover"),
        Fact.SaidDone done => Phrase("told_change", ("change", Phrase(Key(done.Change)))),
        _ => throw new InvalidOperationException($"no such fact: {fact.GetType().Name}"),
    };

    private string Photo(CustomerBlock block) =>
        (block.Photo, block.PhotoRefusal) switch
        {
            ({ } photo, _) => Phrase("photo_has", ("shows", photo.Shows)),
            (null, { } refusal) => Phrase("photo_refuses", ("refusal", refusal)),
            _ => Phrase("photo_none"),
        };

    private static string Key(ChangeKind kind) => $"change_{Words.Of(kind)}";

    private static string Key(Ask ask) => $"asked_{Words.Of(ask)}";

    private string Listed(IReadOnlyList<Fact> facts) => facts.Count == 0 ? Phrase("nothing") : string.Join("; ", facts.Select(Shown).Distinct());

    private static string List(IEnumerable<string> lines, string none)
    {
        var all = lines.Distinct().ToList();
        return all.Count == 0 ? none : string.Join('\n', all.Select(line => $"- {line}"));
    }
}
