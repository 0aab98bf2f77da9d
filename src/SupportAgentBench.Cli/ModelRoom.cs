using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Providers;
using SupportAgentBench.Providers.Pipeline;

namespace SupportAgentBench.Cli;

/// <summary>What it takes to reach models: providers, the user's settings, what is published of models, and who hears of what happens.</summary>
/// <param name="Live">False for a replay: no key is needed, nothing is sent.</param>
/// <param name="Traced">Spans and metrics are exported.</param>
internal sealed record ModelRoom(ProviderAccess Access, ModelCatalogue Catalogue, IProgress<CallNotice> Notices, bool Live, bool Traced)
{
    /// <param name="limits">How providers are asked where the user's settings say nothing.</param>
    /// <exception cref="UserMistakeException">A file is wrong: every problem of every file, at once.</exception>
    public static ModelRoom Open(string? prices, IProgress<CallNotice> notices, bool live, bool traced, LineLimits? limits = null)
    {
        var problems = new Problems();
        var providers = ProviderFile.Read(Composition.Carried("providers"), problems);
        var catalogue = ModelCatalogue.Read(Composition.Carried("models"), ModelCatalogue.FileName, problems);
        var own = prices is null ? ModelCatalogue.Empty : ModelCatalogue.Read(Path.GetDirectoryName(Path.GetFullPath(prices))!, Path.GetFileName(prices), problems);
        problems.ThrowIfAny();
        return new(new(providers!, Settings.Read(), limits ?? LineLimits.Standard), catalogue!.Under(own!), notices, live, traced);
    }

    /// <summary>What these models still lack: keys, addresses, and prices where a budget is to be kept.</summary>
    public IEnumerable<string> Missing(IReadOnlyCollection<ModelReference> models, ChatClients clients, BudgetLedger ledger) =>
        (Live ? models.Select(model => model.Provider).Distinct().SelectMany(Access.Missing) : []).Concat(ledger.Limit is null ? [] : models.Where(model => clients.PriceOf(model) is null)
            .Select(model => model.Id).Distinct().Select(id => $"a budget needs prices, and that of {id} is not known (name it in a file of your own with --prices)"));

    public ChatClients Clients(BudgetLedger ledger) => new(Access, Catalogue, ledger, Notices, TimeProvider.System, Live, Traced);
}
