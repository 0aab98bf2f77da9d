using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>An amount of money in a text; the currency is null where only a number with cents is written.</summary>
public sealed record MoneyMention(decimal Amount, string? Currency, string Quote)
{
    /// <summary>All that its sign may mean: "$" is any dollar.</summary>
    internal IReadOnlyList<string> Meanings { get; init; } = [];

    public bool MayBeIn(string currency) => Currency == currency || Meanings.Contains(currency);
}

/// <summary>A date in a text; the year is null where it is not written.</summary>
public sealed record DateMention(int Day, int Month, int? Year, string Quote)
{
    public bool Is(DateOnly date) => date.Day == Day && date.Month == Month && (Year is null || Year == date.Year);
}

/// <summary>The links, dates and amounts of a text, found by value in any usual way of writing them.</summary>
public sealed partial class Mentions
{
    /// <summary>No shop has amounts beyond it; sums of larger ones could overflow.</summary>
    private const decimal MostAmount = 1_000_000_000_000_000;

    private readonly Lazy<IReadOnlyList<string>> _links;
    private readonly Lazy<IReadOnlyList<DateMention>> _dates;
    private readonly Lazy<IReadOnlyList<MoneyMention>> _money;
    private readonly Lazy<IReadOnlySet<decimal>> _numbers;

    public Mentions(string text, IReadOnlyList<LanguageWords> languages, Currencies currencies)
    {
        _links = new(() => [.. Link().Matches(text).Select(match => match.Value.TrimEnd('.', ',', ')', ']', '>', '!', '?', ';', ':', '*', '"', '\''))]);
        var unlinked = new Lazy<string>(() => Link().Replace(text, match => new(' ', match.Length)).Replace('\u00A0', ' ').Replace('\u202F', ' '));
        _dates = new(() => [.. DatesIn(unlinked.Value, languages).DistinctBy(date => (date.Day, date.Month, date.Year, date.Quote))]);
        _money = new(() => [.. MoneyIn(unlinked.Value, currencies)]);
        _numbers = new(() => Number().Matches(unlinked.Value).Select(match => Parsed(match.Value)).OfType<decimal>().ToHashSet());
    }

    public IReadOnlyList<string> Links => _links.Value;

    public IReadOnlyList<DateMention> Dates => _dates.Value;

    public IReadOnlyList<MoneyMention> Money => _money.Value;

    public IReadOnlySet<decimal> Numbers => _numbers.Value;

    /// <summary>How many different links, dates, amounts and other numbers.</summary>
    public int Values => Links.Distinct(StringComparer.Ordinal).Count() + Dates.DistinctBy(date => date.Quote).Count() + Numbers.Except(Dates.Select(date => (decimal)date.Day)).Count();

    private static IEnumerable<DateMention> DatesIn(string text, IReadOnlyList<LanguageWords> languages)
    {
        foreach (Match match in IsoDate().Matches(text))
        {
            yield return new(Whole(match, "day"), Whole(match, "month"), Whole(match, "year"), match.Value);
        }

        foreach (Match match in NumericDate().Matches(text))
        {
            var (first, second) = (Whole(match, "first"), Whole(match, "second"));
            var year = match.Groups["year"].Success ? Whole(match, "year") is var written && written < 100 ? written + 2000 : written : (int?)null;
            if (second is >= 1 and <= 12 && first is >= 1 and <= 31)
            {
                yield return new(first, second, year, match.Value);
            }

            if (first is >= 1 and <= 12 && second is >= 1 and <= 31 && first != second)
            {
                yield return new(second, first, year, match.Value);
            }
        }

        foreach (var language in languages)
        {
            foreach (var match in language.Dates.AllIn(text))
            {
                if (language.Months.TryGetValue(match.Groups["month"].Value, out var month) && Whole(match, "day") is >= 1 and <= 31 and var day)
                {
                    yield return new(day, month, match.Groups["year"].Success ? Whole(match, "year") : null, match.Value);
                }
            }
        }
    }

    private static IEnumerable<MoneyMention> MoneyIn(string text, Currencies currencies)
    {
        foreach (var (quote, written, meanings) in currencies.AmountsIn(text))
        {
            if (Parsed(written) is { } amount)
            {
                yield return new(amount, meanings[0], quote) { Meanings = meanings };
            }
        }
    }

    /// <summary>1,234.50 and 1.234,50 and 1 234,50 and 1'234.50; a lone comma or point before two digits at the end marks cents.</summary>
    private static decimal? Parsed(string written)
    {
        var digits = written.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).Trim('.', ',');
        var mark = digits.LastIndexOfAny(['.', ',']);
        var cents = mark >= 0 && digits.Length - mark - 1 is 1 or 2;
        var plain = cents
            ? $"{Only(digits[..mark])}.{digits[(mark + 1)..]}"
            : Only(digits);
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < MostAmount ? value : null;
    }

    private static string Only(string digits) => digits.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);

    private static int Whole(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?:https?://|www\.)[^\s<>""]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(?<year>20\d\d)-(?<month>\d\d)-(?<day>\d\d)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();

    /// <summary>With a hyphen only between quotation marks, as a tool writes it: "12-15" in a sentence is a span.</summary>
    [GeneratedRegex(@"(?<![\d/.#-])(?<first>\d{1,2})[/.](?<second>\d{1,2})[/.](?<year>20\d\d|\d\d)\b|(?<![\d/.#-])(?<first>\d{1,2})/(?<second>\d{1,2})(?![\d/])|(?<="")(?<first>\d\d)-(?<second>\d\d)(?="")", RegexOptions.CultureInvariant)]
    private static partial Regex NumericDate();

    [GeneratedRegex(@"(?<![\w.,])\d[\d.,]*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
