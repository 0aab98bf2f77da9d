using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>How amounts of money are written, and in which currency that may be: the content of currencies.yaml.</summary>
public sealed class Currencies
{
    /// <summary>A name such as CHF-20 or CLP-1-CLB is no amount; "20 EUR-Gutschein" is.</summary>
    private const string CodeEnds = @"(?!\w|-\d|-[A-Z]{2})";

    private readonly Dictionary<string, IReadOnlyList<string>> _meanings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _codes;
    private readonly Pattern _amount;

    /// <param name="capitals">Codes that are read in capitals only.</param>
    /// <param name="anyCase">Codes that are read in small letters too.</param>
    internal Currencies(IReadOnlyList<string> capitals, IReadOnlyList<string> anyCase, IReadOnlyList<CurrencySign> signs, IReadOnlyList<CurrencySign> prefixes, IReadOnlyList<CurrencySign> words)
    {
        _codes = [.. capitals, .. anyCase];
        foreach (var sign in _codes.Select(code => new CurrencySign(code, [code])).Concat(signs).Concat(prefixes).Concat(words))
        {
            _meanings[sign.Written] = sign.Means;
        }

        static IEnumerable<string> Written(IReadOnlyList<CurrencySign> signs) => signs.Select(sign => sign.Written);
        var codes = $"(?-i:{OneOf(capitals)}";
        var before = Any([.. anyCase, .. Written(signs), .. Written(prefixes)], sign => char.IsLetter(sign[0]), words => $@"(?<!\p{{L}})(?:{words}|{codes}))");
        var behind = Any([.. anyCase, .. Written(signs), .. Written(words)], sign => char.IsLetter(sign[^1]), words => $@"{words}\b|{codes}{CodeEnds})");

        // Signs are taken letter for letter, so that no file can make a search long: looking at the clock would be a third of the work.
        _amount = new(
            $@"(?<sign>{before})\s?(?<amount>\d[\d.,]*(?:[ '’]\d{{3}}(?!\d)[\d.,]*)*)"
            + $@"|(?<![\d#.,'’-])(?<amount>\d[\d.,]*(?:['’]\d{{3}}(?!\d)[\d.,]*)*)\s?(?<sign>{behind})",
            Regex.InfiniteMatchTimeout);
    }

    /// <summary>Whether amounts in it can be told from other numbers.</summary>
    public bool CanBeRead(string code) => _codes.Contains(code);

    /// <summary>Each amount as it stands in the text, its number, and what its sign may mean, the likeliest first.</summary>
    internal IEnumerable<(string Quote, string Amount, IReadOnlyList<string> Meanings)> AmountsIn(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            yield break;
        }

        for (var match = _amount.From(text, 0); match is not null; match = _amount.From(text, match.Index + match.Length))
        {
            // A pattern takes some letters for others that a dictionary does not.
            if (_meanings.TryGetValue(match.Groups["sign"].Value, out var meanings))
            {
                yield return (match.Value.Trim(), match.Groups["amount"].Value, meanings);
            }
        }
    }

    /// <summary>Any of the signs, where what is a word on the side that is looked at is set apart from other letters there.</summary>
    private static string Any(IReadOnlyList<string> signs, Func<string, bool> isWord, Func<string, string> apart) =>
        $"{apart(OneOf(signs.Where(isWord)))}|{OneOf(signs.Where(sign => !isWord(sign)))}";

    /// <summary>The longest first; of none, nothing fits.</summary>
    private static string OneOf(IEnumerable<string> signs) =>
        signs.OrderByDescending(sign => sign.Length).Select(Regex.Escape).ToList() is { Count: > 0 } all ? $"(?:{string.Join('|', all)})" : "(?!)";
}

/// <summary>A sign or word for money, and the currencies that it may mean, the likeliest first.</summary>
internal sealed record CurrencySign(string Written, IReadOnlyList<string> Means);
