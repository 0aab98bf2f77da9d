using Microsoft.Extensions.AI;
using SupportAgentBench.Agents;
using SupportAgentBench.Agents.Reference;
using SupportAgentBench.Calls;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Providers;

namespace SupportAgentBench.Cli;

/// <summary>Who plays, as named on the command line.</summary>
/// <param name="Customer">"scripted", or a model.</param>
/// <param name="Judges">"rules", or models: several make a panel.</param>
internal sealed record CastNames(IReadOnlyList<string> Agents, string Customer, IReadOnlyList<string> Judges)
{
    public const string Scripted = "scripted";
    public const string Rules = "rules";
}

/// <summary>Agents, customer and judge, made from their names; models among them share lines, budget and journal.</summary>
internal sealed class Cast : IDisposable
{
    private const string ReferencePrefix = "reference/";
    private readonly ChatClients _clients;

    private Cast(IReadOnlyList<IAgent> agents, ICustomer customer, IAuditor auditor, IJudge judge, ChatClients clients, BudgetLedger ledger, IReadOnlyList<ModelReference> models)
    {
        Agents = agents;
        Customer = customer;
        Auditor = auditor;
        Judge = judge;
        Ledger = ledger;
        Models = models;
        _clients = clients;
        Prices = models.Select(model => (model.Name, Price: clients.PriceOf(model))).Where(pair => pair.Price is not null).DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Price!);
    }

    public IReadOnlyList<IAgent> Agents { get; }

    public ICustomer Customer { get; }

    /// <summary>Who looks for the customer's faults: the judge's model too, where both are models.</summary>
    public IAuditor Auditor { get; }

    public IJudge Judge { get; }

    public BudgetLedger Ledger { get; }

    /// <summary>Every model that takes part, in whatever role.</summary>
    public IReadOnlyList<ModelReference> Models { get; }

    /// <summary>Agents behind servers of the user's own: what answers there can change under its name.</summary>
    public IReadOnlyList<ModelReference> OwnServers { get; private init; } = [];

    /// <summary>By the model's name with its options; a model whose price is not known is not in it.</summary>
    public IReadOnlyDictionary<string, TokenPrice> Prices { get; }

    /// <exception cref="UserMistakeException">Names, keys or prices are wrong or missing: all of them at once.</exception>
    public static Cast Of(CastNames names, Composition composition, ModelRoom room, BudgetLedger ledger)
    {
        var mistakes = new List<string>();
        var reference = names.Agents.Where(IsReference).Distinct().ToList();
        mistakes.AddRange(Composition.UnknownReferenceAgents(reference));
        var agents = names.Agents.Where(name => !IsReference(name)).Select(name => Model(name, ReferenceAgents.Names, mistakes)).OfType<ModelReference>().DistinctBy(model => model.Name).ToList();
        var customer = names.Customer == CastNames.Scripted ? null : Model(names.Customer, [CastNames.Scripted], mistakes);
        var judges = JudgesOf(names.Judges, mistakes);
        IReadOnlyList<ModelReference> models = [.. agents, .. new[] { customer }.OfType<ModelReference>(), .. judges];
        var clients = room.Clients(ledger);
        mistakes.AddRange(room.Missing(models, clients, ledger));
        if (mistakes.Count > 0)
        {
            clients.Dispose();
            throw new UserMistakeException(mistakes);
        }

        IChatClient Chat(ModelReference model) => clients.For(model);
        return new(
            [.. names.Agents.Count == 0 || reference.Count > 0 ? composition.ReferenceAgentsOf(reference) : [], .. agents.Select(model => new ModelAgent(model.Name, Chat(model)))],
            customer is null ? new ScriptedCustomer(composition.Wordings) : new ModelCustomer(Chat(customer), customer.Name, composition.Prompts, composition.Wordings, composition.Contract),
            judges.Count == 0 || customer is null ? composition.ContractAuditor
                : new ModelAuditor(Chat(judges[0]), judges[0].Name, composition.Prompts, composition.Wordings, composition.ContractAuditor),
            JudgeOf([.. judges.Select(judge => new ModelJudge(Chat(judge), judge.Name, composition.Prompts, composition.Rubrics, composition.Desk))], composition),
            clients, ledger, models)
        {
            OwnServers = [.. agents.Where(agent => !room.Access.Known.Contains(agent.Provider))],
        };
    }

    public void Dispose() => _clients.Dispose();

    /// <summary>The models among the judges; none where the rules judge alone.</summary>
    internal static IReadOnlyList<ModelReference> JudgesOf(IReadOnlyList<string> names, List<string> mistakes)
    {
        var models = names.Where(name => name != CastNames.Rules).Select(name => Model(name, [CastNames.Rules], mistakes)).OfType<ModelReference>().DistinctBy(model => model.Name).ToList();
        if (names.Contains(CastNames.Rules) && models.Count > 0)
        {
            mistakes.Add("'--judge rules' stands beside a model: what the evidence decides is part of every judgement; name the models only");
        }

        return models;
    }

    internal static IJudge JudgeOf(IReadOnlyList<ModelJudge> judges, Composition composition) => judges switch
    {
        [] => new RuleJudge(),
        [var one] => one,
        _ => new PanelJudge(judges, composition.Rubrics),
    };

    /// <summary>What is not written as a model may be meant for one of the programs.</summary>
    private static ModelReference? Model(string name, IReadOnlyList<string> programs, List<string> mistakes)
    {
        if ((!name.Contains('/', StringComparison.Ordinal) || name.StartsWith(ReferencePrefix, StringComparison.OrdinalIgnoreCase)) && Nearest.To(name, programs) is { Count: > 0 } near)
        {
            mistakes.Add($"there is no '{name}' (did you mean {string.Join(" or ", near)}?)");
            return null;
        }

        return ModelReference.Parse(name, mistakes);
    }

    private static bool IsReference(string name) => name.StartsWith(ReferencePrefix, StringComparison.Ordinal);
}
