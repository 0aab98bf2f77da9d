using System.Text.RegularExpressions;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Finds out which products a customer speaks of, by names, by what customers call things, by colours and sizes.</summary>
internal sealed partial class Items(Story story)
{
    private const int Enough = 2;
    private readonly SpokenWords _words = story.Words;

    /// <summary>How well a text fits a product ("Aero Carry-On 38L (Black)"): 0 is not at all; colours add, but do not count alone.</summary>
    public int Fit(string product, string text)
    {
        var name = product.Split(" (")[0];
        var fit = NameWords().Matches(name).Count(word => HasWord(text, word.Value)) * 2
            + Digits().Matches(name).Count(number => Regex.IsMatch(text, $@"(?<![\d.,]){number.Value}(?![\d.,]*\d)\s?(?:l\b|lit|k\b|w\b)", RegexOptions.IgnoreCase)) * 2;
        foreach (var thing in _words.Things.Where(thing => thing.Names.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)) && thing.Heard.In(text)))
        {
            fit += thing.Names.Count == 1 ? 5 : 2;
        }

        return fit < Enough ? 0 : fit + (product.Contains('(') && LabelIn(product.Split(" (")[1].TrimEnd(')'), text) ? 1 : 0);
    }

    public bool Mentions(string text, OrderLine line) => Fit(line.Full, text) >= Enough;

    /// <summary>The best fit of a text to any of the products, what is fine left out, what is asked for counted twice.</summary>
    public int BestFit(IEnumerable<string> products, string text, IReadOnlyList<Topic> asked)
    {
        var sentences = story.Sentences(text).Where(sentence => !story.In(Topic.Fine, sentence)).ToList();
        return products.Select(product => sentences.Select(sentence => Fit(product, sentence) * (asked.Any(topic => story.In(topic, sentence)) ? 2 : 1)).DefaultIfEmpty(0).Max())
            .DefaultIfEmpty(0).Max();
    }

    /// <summary>The lines of an order that a topic concerns; empty when it cannot be told.</summary>
    public IReadOnlyList<OrderLine> Concerned(OrderSheet order, params Topic[] topics)
    {
        if (order.Lines.Count == 1)
        {
            return order.Lines;
        }

        var sentences = story.Sentences(story.Core).ToList();
        var open = sentences.Where(sentence => !story.In(Topic.Fine, sentence)).ToList();
        var strong = Named(order, open.Where(sentence => topics.Any(topic => story.In(topic, sentence))));
        if (strong.Count > 0)
        {
            return strong;
        }

        var named = Named(order, open);
        if (named.Count > 0)
        {
            return named;
        }

        var fine = Named(order, sentences.Where(sentence => story.In(Topic.Fine, sentence)));
        var rest = order.Lines.Except(fine).ToList();
        return fine.Count > 0 && rest.Count == 1 ? rest : Named(order, story.Photos);
    }

    /// <summary>What the customer calls by a name that means one product only, and that is not in the order.</summary>
    public string? NamedBesides(OrderSheet order, params Topic[] topics) =>
        _words.Things.Where(thing => thing.Names.Count == 1 && !order.Lines.Any(line => line.Name.Contains(thing.Names[0], StringComparison.OrdinalIgnoreCase)))
            .Where(thing => story.Sentences(story.Core).Any(sentence => topics.Any(topic => story.In(topic, sentence)) && thing.Heard.In(sentence)))
            .Select(thing => thing.Names[0]).FirstOrDefault();

    /// <summary>The variants that are meant besides the present one, in the order in which the customer names them.</summary>
    public IReadOnlyList<VariantSheet> Wanted(ProductSheet product, VariantSheet present, string text)
    {
        var colors = Named(product.Variants.Select(variant => variant.Color), _words.Colors, text).Where(color => color != present.Color).ToList();
        var sizes = Named(product.Variants.Select(variant => variant.Size), _words.Sizes, text).Where(size => size != present.Size).ToList();
        if (colors.Count == 0 && sizes.Count == 0)
        {
            return [];
        }

        return [.. (colors.Count > 0 ? colors.Cast<string?>() : [present.Color]).SelectMany(color => (sizes.Count > 0 ? sizes.Cast<string?>() : [present.Size])
            .Select(size => product.Variants.FirstOrDefault(variant => variant.Color == color && variant.Size == size) ?? new("", color, size, 0)))];
    }

    /// <summary>Whether a text names the colour (and, where there is one, perhaps the size) of a label such as "Black, M".</summary>
    public bool LabelIn(string label, string text) => label.Split(", ").Any(part => PartIn(part, text));

    public bool PartIn(string part, string text) =>
        (_words.Colors.GetValueOrDefault(part) ?? _words.Sizes.GetValueOrDefault(part)) is { } heard && heard.In(text) || HasWord(text, part);

    private List<OrderLine> Named(OrderSheet order, IEnumerable<string> texts)
    {
        var named = new HashSet<OrderLine>();
        foreach (var text in texts)
        {
            var fits = order.Lines.Select(line => (line, fit: Fit(line.Full, text))).Where(pair => pair.fit >= Enough).ToList();
            var best = fits.Select(pair => pair.fit).DefaultIfEmpty(0).Max();
            named.UnionWith(fits.Where(pair => pair.fit >= Math.Min(best, 5)).Select(pair => pair.line));
        }

        return [.. order.Lines.Where(named.Contains)];
    }

    private static IEnumerable<string> Named(IEnumerable<string?> labels, IReadOnlyDictionary<string, Wording.Patterns> heard, string text) =>
        labels.OfType<string>().Distinct().Select(label => (label, place: Place(label, heard, text))).Where(pair => pair.place >= 0)
            .OrderBy(pair => pair.place).Select(pair => pair.label);

    private static int Place(string label, IReadOnlyDictionary<string, Wording.Patterns> heard, string text)
    {
        var literal = PlaceOf(text, label, plural: false);
        var called = heard.GetValueOrDefault(label)?.First(text)?.Index ?? -1;
        return literal < 0 ? called : called < 0 ? literal : Math.Min(literal, called);
    }

    private static bool HasWord(string text, string word) => PlaceOf(text, word, plural: true) >= 0;

    /// <summary>Where a word stands by itself; -1 when it does not. Sizes (M, XL) mind their case, other words do not.</summary>
    private static int PlaceOf(string text, string word, bool plural)
    {
        var comparison = word.Length <= 2 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        for (var place = text.IndexOf(word, comparison); place >= 0; place = text.IndexOf(word, place + 1, comparison))
        {
            var rest = text.AsSpan(place + word.Length);
            var ends = Ends(rest) || (plural && ((rest.StartsWith("s") && Ends(rest[1..])) || (rest.StartsWith("es") && Ends(rest[2..]))));
            if (ends && (place == 0 || !char.IsLetterOrDigit(text[place - 1])))
            {
                return place;
            }
        }

        return -1;

        static bool Ends(ReadOnlySpan<char> rest) => rest.IsEmpty || !(char.IsLetterOrDigit(rest[0]) || rest[0] is '\'' or '’');
    }

    [GeneratedRegex(@"[A-Za-z][a-z]{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex NameWords();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
