using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli;

/// <summary>What a store holds under one protocol, with the cases that it was played on.</summary>
internal sealed record Measured(CaseSet Cases, Protocol Protocol, IReadOnlyList<Protocol> Others, IReadOnlyList<Run> Runs, IReadOnlyList<TrialRow> Rows)
{
    /// <summary>Runs of which at least one conversation is there.</summary>
    public IReadOnlyList<Run> Played
    {
        get
        {
            var begun = Rows.Select(row => row.Run).ToHashSet();
            return [.. Runs.Where(run => begun.Contains(run.Id))];
        }
    }

    /// <param name="wanted">The protocol's id; the newest that was played on a desk when null.</param>
    /// <param name="reading">The cases, where their reading was begun before (<see cref="BeginCases"/>).</param>
    /// <param name="choose">Picks the runs whose trials are read; all are when it is left out, or picks none.</param>
    /// <exception cref="UserMistakeException">Nothing was played there, or on other data.</exception>
    public static async Task<Measured> LoadAsync(
        string folder, string? desk, string? wanted, CancellationToken cancellation, Func<IReadOnlyList<Run>, IReadOnlyList<Run>>? choose = null,
        Task<(Desk Desk, CaseSet Cases)>? reading = null)
    {
        reading ??= BeginCases(desk, cancellation);
        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var protocols = await store.ProtocolsAsync(cancellation);
        var protocol = protocols.LastOrDefault(known => wanted is null ? known.Tools is null : known.Id == wanted)
            ?? throw new UserMistakeException(wanted is null
                ? $"nothing in the store '{folder}' was played on a desk: play something first (sab run --store {folder})"
                : $"the store '{folder}' has no protocol '{wanted}' (known: {string.Join(", ", protocols.Select(known => known.Id))})");
        var runs = await store.RunsAsync(protocol.Id, cancellation);
        var chosen = choose?.Invoke(runs) ?? [];
        var rows = await (chosen.Count == 0 ? store.TrialsAsync(protocol.Id, cancellation) : store.TrialsAsync(chosen, cancellation));
        var (data, cases) = await reading;
        return protocol.CasesHash == cases.Hash && protocol.DeskHash == data.Hash
            ? new(cases, protocol, [.. protocols.Where(other => other.Id != protocol.Id)], runs, rows)
            : throw new UserMistakeException(
                $"the runs of protocol {protocol.Id} were played on other data (desk {protocol.DeskHash}, cases {protocol.CasesHash}): name that desk's folder with --desk");
    }

    /// <summary>Cases and results are two long readings that do not need each other.</summary>
    public static Task<(Desk Desk, CaseSet Cases)> BeginCases(string? desk, CancellationToken cancellation) =>
        Task.Run(() => ReadCases(desk ?? Composition.DefaultDesk), cancellation);

    private static (Desk Desk, CaseSet Cases) ReadCases(string folder)
    {
        var problems = new Problems();
        var desk = DeskFile.Read(folder, problems);
        var cases = desk is null ? null : CaseFile.Read(folder, desk, problems);
        problems.ThrowIfAny();
        return (desk!, cases!);
    }

    public Board ToBoard() => Board.Of(Protocol, Cases.Cases, Runs, Rows, Profiles.Of(Runs.Select(run => run.Agent).Concat(Protocol.Judge.Split(Protocol.And))), RulesOfBoards());

    /// <exception cref="UserMistakeException">Nobody of that name is on the board.</exception>
    public static AgentStanding Named(Board board, string agent) => board.Find(agent) ?? throw new UserMistakeException(
        $"'{agent}' is not on the board ({Nearest.Mend(agent, board.Agents.Select(known => known.Agent)) ?? $"known: {string.Join(", ", board.Agents.Select(known => known.Agent))}"})");

    /// <summary>The rules that the tool carries.</summary>
    public static BoardRules RulesOfBoards()
    {
        var problems = new Problems();
        var rules = BoardRules.Read(Fields.OfFile(Path.Combine(AppContext.BaseDirectory, "data", "boards"), "board.yaml", problems));
        problems.ThrowIfAny();
        return rules;
    }
}
