using System.Globalization;
using System.Text.RegularExpressions;
using SupportAgentBench.Desks;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Cases.Varying;

/// <summary>Rewrites text by a variation, wherever a name, number, product, price or date stands, in data and in prose alike.</summary>
internal sealed partial class Rewriter(Variation variation, VariationPool pool, Wordings wordings, DateOnly today)
{
    /// <summary>What is true of every file: orders, tracking numbers, products, prices, dates.</summary>
    public string Everywhere(string text)
    {
        text = OrderNumber().Replace(text, match =>
            variation.Orders.TryGetValue(int.Parse(match.Value, CultureInfo.InvariantCulture), out var number) ? $"{number}" : match.Value);
        text = Tracking().Replace(text, match => match.Groups[1].Value + Digits(match.Groups[2].Value));
        foreach (var (word, becomes) in variation.ProductWords)
        {
            text = Regex.Replace(text, $@"(?<![\w-])(?:{word}|{word.ToLowerInvariant()}|{word.ToUpperInvariant()})(?![\w])", match => LikeIt(becomes, match.Value));
        }

        text = IsoDate().Replace(text, match => DateOnly.ParseExact(match.Value, "yyyy-MM-dd").AddDays(variation.Days).ToString("yyyy-MM-dd"));
        text = PriceField().Replace(text, match => match.Groups[1].Value + Multiplied(match.Groups[2].Value));
        return MoneyBefore().Replace(MoneyAfter().Replace(text, match => Multiplied(match.Groups[1].Value) + match.Groups[2].Value),
            match => match.Groups[1].Value + Multiplied(match.Groups[2].Value));
    }

    /// <summary>Dates in prose, in one language: the day moves, the month's name follows, the style stays.</summary>
    public string Prose(string text, string language)
    {
        var words = wordings.Of(language);
        var names = words.Months.GroupBy(pair => pair.Value).ToDictionary(group => group.Key, group => group.Select(pair => pair.Key).ToList());
        var matches = words.Dates.AllIn(text).ToList();
        foreach (var match in Enumerable.Reverse(matches))
        {
            var (day, month) = (match.Groups["day"], match.Groups["month"]);
            if (!words.Months.TryGetValue(month.Value, out var number) || !Nearest(int.Parse(day.Value, CultureInfo.InvariantCulture), number, out var date))
            {
                continue;
            }

            var moved = date.AddDays(variation.Days);
            var form = names[number].FindIndex(name => string.Equals(name, month.Value, StringComparison.OrdinalIgnoreCase));
            var named = names[moved.Month][Math.Min(form, names[moved.Month].Count - 1)];
            var written = match.Value;
            foreach (var (group, value) in new[] { (day, $"{moved.Day}"), (month, LikeIt(Capital(named), month.Value)) }.OrderByDescending(pair => pair.Item1.Index))
            {
                var at = group.Index - match.Index;
                written = written[..at] + value + written[(at + group.Length)..];
            }

            written = match.Groups["year"].Success ? written.Replace(match.Groups["year"].Value, $"{moved.Year}", StringComparison.Ordinal) : written;
            text = text[..match.Index] + Ordinals(written) + text[(match.Index + match.Length)..];
        }

        return pool.DaysAlone.TryGetValue(language, out var alone)
            ? alone.Replace(text, match => matches.Exists(dated => dated.Value.Contains(match.Value, StringComparison.Ordinal)) ? match.Value : MovedDay(match))
            : text;
    }

    /// <summary>Other words for the same, in what a customer writes.</summary>
    public string Phrased(string text, string language, int salt)
    {
        var random = new Random(variation.Seed + salt);
        foreach (var group in pool.Phrasings.GetValueOrDefault(language) ?? [])
        {
            var choice = group[random.Next(group.Count)];
            var any = string.Join('|', group.OrderByDescending(phrase => phrase.Length).Select(Regex.Escape));
            text = new Regex($@"(?<!\w)(?:{any})(?!\w)").Replace(text, choice, 1);
        }

        return text;
    }

    /// <summary>A customer's names, in every way in which a mail carries them.</summary>
    public string Named(string text, Customer customer)
    {
        if (!variation.Names.TryGetValue(customer.Id, out var name))
        {
            return text;
        }

        var parts = customer.Name.Split(' ');
        text = text.Replace(customer.Email, $"{name.First}.{name.Last}{variation.Orders.Values.FirstOrDefault() % 90}@example.com".ToLowerInvariant(), StringComparison.OrdinalIgnoreCase);
        text = text.Replace(customer.Name, $"{name.First} {name.Last}", StringComparison.Ordinal);
        text = Whole(text, parts[^1], name.Last);
        return Whole(text, parts[0], name.First);
    }

    private static string Whole(string text, string old, string becomes) => old.Length < 2 ? text
        : Regex.Replace(text, $@"(?<![\w@.-]){Regex.Escape(old)}(?![\w@-])", becomes);

    private string MovedDay(Match match)
    {
        var day = match.Groups["day"];
        if (!Nearest(int.Parse(day.Value, CultureInfo.InvariantCulture), null, out var date))
        {
            return match.Value;
        }

        var at = day.Index - match.Index;
        return Ordinals(match.Value[..at] + date.AddDays(variation.Days).Day + match.Value[(at + day.Length)..]);
    }

    /// <summary>The date with this day (and month) that is nearest to the desk's today.</summary>
    private bool Nearest(int day, int? month, out DateOnly date)
    {
        for (var distance = 0; distance < 370; distance++)
        {
            foreach (var sign in new[] { -1, 1 })
            {
                date = today.AddDays(sign * distance);
                if (date.Day == day && (month is null || date.Month == month))
                {
                    return true;
                }
            }
        }

        date = default;
        return false;
    }

    private string Digits(string digits)
    {
        var random = new Random(variation.Seed ^ (int)(long.Parse(digits, CultureInfo.InvariantCulture) % int.MaxValue));
        return string.Concat(digits.Select(_ => (char)('0' + random.Next(10))));
    }

    /// <summary>"84.50", "84,50", "1,234.00" and "285" times the factor, written as before.</summary>
    private string Multiplied(string written)
    {
        var comma = written.Length > 3 && written[^3] is ',';
        var plain = comma ? written.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : written.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return written;
        }

        var cents = plain.Contains('.', StringComparison.Ordinal);
        var made = (amount * variation.Price).ToString(cents ? "0.00" : "0", CultureInfo.InvariantCulture);
        return comma ? made.Replace('.', ',') : made;
    }

    private static string LikeIt(string becomes, string like) =>
        like.All(letter => !char.IsLetter(letter) || char.IsUpper(letter)) && like.Length > 1 ? becomes.ToUpperInvariant()
        : char.IsLower(like[0]) ? becomes.ToLowerInvariant() : becomes;

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>21st, 22nd, 23rd, 24th.</summary>
    private static string Ordinals(string text) => Ordinal().Replace(text, match =>
    {
        var day = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return day + (day is 11 or 12 or 13 ? "th" : (day % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
    });

    /// <summary>What may be one: only the desk's own are exchanged.</summary>
    [GeneratedRegex(@"(?<![\d.,$€£-])\d{3,9}(?![\d%]|[.,]\d|-\d\d-)", RegexOptions.CultureInvariant)]
    private static partial Regex OrderNumber();

    [GeneratedRegex(@"\b([A-Z]{2,4})(\d{8,14})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Tracking();

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"(\b(?:price|amount|minimum|shipping|money|max_price): )(\d+(?:\.\d+)?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PriceField();

    [GeneratedRegex(@"((?:US\$|\$|€|£)\s?)(\d[\d.,]*\d|\d)", RegexOptions.CultureInvariant)]
    private static partial Regex MoneyBefore();

    [GeneratedRegex(@"(?<![\d$€£.,]|\w-)(\d[\d.,]*\d|\d)(\s?(?:US-Dollar|dollars?|bucks|d[oó]lares|dollari|d[oó]lar|Dollar|USD|EUR|euros?)\b|\s?[$€£])", RegexOptions.CultureInvariant)]
    private static partial Regex MoneyAfter();

    [GeneratedRegex(@"\b(\d{1,2})(?:st|nd|rd|th)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();
}
