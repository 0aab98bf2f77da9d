namespace SupportAgentBench.Wording;

/// <summary>What a customer answers to a proposal.</summary>
public enum Answer
{
    /// <summary>Neither: asks back, tells something, hesitates, or hangs the yes on a condition.</summary>
    None,
    Yes,
    No,
}

/// <summary>How customers say yes and no.</summary>
/// <param name="Harmless">Sounds like a no and is none: "no problem", "nothing else".</param>
/// <param name="Choices">A whole sentence that names one of what was offered: "the blue one then, thanks".</param>
/// <param name="Yes">Says yes, unless in a question.</param>
/// <param name="Go">Says yes in a question too: "yes please, and when will it arrive?"</param>
/// <param name="Weak">Says yes where it is all that a clause says: "ok", "perfect".</param>
/// <param name="No">Says no, or wants something else.</param>
/// <param name="Hanging">A condition on which what its sentence says depends.</param>
/// <param name="Hesitant">Has still to think or ask: no yes counts but one that says what to do.</param>
/// <param name="Thanks">Thanks for the news: no weak yes counts.</param>
public sealed record AnswerWords(Patterns Harmless, Patterns Choices, Patterns Yes, Patterns Go, Patterns Weak, Patterns No, Patterns Hanging, Patterns Hesitant, Patterns Thanks);

/// <summary>Reads a customer's answer clause by clause: the first that says yes or no decides.</summary>
internal static class AnswerReader
{
    /// <summary>How far before a yes a negation turns it round, in letters: "I don't agree".</summary>
    private const int Reach = 20;

    public static Answer Of(IReadOnlyList<Split> message, LanguageWords language)
    {
        var words = language.Answers;
        var hesitates = message.Any(split => words.Hesitant.In(split.Sentence.Plain));
        var thanks = message.Any(split => words.Thanks.In(split.Sentence.Plain));
        foreach (var (sentence, clauses) in message.Where(split => !words.Hanging.In(split.Sentence.Plain)))
        {
            foreach (var clause in clauses)
            {
                var text = words.Harmless.Blank(clause.Text);
                var yes = words.Go.First(clause.Text);
                var no = sentence.IsQuestion ? null : words.No.First(text);
                if (yes is null && !sentence.IsQuestion && !hesitates)
                {
                    yes = words.Yes.First(clause.Text) ?? (thanks ? null : words.Weak.First(clause.Text));
                    no ??= yes is not null && language.Negations.In(text[Math.Max(0, yes.Index - Reach)..yes.Index]) ? yes : null;
                }

                if (yes is not null || no is not null)
                {
                    return no is null || yes?.Index + yes?.Length <= no.Index ? Answer.Yes : Answer.No;
                }
            }

            if (!sentence.IsQuestion && !hesitates && words.Choices.In(sentence.Plain))
            {
                return Answer.Yes;
            }
        }

        return Answer.None;
    }
}
