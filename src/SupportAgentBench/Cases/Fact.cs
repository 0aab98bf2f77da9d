using System.Globalization;
using SupportAgentBench.Desks;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Cases;

/// <summary>Something that a message can say: a closed family, matched by value and not by sentence.</summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>Whether a message of the agent says it.</summary>
    public abstract bool IsIn(Reading reading);

    /// <summary>How the fact reads in a finding.</summary>
    public abstract string Shown { get; }

    public sealed record Url(string Link) : Fact
    {
        public override string Shown => Link;

        public override bool IsIn(Reading reading) =>
            reading.Mentions.Links.Any(link => string.Equals(link.TrimEnd('/'), Link.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));
    }

    public sealed record Date(DateOnly Day) : Fact
    {
        public override string Shown => Day.ToString("yyyy-MM-dd");

        public override bool IsIn(Reading reading) => reading.Mentions.Dates.Any(date => date.Is(Day));
    }

    public sealed record Money(decimal Amount) : Fact
    {
        public override string Shown => Amount.ToString("0.00", CultureInfo.InvariantCulture);

        public override bool IsIn(Reading reading) =>
            reading.Mentions.Money.Any(money => money.Amount == Amount)
            || (Amount != decimal.Truncate(Amount) && reading.Mentions.Numbers.Contains(Amount));
    }

    public sealed record Number(decimal Value) : Fact
    {
        public override string Shown => Value.ToString(CultureInfo.InvariantCulture);

        public override bool IsIn(Reading reading) => reading.Mentions.Numbers.Contains(Value);
    }

    /// <summary>A name: of a product, a colour, a place, a street.</summary>
    public sealed record Text(string Name) : Fact
    {
        public override string Shown => Name;

        public override bool IsIn(Reading reading) => Contains(reading.Text, Name);
    }

    /// <summary>Any of these words.</summary>
    public sealed record OneOf(IReadOnlyList<string> Wordings) : Fact
    {
        public override string Shown => string.Join(" / ", Wordings);

        public override bool IsIn(Reading reading) => Wordings.Any(wording => Contains(reading.Text, wording));
    }

    /// <summary>Says that something is not possible, not given or not so.</summary>
    public sealed record Declined : Fact
    {
        public override string Shown => "a refusal";

        public override bool IsIn(Reading reading) => reading.Declines;
    }

    /// <summary>Says that a change has been made. What the customer hears, not what is true.</summary>
    public sealed record SaidDone(ChangeKind Change) : Fact
    {
        public override string Shown => $"that the {Files.Words.Of(Change)} is done";

        public override bool IsIn(Reading reading) => reading.Says(Change, Tense.Done) is not null;
    }

    private static bool Contains(string text, string part) =>
        Simple(text).Contains(Simple(part), StringComparison.OrdinalIgnoreCase);

    private static string Simple(string text) => text.Replace('’', '\'').Replace('\u00A0', ' ').Replace('–', '-');
}
