using System.Text.RegularExpressions;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Reads addresses out of letters by the postal codes of the three countries that the store ships to.</summary>
internal static partial class PostalCodes
{
    /// <summary>A delivery address as the customer wrote it; the name is null when none was written above it.</summary>
    public sealed record Written(string? Name, string Line1, string? Line2, string City, string? Region, string PostalCode, string Country);

    public static string Compact(string text) => Marks().Replace(text, "").ToUpperInvariant();

    /// <summary>Whether a carrier's scan was made somewhere else than at the address.</summary>
    public static bool Elsewhere(string place, ShipTo to) =>
        Code().Match(place) is { Success: true } code
            ? Compact(code.Value) != Compact(to.PostalCode)
            : !place.Contains(to.City, StringComparison.OrdinalIgnoreCase);

    /// <summary>The last address in a text that is not the one given; null when there is none.</summary>
    public static Written? NewAddress(string text, ShipTo present)
    {
        foreach (var match in Code().Matches(text).Reverse())
        {
            if (Read(text, match) is { } address && !IsPresent(address, present))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>Whatever may be an address, in any country: for who does not look closely.</summary>
    public static Written? AnyAddress(string text)
    {
        var line = Sentence().Split(text).Where(part => part.Any(char.IsDigit) && part.Contains(',', StringComparison.Ordinal))
            .OrderBy(part => part.Count(letter => letter == ',')).LastOrDefault();
        if (line is null)
        {
            return null;
        }

        var pieces = line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var place = pieces.LastOrDefault(piece => char.IsDigit(piece[0])) ?? pieces[^1];
        return new(null, pieces[0], null, place, null, place.Split(' ')[0], "ZZ");
    }

    private static bool IsPresent(Written address, ShipTo present) =>
        Compact(address.PostalCode) == Compact(present.PostalCode) && Compact(address.Line1).Contains(Compact(present.Line1), StringComparison.Ordinal);

    private static Written? Read(string text, Match code)
    {
        var country = code.Groups["us"].Success ? "US" : code.Groups["ca"].Success ? "CA" : "GB";
        var pieces = Parts().Split(text[Math.Max(0, code.Index - 160)..code.Index]).Select(piece => piece.Trim()).Where(piece => piece.Length > 0).ToList();
        string? region = null;
        if (pieces.Count > 0 && Region().Match(pieces[^1]) is { Success: true } found)
        {
            region = found.Value;
            pieces[^1] = pieces[^1][..found.Index].Trim();
            pieces.RemoveAll(piece => piece.Length == 0);
        }

        if (pieces.Count == 0)
        {
            return null;
        }

        var city = pieces[^1];
        pieces.RemoveAt(pieces.Count - 1);
        var street = new List<string>();
        while (pieces.Count > 0 && street.Count < 3 && pieces[^1].Any(char.IsDigit))
        {
            street.Insert(0, pieces[^1]);
            pieces.RemoveAt(pieces.Count - 1);
        }

        if (street.Count == 0)
        {
            return null;
        }

        // What stands before the street in its own piece is the sentence that led up to it, and may end in a name.
        var lead = StreetStart().Match(street[0]);
        var before = lead.Success && lead.Index > 0 ? street[0][..lead.Index] : pieces.Count > 0 && street[0] == street[0].TrimStart() ? pieces[^1] : "";
        street[0] = lead.Success ? street[0][lead.Index..] : street[0];
        var name = Name().Match(before) is { Success: true } named ? named.Groups["name"].Value : null;
        return new(name, street[^1], street.Count > 1 ? string.Join(", ", street.Take(street.Count - 1)) : null, city, region, code.Value, country);
    }

    [GeneratedRegex(@"[.!?:]\s|\n", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"[\s.-]", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<us>(?<=\b[A-Z]{2},?\s|[a-z],\s)\d{5}(?:-\d{4})?\b)|(?<ca>\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b)|(?<gb>\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?:^|\s)[A-Z]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex(@"[\n,:]|[.!?]\s|\s[-–—]\s", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"(?:\b(?:Flat|Apt|Unit|Suite|No)\.?\s*)?\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StreetStart();

    /// <summary>Two or more capitalised words at the end: "send it to Dana Whitfield".</summary>
    [GeneratedRegex(@"(?<name>(?:\p{Lu}[\p{L}'’.-]*\s+)+\p{Lu}[\p{L}'’-]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
