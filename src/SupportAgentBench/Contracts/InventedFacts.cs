using System.Text.RegularExpressions;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>Numbers, dates, amounts, addresses, codes, links and weekdays must come from the block, the e-mail or the agent.</summary>
internal static partial class InventedFacts
{
    /// <summary>Without a year written, a date may be of this year or the last; the day of the week follows from it.</summary>
    private static readonly int[] Years = [2025, 2026];

    public static IEnumerable<Breach> In(FollowUp message, Course course, PartWordings words)
    {
        var known = new Known([course.Given.Source, .. message.Before.Select(heard => heard.Source)], course.Wordings, words);
        if (First(message.Text, known, course, words) is { } invented)
        {
            yield return new(BreachKind.InventedFact, message.Turn, invented, $"'{invented}' stands in neither its block, its e-mail nor the agent's messages");
        }
    }

    private static string? First(string text, Known known, Course course, PartWordings words)
    {
        var left = text;
        foreach (var found in Mail().Matches(text).Select(match => match.Value).Concat(course.Wordings.MentionsIn(text).Links))
        {
            if (!known.Holds(found))
            {
                return found;
            }

            left = left.Replace(found, " ", StringComparison.Ordinal);
        }

        var mentions = course.Wordings.MentionsIn(left);
        foreach (var date in mentions.Dates.GroupBy(date => date.Quote))
        {
            if (!date.Any(known.HasDate))
            {
                return date.Key;
            }

            left = left.Replace(date.Key, " ", StringComparison.Ordinal);
        }

        return mentions.Money.FirstOrDefault(money => !known.HasNumber(money.Amount))?.Quote
            ?? Code().Matches(left).Select(match => match.Value).FirstOrDefault(code => !known.HasCode(code))
            ?? words.For(course.Part.Language).SelectMany(language => language.Weekdays.Index())
                .FirstOrDefault(day => HasWord(left, day.Item) && !known.HasWeekday(day.Index)).Item;
    }

    /// <summary>The whole word, in the plural too.</summary>
    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            end += end < text.Length && text[end] is 's' or 'S' ? 1 : 0;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Known(IReadOnlyList<Source> sources, Wordings wordings, PartWordings words)
    {
        public bool Holds(string part) => Source.CompactOf(part).TrimEnd('/') is var compact && sources.Any(source => source.Compact.Contains(compact, StringComparison.Ordinal));

        public bool HasDate(DateMention date) => sources.Any(source => source.Mentions.Dates.Any(other => other.Day == date.Day && other.Month == date.Month));

        public bool HasNumber(decimal number) => IsMentioned(number) || HasDigits(decimal.Truncate(number).ToString(System.Globalization.CultureInfo.InvariantCulture));

        /// <summary>A lone digit is how people talk ("2 things"); longer ones are facts. Letters with digits (a postal code, a code) must stand there whole.</summary>
        public bool HasCode(string code)
        {
            var digits = Digits().Matches(code).Select(match => match.Value).ToList();
            return Plain().IsMatch(code) || Unit().IsMatch(code)
                ? digits.TrueForAll(run => run.Length == 1 || HasDigits(run.TrimStart('0')) || Year().IsMatch(run))
                    || wordings.MentionsIn(code).Numbers.All(IsMentioned)
                : Holds(code);
        }

        /// <summary>Named in the sources, in any language, or the day of a date in them.</summary>
        public bool HasWeekday(int day) =>
            words.ByLanguage.Values.Any(language => sources.Any(source => HasWord(source.Text, language.Weekdays[day])))
            || sources.SelectMany(source => source.Mentions.Dates).Any(date => Years.Any(year => date.Month is >= 1 and <= 12 && date.Day <= DateTime.DaysInMonth(year, date.Month)
                && (int)(new DateOnly(year, date.Month, date.Day).DayOfWeek + 6) % 7 == day));

        private bool IsMentioned(decimal number) => sources.Any(source => source.Mentions.Numbers.Contains(number));

        private bool HasDigits(string run) => sources.Any(source => source.Digits.Contains(run));
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?<![\p{L}\d])[\p{L}\d]*\d[\p{L}\d]*(?:[.,:/-]\d[\p{L}\d]*)*", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[\d.,:/-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^\d+(?:[.,]\d+)?(?:st|nd|rd|th|er|re|ère|ème|e|º|ª|o|a|h|am|pm|x|cm|mm|m|kg|g|l|ml|km|usd|eur|days?|d)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^202[4-7]$", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
