using System.Text.Json;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Scoring;

/// <summary>What a call of a foreign tool is about: the words of its name, and its arguments, leaf by leaf.</summary>
public sealed class WriteWords
{
    private const int MostLeaves = 1_000;
    private readonly HashSet<string> _name;
    private readonly List<(HashSet<string> Key, string? Text, string Value, bool Says)> _leaves = [];

    public WriteWords(string tool, string arguments)
    {
        _name = Split(tool);
        try
        {
            using var json = JsonDocument.Parse(arguments);
            Add(json.RootElement, []);
        }
        catch (JsonException)
        {
            // Broken arguments are about nothing but the tool's name.
        }
    }

    /// <summary>The tool does such deeds, or does not say in its name what it does, or is told to in a value.</summary>
    public bool Does(ToolDeed deed, IReadOnlyDictionary<string, ToolDeed> all) =>
        deed.Tools.Count == 0 || _name.Overlaps(deed.Tools) || !all.Values.Any(other => _name.Overlaps(other.Tools))
        || _leaves.Any(leaf => leaf.Text is { } text && Split(text).Overlaps(deed.Tools.Concat(deed.States)));

    /// <summary>The call is about this: an argument of that name says something other than none; or the tool's name does, or a value.</summary>
    public bool Touches(ToolThing thing)
    {
        var named = _leaves.Where(leaf => leaf.Key.Overlaps(thing.Words)).ToList();
        return named.Count > 0 ? named.Exists(leaf => leaf.Says)
            : _name.Overlaps(thing.Words) || _leaves.Any(leaf => leaf.Text is { } text && Split(text).Overlaps(thing.Words));
    }

    /// <summary>Values that stand in the place of others, in the order of the arguments; what was only added or left out is no other value.</summary>
    public IEnumerable<(HashSet<string> Key, string Old, string New)> Changed(WriteWords before) =>
        _leaves.Count != before._leaves.Count
            ? from leaf in _leaves
              let old = before._leaves.Where(other => other.Key.SetEquals(leaf.Key)).ToList()
              where old.Count > 0 && !old.Exists(other => other.Value == leaf.Value)
              select (leaf.Key, old[0].Value, leaf.Value)
            : from pair in _leaves.Zip(before._leaves)
              where pair.First.Key.SetEquals(pair.Second.Key) && pair.First.Value != pair.Second.Value
              select (pair.First.Key, pair.Second.Value, pair.First.Value);

    public bool IsSameAs(WriteWords other) =>
        _leaves.Count == other._leaves.Count
        && _leaves.Zip(other._leaves).All(pair => pair.First.Value == pair.Second.Value && pair.First.Key.SetEquals(pair.Second.Key));

    private void Add(JsonElement value, HashSet<string> key)
    {
        if (_leaves.Count >= MostLeaves)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Add(property.Value, [.. key, .. Split(property.Name)]);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Add(item, key);
                }

                break;
            case JsonValueKind.String:
                var text = value.GetString()!;
                _leaves.Add((key, text, text, text.Trim().ToLowerInvariant() is not ("" or "no" or "none" or "false" or "null" or "0" or "n/a")));
                break;
            case JsonValueKind.Number:
                _leaves.Add((key, null, value.GetRawText(), !value.TryGetDecimal(out var number) || number != 0));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                _leaves.Add((key, null, value.GetRawText(), value.GetBoolean()));
                break;
        }
    }

    /// <summary>update_reservation_baggages, updateReservationBaggages and "update reservation" alike.</summary>
    internal static HashSet<string> Split(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var start = 0;
        for (var place = 0; place <= text.Length; place++)
        {
            var ends = place == text.Length || !char.IsLetterOrDigit(text[place]);
            if (ends || (place > start && char.IsUpper(text[place]) && char.IsLower(text[place - 1])))
            {
                if (place > start)
                {
                    words.Add(text[start..place]);
                }

                start = ends ? place + 1 : place;
            }
        }

        return words;
    }
}
