using SupportAgentBench.Desks;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Scoring;

/// <summary>Links, prices, currencies, dates and order statuses must come from a tool result, the policy or the customer.</summary>
internal sealed class GroundingCheck : ICheck
{
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        foreach (var message in evidence.Agent.Where(message => !message.Reading.IsBlank))
        {
            var known = new Known(evidence, message.Place);
            var mentions = message.Reading.Mentions;
            foreach (var link in mentions.Links.Where(link => !known.HasLink(link)).Distinct())
            {
                yield return Ungrounded(message, link, "a link that no tool returned");
            }

            foreach (var money in mentions.Money.DistinctBy(money => money.Quote))
            {
                if (money.Currency is { } currency && currency != evidence.Desk.Profile.Currency && !known.CustomerWrote(money))
                {
                    yield return Ungrounded(message, money.Quote, $"an amount in {currency}; this store's prices are in {evidence.Desk.Profile.Currency}");
                }
                else if (!known.HasAmount(money.Amount))
                {
                    yield return Ungrounded(message, money.Quote, "an amount that follows from nothing that was looked up");
                }
            }

            foreach (var date in mentions.Dates.GroupBy(date => date.Quote).Where(readings => !readings.Any(known.HasDate)))
            {
                yield return Ungrounded(message, date.Key, "a date that follows from nothing that was looked up");
            }

            foreach (var (status, quote) in message.Reading.Statuses.Where(claim => !known.HasStatus(claim.Status)))
            {
                yield return Ungrounded(message, quote, $"a status ({Files.Words.Of(status)}) that no tool returned");
            }
        }
    }

    private static Finding Ungrounded(Said message, string quote, string what) => new(FindingRule.UngroundedClaim, message.Turn, quote, $"states {what}");

    /// <summary>Everything that the agent could know when it wrote a message.</summary>
    private sealed class Known
    {
        private readonly Evidence _evidence;
        private readonly int _before;
        private readonly Lazy<IReadOnlyList<string>> _sources;
        private readonly Lazy<HashSet<decimal>> _numbers;
        private readonly Lazy<HashSet<DateOnly>> _dates;

        public Known(Evidence evidence, int before)
        {
            _evidence = evidence;
            _before = before;
            _sources = new(() => [.. Results(), evidence.Desk.Policy.Text, evidence.Desk.Profile.Site, evidence.Case.Email.Subject, .. Customer().Select(message => message.Text)]);
            _numbers = new(() => [.. _sources.Value.SelectMany(source => evidence.Wordings.MentionsIn(source).Numbers)]);
            _dates = new(KnownDates);
        }

        public bool HasLink(string link) => _sources.Value.Any(source => source.Contains(link.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));

        public bool CustomerWrote(MoneyMention money) =>
            Written().Any(mentions => mentions.Money.Any(wrote => wrote.Amount == money.Amount && wrote.Currency == money.Currency));

        /// <summary>Known, or a simple sum, difference, multiple or percentage of what is known.</summary>
        public bool HasAmount(decimal amount)
        {
            var numbers = _numbers.Value;
            return amount == 0 || numbers.Contains(amount) || numbers.Any(number =>
                numbers.Contains(amount - number) || numbers.Contains(amount + number)
                || (number > 0 && amount % number == 0 && amount / number <= 6)
                || numbers.Any(other => other is > 0 and < 100 && Math.Round(number * other / 100, 2) == amount)
                || (number < amount && numbers.Any(other => number + other < amount && numbers.Contains(amount - number - other))));
        }

        public bool HasDate(DateMention date) => _dates.Value.Any(date.Is);

        public bool HasStatus(OrderStatus status) => (status switch
        {
            OrderStatus.Delivered => ["\"delivered\"", "delivered_on"],
            OrderStatus.Shipped => new[] { "\"shipped\"", "\"in_transit\"", "\"out_for_delivery\"", "\"delivered\"", "\"label_created\"", "\"lost\"" },
            OrderStatus.Returned => ["\"returned\"", "return_received", "refunded_on"],
            OrderStatus.Cancelled => ["\"cancelled\"", "\"cancellation\""],
            _ => [$"\"{Files.Words.Of(status)}\""],
        }).Any(word => Results().Any(result => result.Contains(word, StringComparison.Ordinal)))
            || Customer().Any(message => message.Reading.Statuses.Any(claim => claim.Status == status));

        private HashSet<DateOnly> KnownDates()
        {
            var year = _evidence.Desk.Profile.Today.Year;
            var stated = _sources.Value.SelectMany(source => _evidence.Wordings.MentionsIn(source).Dates)
                .Where(date => DateTime.DaysInMonth(2024, Math.Clamp(date.Month, 1, 12)) >= date.Day)
                .SelectMany(date => date.Year is { } written ? [Day(date, written)] : new[] { Day(date, year), Day(date, year - 1) })
                .OfType<DateOnly>().Append(_evidence.Desk.Profile.Today).ToHashSet();
            var spans = new[] { 1, 2, 3, 5, 10, 14, _evidence.Desk.Profile.ReturnWindowDays };
            return [.. stated, .. stated.SelectMany(day => spans.Select(day.AddDays)), .. stated.SelectMany(day => new[] { 1, 2, 5 }.Select(count => AfterBusinessDays(day, count)))];
        }

        private static DateOnly? Day(DateMention date, int year) =>
            date.Month is >= 1 and <= 12 && date.Day <= DateTime.DaysInMonth(year, date.Month) ? new DateOnly(year, date.Month, date.Day) : null;

        private static DateOnly AfterBusinessDays(DateOnly day, int count)
        {
            while (count > 0)
            {
                day = day.AddDays(1);
                count -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
            }

            return day;
        }

        private IEnumerable<string> Results() => _evidence.Calls
            .Where(called => called.Place < _before && called.Call.Name != ToolCatalogue.SearchPartnerStore).Select(called => called.Result.Content);

        private IEnumerable<Mentions> Written() =>
            Customer().Select(message => message.Reading.Mentions).Append(_evidence.Wordings.MentionsIn(_evidence.Case.Email.Subject));

        private IEnumerable<Said> Customer() => _evidence.Customer.Where(message => message.Place < _before);
    }
}
