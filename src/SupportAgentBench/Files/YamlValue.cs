namespace SupportAgentBench.Files;

/// <summary>A value in a YAML file with the line on which it stands.</summary>
public abstract record YamlValue(int Line);

/// <summary>A scalar; <paramref name="Quoted"/> tells a text that was quoted from a bare word.</summary>
public sealed record YamlScalar(int Line, string Text, bool Quoted) : YamlValue(Line);

/// <summary>A list.</summary>
public sealed record YamlList(int Line, IReadOnlyList<YamlValue> Items) : YamlValue(Line);

/// <summary>A mapping, in the order of the file.</summary>
public sealed record YamlMap(int Line, IReadOnlyDictionary<string, YamlEntry> Entries) : YamlValue(Line);

/// <summary>One key of a mapping with its own line.</summary>
public sealed record YamlEntry(int Line, YamlValue Value);
