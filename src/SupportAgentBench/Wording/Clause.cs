using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>A piece of a sentence with one verb: the reach of a negation or a condition.</summary>
/// <param name="BeforeWish">"..., if you like" follows: what is said is an offer.</param>
/// <param name="BeforeCondition">"... once I have your photo" follows, or another condition: what is promised is not owed yet.</param>
internal sealed partial record Clause(string Text, bool AfterCondition, bool Relayed, bool BeforeWish = false, bool BeforeCondition = false)
{
    public static IReadOnlyList<Clause> SplitOf(Sentence sentence, LanguageWords language)
    {
        // In an item of a list a label and its value are one clause: "- Reshipment: blue case, created", "- Order 48213 – cancelled".
        var cuts = language.Breaks.AllIn(sentence.Plain).Select(match => match.Index)
            .Concat(Punctuation().Matches(sentence.Plain).Where(match => !(sentence.IsItem && match.Value is not (";" or "—"))).Select(match => match.Index + 1))
            .Where(index => index > 0).Distinct().Order().Append(sentence.Plain.Length);
        var clauses = new List<Clause>();
        var start = 0;
        var (after, reported) = (false, false);
        foreach (var cut in cuts)
        {
            var text = sentence.Plain[start..cut].Trim(' ', ',', ';', ':', '-', '–', '—', '(', ')', '*', '•');
            start = cut;
            if (text.Length > 0)
            {
                var conditional = language.Conditions.First(text)?.Index == 0;
                if (conditional && clauses.Count > 0)
                {
                    var wishes = language.Wishes.First(text)?.Index == 0;
                    clauses[^1] = clauses[^1] with { BeforeWish = wishes, BeforeCondition = wishes || !language.Courtesies.In(text) };
                }

                var relayed = reported && language.Relays.In(text);
                clauses.Add(new(text, after, relayed));
                reported = relayed || language.Reported.In(text);

                // "If it fails, I'll ..." and "send it and, if it fails, I'll ...": elsewhere a condition belongs to what stands before it.
                after = conditional && (clauses.Count == 1 || language.Deeds.Joins.Of(clauses[^2].Text.AsSpan()[(clauses[^2].Text.LastIndexOf(' ') + 1)..]) is not null);
            }
        }

        return clauses;
    }

    /// <summary>States it as a fact: not negated, not asked, not under a condition, not as somebody's words.</summary>
    public bool States(Patterns patterns, LanguageWords language) =>
        patterns.First(Text) is { } match && IsFact(match.Index, match.Length, language);

    /// <summary>What is said at a place of the clause is stated as a fact.</summary>
    public bool IsFact(int index, int length, LanguageWords language)
    {
        if (AfterCondition || BeforeWish || Relayed || Text.Contains('?', StringComparison.Ordinal) || language.Consents.In(Text))
        {
            return false;
        }

        var before = Text[..(index + length)];
        return !language.Negations.In(before) && !ConditionCovers(index, length, language) && !language.Reported.In(before);
    }

    /// <summary>Names the action without denying it.</summary>
    public bool Names(Patterns topics, LanguageWords language) =>
        topics.First(Text) is { } match && !language.Negations.In(Text[..match.Index]);

    public bool AsksFor(Patterns topics, LanguageWords language) =>
        topics.First(Text) is { } match && !NoNeed(match, language);

    private bool NoNeed(Match match, LanguageWords language) =>
        language.Negations.First(Text[..match.Index]) is { } negation && match.Index - negation.Index < 30 && !Text.Contains('?', StringComparison.Ordinal)
        && !language.Requests.In(Text);

    /// <summary>A pattern may itself contain a modal ("you can expect to hear from a colleague"): that one is meant so.</summary>
    private bool ConditionCovers(int index, int length, LanguageWords language) =>
        language.Conditions.AllIn(Text).Any(condition => condition.Index == 0
            || (condition.Index < index + length && condition.Index + condition.Length >= index - 12
                && !(condition.Index > index && condition.Index + condition.Length <= index + length)));

    /// <summary>A bracket ends no clause: "the replacement (Black) has been created"; nor do commas around a number, "the order, #1211, is cancelled"; nor does the comma between a street and its town at the end of a sentence.</summary>
    [GeneratedRegex(@"(?:(?<!\d),(?!\s+#\d+\s*,)(?<!,\s+#\d+\s*,)|(?<=\d),(?<!,\s+#\d+,)(?!\s\p{Lu}\p{L}+(?:\s\S+){0,2}\W*$)|[;:])(?=\s|$)|\s[-–—]\s|—", RegexOptions.CultureInvariant)]
    private static partial Regex Punctuation();
}
