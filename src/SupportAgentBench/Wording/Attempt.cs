namespace SupportAgentBench.Wording;

/// <summary>A call that was to write, as far as it helps to read its result. All words are plain (<see cref="NameParts.Plain"/>).</summary>
/// <param name="Outcomes">Words that say of it that it came about, those that may of any call among them.</param>
/// <param name="Brings">Words that say of it, and of few others, whether it came about.</param>
/// <param name="Possible">The same where the call does not say what it is to bring about: all that a call may.</param>
/// <param name="Verbs">Words of the tool's name that ask for it.</param>
/// <param name="Own">Words of the tool's name and of the names of its arguments: what the call is about.</param>
/// <param name="Told">Texts that it was given: where a result repeats one, it says nothing of its own.</param>
/// <param name="Set">Its arguments as <see cref="Setting"/> writes them: where a result repeats one, it is as it was asked to be.</param>
public sealed record Attempt(
    IReadOnlySet<string> Outcomes, IReadOnlySet<string> Brings, IReadOnlySet<string> Possible, IReadOnlySet<string> Verbs, IReadOnlySet<string> Own, IReadOnlySet<string> Told, IReadOnlySet<string> Set)
{
    public static string Setting(IEnumerable<string> key, string value) => $"{string.Join(' ', key.Select(NameParts.Plain).Order(StringComparer.Ordinal))}={value.Trim().ToLowerInvariant()}";
}
