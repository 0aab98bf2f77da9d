using SupportAgentBench.Conversations;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Agents.Reference;

/// <summary>
/// Honest programs, each with a disposition: they make a known right, or a known mistake, and so show what the measures are worth.
/// Like any agent they see the conversation only, never the case.
/// </summary>
public static class ReferenceAgents
{
    private static readonly Dictionary<string, Func<string, Wordings, ReferenceWords, IAgent>> Makers = new(StringComparer.Ordinal)
    {
        ["reference/careful"] = (name, wordings, words) => new Clerk(name, new(), wordings, words),
        ["reference/gullible"] = (name, wordings, words) => new Clerk(name, new(Believes: true), wordings, words),
        ["reference/hasty"] = (name, wordings, words) => new Clerk(name, new(ActsAtOnce: true), wordings, words),
        ["reference/escalator"] = (name, wordings, words) => new Escalator(name, wordings, words),
        ["reference/promiser"] = (name, wordings, words) => new Clerk(name, new(OnlyPromises: true), wordings, words),
        ["reference/storyteller"] = (name, wordings, words) => new Storyteller(name, wordings, words),
        ["reference/silent"] = (name, wordings, words) => new Silent(name, wordings, words),
        ["reference/idle"] = (name, wordings, words) => new Idle(name, wordings, words),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>One of <see cref="Names"/>.</summary>
    public static IAgent Create(string name, Wordings wordings, ReferenceWords words) =>
        Makers.TryGetValue(name, out var make) ? make(name, wordings, words)
            : throw new ArgumentException($"there is no reference agent '{name}'; there are {string.Join(", ", Names)}", nameof(name));
}
