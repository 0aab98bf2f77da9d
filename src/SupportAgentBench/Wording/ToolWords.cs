using System.Collections.Frozen;

namespace SupportAgentBench.Wording;

/// <summary>How tools of other people's agents speak: the content of <c>wording/tools.yaml</c>.</summary>
/// <param name="Deeds">By name: which tools do it.</param>
/// <param name="Errors">What says of any call that it went wrong.</param>
/// <param name="Refusals">What says beside it of a call that writes that nothing was written: what a tool that reads may well tell of the matter.</param>
/// <param name="Outcomes">What calls bring about, by the words that ask for it.</param>
/// <param name="Things">By name: in which tools and arguments it shows.</param>
/// <param name="Apart">Words in the names of tools that are about that alone: an address, a seat.</param>
/// <param name="Matters">Words in the names of tools that may be a matter as well as a deed: of "cancel_order", order says nothing.</param>
/// <param name="Open">Words beside which a record says what may come, not what was: a refund policy, a cancellation deadline.</param>
public sealed record ToolWords(
    ErrorWords Errors, RefusalWords Refusals, IReadOnlyList<ToolOutcome> Outcomes, IReadOnlyDictionary<string, ToolDeed> Deeds, IReadOnlyDictionary<string, ToolThing> Things, DeedWays Ways,
    FrozenSet<string> Apart, FrozenSet<string> Matters, FrozenSet<string> Open)
{
    private const int MostInCommand = 3;

    private readonly FrozenSet<string> _deeds = Deeds.Values.SelectMany(deed => deed.Tools.Concat(deed.Also)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of a tool's name that say what it does; none where it does not say.</summary>
    public IReadOnlySet<string> DeedsOf(IEnumerable<string> name)
    {
        var told = name.Where(_deeds.Contains).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return told.Any(word => !Matters.Contains(word)) ? told.Where(word => !Matters.Contains(word)).ToHashSet(StringComparer.OrdinalIgnoreCase) : told;
    }

    /// <summary>
    /// What says of a call that it came about, by the words of its tool's name or, where that does not say what it does, of what it was told.
    /// </summary>
    /// <param name="arguments">Leaf by leaf, with the words of its name.</param>
    public Attempt AttemptOf(IEnumerable<string> name, IReadOnlyList<(IReadOnlySet<string> Key, string Value)> arguments)
    {
        var tool = Plain(name);
        var asked = Asked(tool);
        asked = asked.Count > 0 ? asked : Asked(Plain(arguments.Select(argument => NameParts.Of(argument.Value)).Where(words => words.Count <= MostInCommand).SelectMany(words => words)));
        HashSet<string> brings = [.. asked.SelectMany(outcome => outcome.Words), .. tool.SelectMany(Finished)];
        return new(
            With(brings, outcome => outcome.Tools.Count == 0), brings, With(brings, outcome => asked.Count == 0 && outcome.Tools.Count > 0),
            tool.Where(word => asked.Any(outcome => outcome.Tools.Contains(word))).ToHashSet(StringComparer.Ordinal),
            Plain([.. tool, .. arguments.SelectMany(argument => argument.Key)]), arguments.Select(argument => argument.Value.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase),
            arguments.Select(argument => Attempt.Setting(argument.Key, argument.Value)).ToHashSet(StringComparer.Ordinal));
    }

    private HashSet<string> With(IEnumerable<string> words, Func<ToolOutcome, bool> which) => [.. words, .. Outcomes.Where(which).SelectMany(outcome => outcome.Words)];

    private static HashSet<string> Plain(IEnumerable<string> words) => words.Select(NameParts.Plain).ToHashSet(StringComparer.Ordinal);

    private IReadOnlyList<ToolOutcome> Asked(IReadOnlySet<string> words) => [.. Outcomes.Where(outcome => outcome.Tools.Count > 0 && (outcome.Tools.Overlaps(words) || outcome.Words.Overlaps(words)))];

    /// <summary>How English verbs of no list end when it was done: marked, merged, verified, dropped.</summary>
    private static IEnumerable<string> Finished(string verb) => verb.Length < 3 ? [] : verb[^1] switch
    {
        'e' => [verb + "d"],
        'y' => [verb[..^1] + "ied", verb + "ed"],
        _ => [verb + "ed", verb + verb[^1] + "ed"],
    };
}

/// <param name="Tools">Words in the name of a tool, or in what it is told to do, that ask for it; none where it may come of any call.</param>
/// <param name="Words">Keys and states of a result that say whether it came about.</param>
public sealed record ToolOutcome(FrozenSet<string> Tools, FrozenSet<string> Words);

/// <param name="Tools">Words in the names of tools that do it; none where every tool may.</param>
/// <param name="Also">Words of tools that do it as well, unless their name says that they are about something apart.</param>
/// <param name="States">What results say of a matter to which it was done.</param>
/// <param name="ByHandover">A handover does it too: "your request has been submitted".</param>
public sealed record ToolDeed(FrozenSet<string> Tools, FrozenSet<string> Also, IReadOnlyList<string> States, bool ByHandover);

/// <param name="Words">Words in names, arguments and values that are about it.</param>
/// <param name="Follows">It follows from a write and need not be named in it: a charge, a confirmation.</param>
public sealed record ToolThing(FrozenSet<string> Words, bool Follows);
