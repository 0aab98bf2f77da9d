namespace SupportAgentBench.Wording;

/// <summary>How an agent reports, to a customer who has just agreed, that it came about.</summary>
/// <param name="Told">Whatever may report it. Loose: no claim by itself, for records and courtesies are told so too.</param>
/// <param name="Ahead">It is still to come.</param>
/// <param name="Setbacks">It was tried, and came to nothing.</param>
/// <param name="Regrets">What begins a refusal: "unfortunately".</param>
public sealed record OutcomeWords(Patterns Told, Patterns Ahead, Patterns Setbacks, Patterns Regrets);

/// <summary>
/// Finds the sentence that reports an outcome, in whatever words: "1208: off.", "That's sorted", "C'est fait". What it is the outcome of is told by
/// what was agreed just before.
/// </summary>
internal static class OutcomeReader
{
    /// <summary>The first such sentence, as it stands; null where there is none, or something speaks against it: a refusal before it, a request for a yes, a failure.</summary>
    public static string? Of(IReadOnlyList<Split> message, LanguageWords language)
    {
        if (message.Any(split => language.AsksForYes(split.Sentence.Plain) || language.Outcomes.Setbacks.In(split.Sentence.Plain)))
        {
            return null;
        }

        foreach (var (sentence, clauses) in message.Where(split => !split.Sentence.IsQuestion))
        {
            if (language.Declines.In(sentence.Plain) || language.Outcomes.Regrets.In(sentence.Plain))
            {
                return null;
            }

            if (clauses.Any(clause => Reports(clause, language)))
            {
                return sentence.Text;
            }
        }

        return null;
    }

    /// <summary>Told as a fact of just now: not of another day, not read from a record, not still to come.</summary>
    private static bool Reports(Clause clause, LanguageWords language) =>
        language.Outcomes.Told.First(clause.Text) is { } told && clause.IsFact(told.Index, told.Length, language)
        && !language.Outcomes.Ahead.In(clause.Text[..(told.Index + told.Length)]) && !language.Deeds.Hedges.In(clause.Text) && !language.Deeds.Dates.In(clause.Text);
}
