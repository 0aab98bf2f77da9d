using System.Text.RegularExpressions;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>What is told only when asked was not told before, and the second request not before the first was settled.</summary>
internal static partial class EarlyFacts
{
    private const int ShortestFact = 4;
    private const double Retold = 0.6;
    private static readonly Ask[] Open = [Ask.Details, Ask.Reason, Ask.Preference];

    public static IEnumerable<Breach> In(Course course)
    {
        foreach (var message in course.FollowUps)
        {
            // Understanding what was asked is the dear part: it is only looked at when something may have been told.
            var facts = course.Part.Block.Knows.Where(pair => MayTell(message.Text, pair.Value, course)).OrderBy(pair => pair.Key).ToList();
            var requests = course.Part.Block.Then is { } second && MayTell(message.Text, second.Body, course);
            if (facts.Count == 0 && !requests)
            {
                continue;
            }

            var asked = Enum.GetValues<Ask>().Where(ask => Asked(ask, message, course)).ToHashSet();
            var allowed = Allowed(message, asked, course);
            foreach (var (ask, value) in facts.Where(pair => !asked.Contains(pair.Key)))
            {
                if (Tells(message.Text, value, allowed, course))
                {
                    yield return new(BreachKind.EarlyFact, message.Turn, message.Text, $"tells its {Files.Words.Of(ask).Replace('_', ' ')} without being asked for it") { Told = ask };
                }
            }

            if (course.Part.Block.Then is { } then && !course.Part.Block.SatisfiedBy.All(fact => Course.Says(message.Before, fact)) && Tells(message.Text, then.Body, allowed, course))
            {
                yield return new(BreachKind.EarlyFact, message.Turn, message.Text, "makes its second request before the first is settled");
            }
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
    private static bool MayTell(string text, string value, Course course)
    {
        var (said, fact) = (Course.Plain(text), Course.Plain(value));
        return said.Contains(fact, StringComparison.Ordinal) || Codes(fact).Any(code => Stands(code, said)) || course.Content(value).Any(word => Stands(word, said));
    }

    private static bool Tells(string text, string value, string allowed, Course course)
    {
        var (said, fact, open) = (Course.Plain(text), Course.Plain(value), Course.Plain(allowed));
        if (fact.Length >= ShortestFact && said.Contains(fact, StringComparison.Ordinal) && !open.Contains(fact, StringComparison.Ordinal)
            && (Codes(fact).Any() || course.Content(value).Count > 0))
        {
            // Even word for word it is no secret when every part of it has been said.
            return Codes(fact).Any(code => !Stands(code, open)) || course.Content(value).Any(word => !Stands(word, open));
        }

        var codes = Codes(fact).Where(code => !Stands(code, open)).ToList();
        if (codes.Count > 0)
        {
            return codes.Any(code => Stands(code, said));
        }

        var words = course.Content(value).Where(word => !Stands(word, open)).ToList();
        return words.Count >= 2 && words.Count(word => Stands(word, said)) is var told && told >= 2 && told >= Retold * words.Count;
    }

    /// <summary>E-mail addresses, and whatever holds a digit.</summary>
    private static IEnumerable<string> Codes(string text) => Code().Matches(text).Select(match => match.Value);

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

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\p{L}\d]*\d[\p{L}\d]+|\d{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
