using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportAgentBench.Files;

/// <summary>
/// Reads one mapping strictly: each getter notes what is missing or of the wrong kind, <see cref="Done"/> what is unknown.
/// After a problem a getter returns a harmless default; whoever reads throws away the result when any problem was noted.
/// </summary>
public sealed partial class Fields(string file, YamlMap map, Problems problems)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public string File => file;

    public int Line => map.Line;

    public IEnumerable<string> Keys => map.Entries.Keys;

    /// <summary>The fields of a whole file; empty, with a problem, when the file cannot be read.</summary>
    public static Fields OfFile(string folder, string file, Problems problems) =>
        new(file, PlainFile.ReadMap(folder, file, problems) ?? new(0, new Dictionary<string, YamlEntry>()), problems);

    /// <summary>Problems that were noted so far, in whatever file.</summary>
    public int Noted => problems.Count;

    public bool Has(string key) => map.Entries.ContainsKey(key);

    public int LineOf(string key) => map.Entries.TryGetValue(key, out var entry) ? entry.Line : map.Line;

    public void Problem(string key, string what, string? mend = null) => problems.Add(file, LineOf(key), what, mend);

    public string Text(string key) => OptionalText(key) ?? Missing(key, "");

    public string? OptionalText(string key) => Scalar(key) is { } scalar ? Checked(scalar, key) : null;

    public int Whole(string key) => OptionalWhole(key) ?? Missing(key, 0);

    public int? OptionalWhole(string key) =>
        Parsed<int>(key, "a whole number of 0 or more", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);

    public decimal Money(string key) => OptionalMoney(key) ?? Missing(key, 0m);

    public decimal? OptionalMoney(string key) =>
        Parsed<decimal>(key, "an amount such as 19.90", text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null);

    public DateOnly Date(string key) => OptionalDate(key) ?? Missing(key, default(DateOnly));

    public DateOnly? OptionalDate(string key) =>
        Parsed<DateOnly>(key, "a date such as 2026-06-29", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var value) ? value : null);

    public bool Flag(string key) =>
        Parsed<bool>(key, "true or false", text => text switch { "true" => true, "false" => false, _ => null }) ?? false;

    /// <summary>A word of a closed list, written in snake_case or kebab-case in the file.</summary>
    public T Word<T>(string key)
        where T : struct, Enum => OptionalWord<T>(key) ?? Missing(key, default(T));

    public T? OptionalWord<T>(string key)
        where T : struct, Enum
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        var word = Words.Parse<T>(scalar.Text);
        if (word is null)
        {
            problems.Add(file, scalar.Line, $"'{Cut(scalar.Text)}' is not a known {key}", Nearest.Mend(scalar.Text, Words.All<T>()));
        }

        return word;
    }

    public IReadOnlyList<string> Texts(string key) =>
        [.. Scalars(Items(key), key).Select(scalar => Checked(scalar, key))];

    public IReadOnlyList<int> Wholes(string key) =>
        [.. Scalars(Items(key), key).Select(scalar =>
        {
            if (!int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                problems.Add(file, scalar.Line, $"'{Cut(scalar.Text)}' in '{key}' is not a whole number");
            }

            return value;
        })];

    public IReadOnlyList<T> WordList<T>(string key)
        where T : struct, Enum =>
        [.. Scalars(Items(key), key).Select(scalar =>
        {
            if (Words.Parse<T>(scalar.Text) is { } word)
            {
                return word;
            }

            problems.Add(file, scalar.Line, $"'{Cut(scalar.Text)}' is not known in '{key}'", Nearest.Mend(scalar.Text, Words.All<T>()));
            return default;
        })];

    /// <summary>The mapping under a key; null when the key is absent (use <see cref="Map"/> when it must be there).</summary>
    public Fields? OptionalMap(string key)
    {
        _seen.Add(key);
        if (!map.Entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        if (entry.Value is YamlMap inner)
        {
            return new(file, inner, problems);
        }

        problems.Add(file, entry.Line, $"'{key}' must have named keys");
        return null;
    }

    public Fields Map(string key) => OptionalMap(key) ?? new(file, Missing(key, new YamlMap(map.Line, new Dictionary<string, YamlEntry>())), problems);

    /// <summary>The mappings listed under a key; empty when the key is absent.</summary>
    public IReadOnlyList<Fields> Maps(string key)
    {
        var inner = new List<Fields>();
        foreach (var item in Items(key))
        {
            if (item is YamlMap itemMap)
            {
                inner.Add(new(file, itemMap, problems));
            }
            else
            {
                problems.Add(file, item.Line, $"each entry of '{key}' must have named keys");
            }
        }

        return inner;
    }

    /// <summary>Lists of mappings inside a list (the turns of a proof).</summary>
    public IReadOnlyList<IReadOnlyList<Fields>> MapLists(string key)
    {
        var lists = new List<IReadOnlyList<Fields>>();
        foreach (var item in Items(key))
        {
            if (item is YamlList list && list.Items.All(inner => inner is YamlMap))
            {
                lists.Add([.. list.Items.Cast<YamlMap>().Select(inner => new Fields(file, inner, problems))]);
            }
            else
            {
                problems.Add(file, item.Line, $"each entry of '{key}' must be a list of steps");
            }
        }

        return lists;
    }

    /// <summary>Lists of texts inside a list (groups of phrases).</summary>
    public IReadOnlyList<IReadOnlyList<string>> TextLists(string key) =>
        [.. Items(key).Select(item => item is YamlList list ? (IReadOnlyList<string>)[.. Scalars(list.Items, key).Select(scalar => scalar.Text)] : NoList(item, key))];

    /// <summary>A text with ": " in it is read as a key and its value: without a word it would be lost.</summary>
    private IEnumerable<YamlScalar> Scalars(IEnumerable<YamlValue> items, string key)
    {
        foreach (var item in items)
        {
            if (item is YamlScalar scalar)
            {
                yield return scalar;
            }
            else
            {
                problems.Add(file, item.Line, $"each entry of '{key}' must be one value", "quote a text that contains ': '");
            }
        }
    }

    private IReadOnlyList<string> NoList(YamlValue item, string key)
    {
        problems.Add(file, item.Line, $"each entry of '{key}' must be a list of texts");
        return [];
    }

    /// <summary>The raw mapping under a key, for arguments whose names a tool decides.</summary>
    public YamlMap? Raw(string key)
    {
        _seen.Add(key);
        return map.Entries.TryGetValue(key, out var entry) ? entry.Value as YamlMap : null;
    }

    /// <summary>Reports every key that nobody asked for. Call it last.</summary>
    public void Done()
    {
        foreach (var (key, entry) in map.Entries.Where(pair => !_seen.Contains(pair.Key)))
        {
            problems.Add(file, entry.Line, $"the key '{Cut(key)}' is not known here", Nearest.Mend(key, _seen));
        }
    }

    private IReadOnlyList<YamlValue> Items(string key)
    {
        _seen.Add(key);
        if (!map.Entries.TryGetValue(key, out var entry))
        {
            return [];
        }

        if (entry.Value is YamlList list)
        {
            return list.Items;
        }

        problems.Add(file, entry.Line, $"'{key}' must be a list", "begin each entry with '- ', or write [a, b]");
        return [];
    }

    private YamlScalar? Scalar(string key)
    {
        _seen.Add(key);
        if (!map.Entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        if (entry.Value is YamlScalar scalar)
        {
            return scalar;
        }

        problems.Add(file, entry.Line, $"'{key}' must be a single value");
        return null;
    }

    private T? Parsed<T>(string key, string kind, Func<string, T?> parse)
        where T : struct
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (parse(scalar.Text) is { } value)
        {
            return value;
        }

        problems.Add(file, scalar.Line, $"'{key}' is '{Cut(scalar.Text)}', which is not {kind}");
        return default(T);
    }

    private string Checked(YamlScalar scalar, string key)
    {
        if (Expression().IsMatch(scalar.Text))
        {
            problems.Add(file, scalar.Line, $"'{key}' holds an expression; cases are plain values", "write the value itself");
        }

        if (string.IsNullOrWhiteSpace(scalar.Text))
        {
            problems.Add(file, scalar.Line, $"'{key}' is empty", "fill it in, or remove the key");
        }

        return scalar.Text;
    }

    private T Missing<T>(string key, T instead)
    {
        if (!map.Entries.ContainsKey(key) && map.Line > 0)
        {
            problems.Add(file, map.Line, $"'{key}' is missing");
        }

        return instead;
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..57] + "...";

    [GeneratedRegex(@"\{\{|\$\{|<%|\{%", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
