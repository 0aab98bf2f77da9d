using System.Text.RegularExpressions;
using SupportAgentBench.Cases;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>The customer stays the customer, stays the same person and keeps to its language.</summary>
internal static partial class Roles
{
    private const int LongMessage = 900;
    private const int TimesTheMail = 4;

    public static IEnumerable<Breach> In(FollowUp message, Course course, PartWordings words)
    {
        var languages = words.For(course.Part.Language).ToList();
        if (languages.Select(language => language.Staff.First(message.Own) ?? language.Part.First(message.Own)).OfType<Match>().FirstOrDefault() is { } fallen)
        {
            yield return new(BreachKind.FellOutOfRole, message.Turn, fallen.Value.Trim(), "speaks as the shop, or about playing a part");
        }

        if (Foreign(message.Own, course) is { } foreign)
        {
            yield return new(BreachKind.LanguageDrift, message.Turn, foreign.Sentence, $"writes {foreign.Language.Name}; it writes {course.Words.Name}");
        }

        if (Drift(message, course, languages) is { } drift)
        {
            yield return new(BreachKind.PersonaDrift, message.Turn, drift.Quote, drift.What);
        }
    }

    /// <summary>Sentence by sentence: half a message in another language is drift too.</summary>
    private static (LanguageWords Language, string Sentence)? Foreign(string text, Course course)
    {
        foreach (var sentence in Ends().Split(text).Select(piece => piece.Trim()).Where(piece => piece.Length > 0).Append(text))
        {
            if ((course.Wordings.Identify(sentence) ?? Short(sentence, course)) is { } spoken && spoken.Code != course.Part.Language)
            {
                return (spoken, sentence);
            }
        }

        return null;
    }

    /// <summary>A few words of another language and none of one's own.</summary>
    private static LanguageWords? Short(string sentence, Course course)
    {
        var words = Tokens.Of(sentence);
        if (words.Count < 3 || words.Any(course.Words.Common.Contains))
        {
            return null;
        }

        var (best, hits) = course.Wordings.Languages.Select(language => (language, hits: words.Count(language.Common.Contains))).MaxBy(pair => pair.hits);
        return hits >= 2 && hits * 2 >= words.Count ? best : null;
    }

    private static (string Quote, string What)? Drift(FollowUp message, Course course, IReadOnlyList<PartWords> languages)
    {
        var part = course.Part;
        var mail = part.Email.Body;
        var tempered = part.Mood is Mood.Calm or Mood.Friendly or Mood.Anxious;
        foreach (var words in languages)
        {
            if (tempered && words.Insults.First(message.Own) is { } insult && !words.Insults.In(mail))
            {
                return (insult.Value, $"insults, though it is {Files.Words.Of(part.Mood)}");
            }

            if (part.Mood is Mood.Angry or Mood.Abusive && course.Wanted.All(fact => !Course.Says(message.Before, fact)) && words.Gushing.First(message.Own) is { } gush)
            {
                return (gush.Value, $"is full of praise, though it is {Files.Words.Of(part.Mood)} and has got nothing");
            }

            if (words.OwnName.First(message.Own) is { } name && Stranger(name.Groups["name"].Value, message, course) is { } stranger)
            {
                return (stranger, "gives a name that is not its own");
            }
        }

        return Markup().Count(message.Own) >= 2 && Markup().Count(mail) == 0 ? (message.Text, "writes lists and headings, as it never did")
            : message.Own.Length > Math.Max(LongMessage, TimesTheMail * mail.Length) ? (message.Text, "writes far longer than it does")
            : null;
    }

    /// <summary>A name of which no part stands in block, e-mail or the agent's messages.</summary>
    private static string? Stranger(string name, FollowUp message, Course course)
    {
        var known = string.Join(' ', [course.Part.Email.From, course.Part.Email.Subject, course.Part.Email.Body, .. course.Part.Block.Knows.Values, course.Part.Block.Goal,
            .. course.Part.Block.Pushback, course.Part.Block.Then?.Body ?? "", .. message.Before.Select(heard => heard.Text)]);
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(piece => piece.Length > 1).ToList();
        return parts.Count > 0 && !parts.Exists(piece => known.Contains(piece, StringComparison.OrdinalIgnoreCase)) ? name : null;
    }

    [GeneratedRegex(@"[.!?;:\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex(@"(?:^|\s)(?:[*•]|\d\.|#{1,4})\s+\p{L}|\*\*[^*]+\*\*", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
