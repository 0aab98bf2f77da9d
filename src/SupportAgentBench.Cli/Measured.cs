using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli;

/// <summary>What a store holds under one protocol, with the cases that it was played on.</summary>
internal sealed record Measured(CaseSet Cases, Protocol Protocol, IReadOnlyList<Run> Runs, IReadOnlyList<TrialRow> Rows)
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

    /// <param name="wanted">The protocol's id; when null, the newest of the desk that has all of <paramref name="agents"/>, or else the newest.</param>
    /// <param name="reading">The cases, where their reading was begun before (<see cref="BeginCases"/>).</param>
    /// <exception cref="UserMistakeException">Nothing was played there, or on other data.</exception>
    public static async Task<Measured> LoadAsync(
        string folder, string? desk, string? wanted, CancellationToken cancellation, IReadOnlyList<string>? agents = null, Task<(Desk Desk, CaseSet Cases)>? reading = null)
    {
        reading ??= BeginCases(desk, cancellation);
        var known = await KnownAsync(folder, wanted, reading, cancellation);
        var all = known.SelectMany(held => held.Agents).Distinct().ToList();
        var unknown = (agents ?? []).Except(all).ToList();
        if (unknown.Count > 0)
        {
            throw new UserMistakeException([.. unknown.Select(agent => $"the store '{folder}' has no results of '{agent}' ({Nearest.Mend(agent, all) ?? $"known: {string.Join(", ", all)}"})")]);
        }

        return await ReadAsync(folder, (known.LastOrDefault(held => (agents ?? []).All(held.Agents.Contains)) ?? known[^1]).Protocol, null, reading, cancellation);
    }

    /// <summary>What of a store can be meant, the newest last: the protocol that is wanted, or those that were played on the desk.</summary>
    /// <exception cref="UserMistakeException">Nothing was played there.</exception>
    public static async Task<IReadOnlyList<Held>> KnownAsync(string folder, string? wanted, Task<(Desk Desk, CaseSet Cases)> reading, CancellationToken cancellation)
    {
        var all = await Held.InAsync(folder, cancellation);
        var known = all.Where(held => wanted is null ? held.Protocol.Tools is null : held.Protocol.Id == wanted).ToList();
        if (known.Count == 0)
        {
            throw new UserMistakeException(wanted is null
                ? $"nothing in the store '{folder}' was played on a desk: play something first, with sab run"
                : $"the store '{folder}' has no protocol '{wanted}' (known: {string.Join(", ", all.Select(held => held.Protocol.Id))})");
        }

        // Only in a store of several desks does the choice have to wait for the cases.
        var (desk, cases) = known.Select(held => (held.Protocol.DeskHash, held.Protocol.CasesHash)).Distinct().Count() > 1 ? await reading : default;
        return Some(Some(known, held => cases is null || Fits(held.Protocol, desk, cases)), held => held.Played.Count > 0);
    }

    /// <summary>Those that fit, or all where none does: then what is wrong with them is told later.</summary>
    private static List<Held> Some(List<Held> known, Predicate<Held> fits) => known.FindAll(fits) is { Count: > 0 } some ? some : known;

    /// <param name="chosen">Whose trials are read, so that a comparison need not read a whole store; all when null.</param>
    /// <exception cref="UserMistakeException">They were played on other data.</exception>
    public static async Task<Measured> ReadAsync(
        string folder, Protocol protocol, Func<Run, bool>? chosen, Task<(Desk Desk, CaseSet Cases)> reading, CancellationToken cancellation)
    {
        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var runs = await store.RunsAsync(protocol.Id, cancellation);
        runs = chosen is null ? runs : [.. runs.Where(chosen)];
        var rows = await (chosen is null ? store.TrialsAsync(protocol.Id, cancellation) : store.TrialsAsync(runs, cancellation));
        var (desk, cases) = await reading;
        return Fits(protocol, desk, cases) ? new(cases, protocol, runs, rows) : throw new UserMistakeException(protocol.Tools is null
            ? $"the runs of protocol {protocol.Id} were played on other data (desk {protocol.DeskHash}, cases {protocol.CasesHash}): name that desk's folder with --desk"
            : $"protocol {protocol.Id} holds imported conversations, which have no cases: sab board --store {Views.Hints.Word(folder)} --protocol {protocol.Id} shows them");
    }

    private static bool Fits(Protocol protocol, Desk desk, CaseSet cases) => protocol.CasesHash == cases.Hash && protocol.DeskHash == desk.Hash;

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
