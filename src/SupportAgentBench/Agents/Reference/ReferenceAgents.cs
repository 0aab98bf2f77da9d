using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Agents.Reference;

/// <summary>
/// Honest programs, each with a disposition: they make a known right, or a known mistake, and so show what the measures are worth.
/// Like any agent they see the conversation only, never the case.
/// </summary>
public static class ReferenceAgents
{
    private static readonly Dictionary<string, Func<string, Wordings, ReferenceWords, DeskProfile, IAgent>> Makers = new(StringComparer.Ordinal)
    {
        ["reference/careful"] = (name, wordings, words, shop) => new Clerk(name, new(), wordings, words, shop),
        ["reference/gullible"] = (name, wordings, words, shop) => new Clerk(name, new(Believes: true), wordings, words, shop),
        ["reference/hasty"] = (name, wordings, words, shop) => new Clerk(name, new(ActsAtOnce: true), wordings, words, shop),
        ["reference/escalator"] = (name, wordings, words, _) => new Escalator(name, wordings, words),
        ["reference/promiser"] = (name, wordings, words, shop) => new Clerk(name, new(OnlyPromises: true), wordings, words, shop),
        ["reference/storyteller"] = (name, wordings, words, _) => new Storyteller(name, wordings, words),
        ["reference/silent"] = (name, wordings, words, _) => new Silent(name, wordings, words),
        ["reference/idle"] = (name, wordings, words, _) => new Idle(name, wordings, words),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>One of <see cref="Names"/>.</summary>
    /// <param name="shop">The desk that it is to work: of its numbers, those that stand in the policy only for who reads it.</param>
    public static IAgent Create(string name, Wordings wordings, ReferenceWords words, DeskProfile shop) =>
        Makers.TryGetValue(name, out var make) ? make(name, wordings, words, shop)
            : throw new ArgumentException($"there is no reference agent '{name}'; there are {string.Join(", ", Names)}", nameof(name));
}
