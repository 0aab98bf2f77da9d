using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Providers;

namespace SupportAgentBench.Cli;

/// <summary>A judge by its names, without anybody who plays.</summary>
internal sealed class JudgeBench : IDisposable
{
    private readonly ChatClients _clients;

    private JudgeBench(IJudge judge, int models, ChatClients clients)
    {
        Judge = judge;
        Models = models;
        _clients = clients;
    }

    public IJudge Judge { get; }

    /// <summary>Models among the judges.</summary>
    public int Models { get; }

    /// <exception cref="UserMistakeException">Names, keys or prices are wrong or missing: all of them at once.</exception>
    public static JudgeBench Of(IReadOnlyList<string> names, Composition composition, ModelRoom room, BudgetLedger ledger)
    {
        var mistakes = new List<string>();
        var models = Cast.JudgesOf(names, mistakes);
        var clients = room.Clients(ledger);
        mistakes.AddRange(room.Missing(models, clients, ledger));
        if (mistakes.Count > 0)
        {
            clients.Dispose();
            throw new UserMistakeException(mistakes);
        }

        return new(
            Cast.JudgeOf([.. models.Select(model => new ModelJudge(clients.For(model), model.Name, composition.Prompts, composition.Rubrics, composition.Desk))], composition),
            models.Count, clients);
    }

    public void Dispose() => _clients.Dispose();
}
