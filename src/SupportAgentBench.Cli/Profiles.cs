using SupportAgentBench.Boards;
using SupportAgentBench.Files;
using SupportAgentBench.Providers;

namespace SupportAgentBench.Cli;

/// <summary>What is published of the models on a board: who makes them, and which are siblings.</summary>
internal static class Profiles
{
    /// <param name="own">The user's catalogue, which goes before ours.</param>
    public static IReadOnlyList<AgentProfile> Of(IEnumerable<string> agents, ModelCatalogue? own = null)
    {
        var models = agents.Distinct().Select(agent => (Agent: agent, Model: ModelReference.Parse(agent, []))).Where(pair => pair.Model is { Provider: not "reference" }).ToList();
        if (models.Count == 0)
        {
            return [];
        }

        var problems = new Problems();
        var catalogue = ModelCatalogue.Read(Composition.Carried("models"), ModelCatalogue.FileName, problems);
        problems.ThrowIfAny();
        var known = own is null ? catalogue! : catalogue!.Under(own);
        return [.. models.Select(pair => (pair.Agent, Card: known.Find(pair.Model!.Id))).Where(pair => pair.Card is not null)
            .Select(pair => new AgentProfile(pair.Agent, pair.Card!.Vendor, pair.Card.Family))];
    }
}
