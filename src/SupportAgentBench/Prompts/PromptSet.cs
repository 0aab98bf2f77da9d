namespace SupportAgentBench.Prompts;

/// <summary>The texts that models are told, by name; part of the protocol through their hash.</summary>
/// <param name="Hash">Twelve hex digits over the files.</param>
public sealed record PromptSet(IReadOnlyDictionary<string, Prompt> Prompts, string Hash)
{
    public Prompt this[string name] => Prompts[name];
}

/// <summary>One prompt: a text with {places} to fill.</summary>
public sealed record Prompt(string Name, string Text)
{
    /// <summary>The text with every place filled in one pass: what a value contains is never taken for a place.</summary>
    public string Fill(params ReadOnlySpan<(string Place, string Value)> values)
    {
        var filled = new System.Text.StringBuilder(Text.Length * 2);
        var rest = Text.AsSpan();
        while (true)
        {
            var open = rest.IndexOf('{');
            var close = open < 0 ? -1 : rest[open..].IndexOf('}');
            if (close < 0)
            {
                return filled.Append(rest).ToString();
            }

            filled.Append(rest[..open]);
            var place = rest.Slice(open + 1, close - 1);
            filled.Append(ValueOf(place, values) ?? $"{{{place}}}");
            rest = rest[(open + close + 1)..];
        }
    }

    private static string? ValueOf(ReadOnlySpan<char> place, ReadOnlySpan<(string Place, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (place.SequenceEqual(name))
            {
                return value;
            }
        }

        return null;
    }
}
