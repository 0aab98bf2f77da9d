using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Writes in the customer's language: picks a variant by seed and turn, so that no two turns in a row sound the same, and fills it in.</summary>
internal sealed partial class Speaker(Story story, int seed, int turn)
{
    private readonly int _start = new Random(seed).Next(64);

    public string Say(Saying saying, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var variants = story.Words.Says[saying];
        var text = variants[(_start + turn) % variants.Count];
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            filled[name] = value;
        }

        return Slot().Replace(text, slot =>
        {
            var value = filled.GetValueOrDefault(slot.Groups["name"].Value) ?? throw new InvalidOperationException($"'{saying}' has the slot {slot.Value}, which nobody fills");
            return !slot.Groups["behind"].Success ? value
                : $"{value} {(value is "1" ? story.Words.BehindOne.GetValueOrDefault(slot.Groups["behind"].Value) : null) ?? slot.Groups["behind"].Value}";
        });
    }

    public string Date(DateOnly day)
    {
        var month = story.Grammar.Months.First(pair => pair.Value == day.Month).Key;
        return story.Words.Date.Replace("{day}", $"{day.Day}", StringComparison.Ordinal).Replace("{month}", month, StringComparison.Ordinal)
            .Replace("{Month}", CultureInfo.InvariantCulture.TextInfo.ToTitleCase(month), StringComparison.Ordinal);
    }

    /// <summary>In the currency that the tools name.</summary>
    public static string Money(decimal amount, string currency) =>
        currency is "USD" ? $"${amount.ToString("0.00", CultureInfo.InvariantCulture)}" : $"{amount.ToString("0.00", CultureInfo.InvariantCulture)} {currency}";

    public string List(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} {story.Words.And} {all[^1]}";
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}(?: (?<behind>\w+))?", RegexOptions.CultureInvariant)]
    private static partial Regex Slot();
}
