using System.Text.Json;
using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Scoring;

/// <summary>What a call of a foreign tool is about: the words of its name, and its arguments, leaf by leaf.</summary>
public sealed class WriteWords
{
    private const int MostLeaves = 1_000;
    private const int MostWords = 4;

    /// <summary>Shorter numbers are amounts and years as often as they are names.</summary>
    private const int LeastId = 4;

    private readonly HashSet<string> _name;
    private readonly List<(HashSet<string> Key, string? Text, string Value, bool Says)> _leaves = [];

    public WriteWords(string tool, string arguments)
    {
        _name = NameParts.Of(tool);
        try
        {
            using var json = JsonDocument.Parse(HalfCharacters.Mended(arguments));
            Add(json.RootElement, []);
        }
        catch (JsonException)
        {
            // Broken arguments are about nothing but the tool's name.
        }
    }

    /// <summary>The tool does such deeds, or does not say in its name what it does, or is told to in a value.</summary>
    public bool Does(ToolDeed deed, ToolWords tools)
    {
        var does = tools.DeedsOf(_name);
        return deed.Tools.Count == 0 || does.Count == 0 || does.Overlaps(deed.Tools) || (does.Overlaps(deed.Also) && !_name.Overlaps(tools.Apart))
            || _leaves.Any(leaf => leaf.Text is { } text && NameParts.Of(text) is { Count: <= MostWords } said && said.Overlaps(deed.Tools.Concat(deed.States)));
    }

    /// <summary>Read as a result: a value says that such a deed was done, or a key does whose value says something.</summary>
    public bool Records(ToolDeed deed, ToolWords tools) =>
        _leaves.Any(leaf => leaf.Says && !leaf.Key.Overlaps(tools.Open) && (leaf.Key.Overlaps(deed.States) ? !NameParts.Of(leaf.Value).Overlaps(tools.Open) : leaf.Text is { } text && deed.States.Any(state => IsState(text, state))));

    /// <summary>By what its result shows whether it was carried out.</summary>
    public Attempt Attempt(ToolWords tools) => tools.AttemptOf(_name, [.. _leaves.Select(leaf => ((IReadOnlySet<string>)leaf.Key, leaf.Value))]);

    /// <summary>No number of the same make as this one is named, or this one is: what was done to order 48213 is told of no order 48214.</summary>
    public bool MayBeAbout(string id)
    {
        var alike = _leaves.Where(leaf => IsAlike(Plain(leaf.Value), Plain(id))).ToList();
        return alike.Count == 0 || alike.Exists(leaf => Plain(leaf.Value) == Plain(id));
    }

    /// <summary>The call is about this: an argument of that name says something other than none; or the tool's name does, or a value.</summary>
    public bool Touches(ToolThing thing)
    {
        var named = _leaves.Where(leaf => leaf.Key.Overlaps(thing.Words)).ToList();
        return named.Count > 0 ? named.Exists(leaf => leaf.Says)
            : _name.Overlaps(thing.Words) || _leaves.Any(leaf => leaf.Text is { } text && NameParts.Of(text).Overlaps(thing.Words));
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

    /// <summary>"Refund issued" says refund; a remark of many words says what it likes.</summary>
    private static bool IsState(string text, string state) => NameParts.Of(text) is { Count: <= MostWords } said && said.IsSupersetOf(NameParts.Of(state));

    /// <summary>As long, with digits where the other has digits, and otherwise the same.</summary>
    private static bool IsAlike(string one, string other) =>
        one.Length == other.Length && one.Length > LeastId && one.Zip(other).All(pair => pair.First == pair.Second || (char.IsAsciiDigit(pair.First) && char.IsAsciiDigit(pair.Second)));

    private static string Plain(string id) => id.TrimStart('#').Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

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
                    Add(property.Value, [.. key, .. NameParts.Of(property.Name)]);
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
}
