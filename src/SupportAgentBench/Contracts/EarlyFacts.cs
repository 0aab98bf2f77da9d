using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>What is told only when asked was not told before, and the second request not before the first was settled.</summary>
internal static class EarlyFacts
{
    private const int ShortestFact = 4;
    private const double Retold = 0.6;
    private static readonly Ask[] Open = [Ask.Details, Ask.Reason, Ask.Preference];

    public static IEnumerable<Breach> In(FollowUp message, Course course)
    {
        // Understanding what was asked is the dear part: it is only looked at when something may have been told.
        var facts = course.Given.Knows.Where(known => MayTell(message.Line, known.Line)).ToList();
        var request = course.Given.Then is { } second && MayTell(message.Line, second) ? second : null;
        if (facts.Count == 0 && request is null)
        {
            yield break;
        }

        var asked = Enum.GetValues<Ask>().Where(ask => Asked(ask, message, course)).ToHashSet();
        var allowed = Line.PlainOf(Allowed(message, asked, course));
        foreach (var (ask, line) in facts.Where(known => !asked.Contains(known.Ask)))
        {
            if (Tells(message.Line.Plain, line, allowed))
            {
                yield return new(BreachKind.EarlyFact, message.Turn, message.Text, $"tells its {Files.Words.Of(ask).Replace('_', ' ')} without being asked for it") { Told = ask };
            }
        }

        if (request is not null && !course.Part.Block.SatisfiedBy.All(fact => Course.Says(message.Before, fact)) && Tells(message.Line.Plain, request, allowed))
        {
            yield return new(BreachKind.EarlyFact, message.Turn, message.Text, "makes its second request before the first is settled");
        }
    }

    /// <summary>Generous: an agent may ask in ways that no pattern knows, and then the customer is right to answer.</summary>
    private static bool Asked(Ask ask, FollowUp message, Course course) => message.Before.Any(heard =>
        heard.Reading.Asks.Contains(ask)
        || (heard.Text.Contains('?', StringComparison.Ordinal)
            && (Named(ask, heard.Text, course) || (Open.Contains(ask) && (heard.Reading.Asks.Overlaps(Open) || IsOpenQuestion(heard))))));

    private static bool Named(Ask ask, string text, Course course) => course.Wordings.Languages.Any(language => language.Asks[ask].In(text));

    /// <summary>A question that asks for nothing we know, for no yes, and not whether there is anything else.</summary>
    private static bool IsOpenQuestion(Heard heard) => heard.Reading.Asks.Count == 0 && !Course.Proposes(heard) && !heard.Reading.OffersMoreHelp;

    /// <summary>All that may be said at this point.</summary>
    private static string Allowed(FollowUp message, HashSet<Ask> asked, Course course)
    {
        var (block, email) = (course.Part.Block, course.Part.Email);
        return string.Join('\n', [
            email.From, email.Subject, email.Body, email.Photo?.Shows ?? "", block.PhotoRefusal ?? "", .. block.Pushback, .. message.Before.Select(heard => heard.Text),
            .. block.Knows.Where(pair => asked.Contains(pair.Key)).Select(pair => pair.Value), asked.Contains(Ask.Photo) ? block.Photo?.Shows ?? "" : "",
        ]);
    }

    /// <summary>Whatever else was said: something of the fact stands in the text.</summary>
    private static bool MayTell(Line message, Line fact) =>
        message.Holds(fact) || fact.Codes.Any(code => Stands(code, message.Plain)) || fact.Content.Any(word => Stands(word, message.Plain));

    private static bool Tells(string said, Line fact, string open)
    {
        if (fact.Plain.Length >= ShortestFact && said.Contains(fact.Plain, StringComparison.Ordinal) && !open.Contains(fact.Plain, StringComparison.Ordinal)
            && (fact.Codes.Count > 0 || fact.Content.Count > 0))
        {
            // Even word for word it is no secret when every part of it has been said.
            return fact.Codes.Any(code => !Stands(code, open)) || fact.Content.Any(word => !Stands(word, open));
        }

        var codes = fact.Codes.Where(code => !Stands(code, open)).ToList();
        if (codes.Count > 0)
        {
            return codes.Any(code => Stands(code, said));
        }

        var words = fact.Content.Where(word => !Stands(word, open)).ToList();
        return words.Count >= 2 && words.Count(word => Stands(word, said)) is var told && told >= 2 && told >= Retold * words.Count;
    }

    private static bool Stands(string part, string text)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + part.Length == text.Length || !char.IsLetterOrDigit(text[at + part.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
