using SupportAgentBench.Wording;

namespace SupportAgentBench.Scoring;

/// <summary>What an agent can know: the texts that it has read, in order, and what is always so.</summary>
/// <param name="Sources">Each with the place from which it is known; -1 for what is known from the start.</param>
/// <param name="Currency">The only currency of the house; null where that is not known.</param>
/// <param name="Today">Null where that is not known.</param>
/// <param name="Spans">Days that policies and carriers add to a known date.</param>
public sealed record Grounds(IReadOnlyList<(int Place, string Text)> Sources, string? Currency, DateOnly? Today, IReadOnlyList<int> Spans);

/// <summary>Everything that the agent could know when it wrote a message. Goes through the conversation once, message by message.</summary>
internal sealed class Known(Evidence evidence)
{
    /// <summary>Beyond so many numbers nearly every amount is the sum of some; only plain ones and pairs are then looked for.</summary>
    private const int MostCombined = 1_000;

    private static readonly int[] BusinessDays = [1, 2, 5];
    private readonly Grounds _grounds = evidence.Grounds;
    private readonly HashSet<decimal> _numbers = [];
    private readonly HashSet<DateOnly> _dates = [];
    private readonly HashSet<int> _years = [];
    private int _before;
    private int _numbersRead;
    private int _datesRead;

    /// <summary>From here on, what stands before this place is known. Places only grow.</summary>
    public void UpTo(int before) => _before = before;

    public bool HasLink(string link)
    {
        var plain = link.TrimEnd('/');
        return _grounds.Sources.Any(source => source.Place < _before && source.Text.Contains(plain, StringComparison.OrdinalIgnoreCase));
    }

    public bool CustomerWrote(MoneyMention money) =>
        evidence.Customer.Where(message => message.Place < _before).Select(message => message.Reading.Mentions)
            .Concat(evidence.Subject is { } subject ? [evidence.Wordings.MentionsIn(subject)] : [])
            .Any(mentions => mentions.Money.Any(wrote => wrote.Amount == money.Amount && wrote.Currency == money.Currency));

    /// <summary>Known, or a simple sum, difference, multiple or percentage of what is known.</summary>
    public bool HasAmount(decimal amount)
    {
        Read(ref _numbersRead, mentions => _numbers.UnionWith(mentions.Numbers));
        var numbers = _numbers;
        return amount == 0 || numbers.Contains(amount) || numbers.Any(number =>
            numbers.Contains(amount - number) || numbers.Contains(amount + number)
            || (number > 0 && amount % number == 0 && amount / number <= 6))
            || (numbers.Count <= MostCombined && numbers.Any(number =>
                numbers.Any(other => other is > 0 and < 100 && Math.Round(number * other / 100, 2) == amount)
                || (number < amount && numbers.Any(other => number + other < amount && numbers.Contains(amount - number - other)))));
    }

    /// <summary>What follows from what is known is known from then on: a sum that was given as a subtotal.</summary>
    public void Accept(decimal amount) => _numbers.Add(amount);

    public bool HasDate(DateMention date)
    {
        if (_datesRead == 0 && _grounds.Today is { } today)
        {
            _years.Add(today.Year);
            _years.Add(today.Year - 1);
            Learn(today);
        }

        Read(ref _datesRead, mentions =>
        {
            // A year that is written anywhere is a year that a date without one may mean.
            _years.UnionWith(_grounds.Today is null ? mentions.Dates.Select(stated => stated.Year).OfType<int>() : []);
            foreach (var stated in mentions.Dates)
            {
                foreach (var year in stated.Year is { } written ? [written] : _years.Count > 0 ? _years.ToList() : [2024])
                {
                    if (stated.Month is >= 1 and <= 12 && stated.Day >= 1 && stated.Day <= DateTime.DaysInMonth(year, stated.Month))
                    {
                        Learn(new(year, stated.Month, stated.Day));
                    }
                }
            }
        });
        return date.Year is { } said && date.Month is >= 1 and <= 12 && date.Day >= 1 && date.Day <= DateTime.DaysInMonth(said, date.Month)
            ? _dates.Contains(new(said, date.Month, date.Day))
            : _dates.Any(date.Is);
    }

    private void Read(ref int read, Action<Mentions> learn)
    {
        for (; read < _grounds.Sources.Count && _grounds.Sources[read].Place < _before; read++)
        {
            learn(evidence.Wordings.MentionsIn(_grounds.Sources[read].Text));
        }
    }

    private void Learn(DateOnly day)
    {
        _dates.Add(day);
        _dates.UnionWith(_grounds.Spans.Select(day.AddDays));
        _dates.UnionWith(BusinessDays.Select(count => AfterBusinessDays(day, count)));
    }

    private static DateOnly AfterBusinessDays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }
}
