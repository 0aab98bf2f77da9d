using SupportAgentBench.Boards;
using SupportAgentBench.Files;
using SupportAgentBench.Providers;
using SupportAgentBench.Results;
using SupportAgentBench.Site;

namespace SupportAgentBench.Cli;

/// <summary>What a store looks like as a site: read anew whenever it is asked for.</summary>
internal sealed class Showing(Composition composition, BoardRules rules, ModelCatalogue? own, string folder, string? wanted, TranscriptChoice transcripts, Func<IReadOnlyList<RunStatus>>? underWay)
{
    /// <summary>With the desk, the prompts and the user's own models.</summary>
    /// <exception cref="UserMistakeException">Something in these files is wrong.</exception>
    public static Showing Of(string folder, string? desk, string? prices, string? wanted, TranscriptChoice transcripts, Func<IReadOnlyList<RunStatus>>? underWay = null)
    {
        var problems = new Problems();
        var own = prices is null ? null : ModelCatalogue.Read(Path.GetDirectoryName(Path.GetFullPath(prices))!, Path.GetFileName(prices), problems);
        problems.ThrowIfAny();
        return new(Composition.Load(desk), Measured.RulesOfBoards(), own, folder, wanted, transcripts, underWay);
    }

    /// <summary>Null while no conversation is finished.</summary>
    /// <param name="store">Null while there is none.</param>
    /// <exception cref="UserMistakeException">A protocol that was asked for by name is not there, or what is there was played on other data.</exception>
    public async Task<SiteMap?> FindAsync(IResultStore? store, CancellationToken cancellation)
    {
        if (wanted is null && (store is null || (await store.ProtocolsAsync(cancellation)).Count == 0))
        {
            return null;
        }

        if (store is null)
        {
            throw new UserMistakeException($"there are no results in '{folder}', and so no protocol '{wanted}'");
        }

        var map = await LoadAsync(store, cancellation);
        return map.Content.Source is { Rows.Count: 0, Others.Count: 0 } ? null : map;
    }

    /// <exception cref="UserMistakeException">Nothing was played there, or on other data.</exception>
    public async Task<SiteMap> LoadAsync(IResultStore store, CancellationToken cancellation)
    {
        var protocols = await store.ProtocolsAsync(cancellation);
        var protocol = protocols.LastOrDefault(known => wanted is null ? Fits(known) : known.Id == wanted)
            ?? throw new UserMistakeException(protocols.Count == 0
                ? $"the store '{folder}' is empty: play something first, with sab run"
                : wanted is null
                    ? $"the runs in '{folder}' were played on other data: name that desk's folder with --desk"
                    : $"the store '{folder}' has no protocol '{wanted}' (known: {string.Join(", ", protocols.Select(known => known.Id))})");
        if (!Fits(protocol))
        {
            throw new UserMistakeException($"the runs of protocol {protocol.Id} were played on other data (desk {protocol.DeskHash}, cases {protocol.CasesHash}): name that desk's folder with --desk");
        }

        var runs = await store.TalliesAsync(protocol.Id, cancellation);
        var rows = await store.TrialsAsync(protocol.Id, cancellation);
        var board = BoardOf(protocol, [.. runs.Select(run => run.Run)], rows);
        var source = new SiteSource(board, composition.Desk, composition.Cases, composition.Prompts, composition.Rubrics, rules, runs, rows, [.. protocols.Where(other => other.Id != protocol.Id)])
        {
            Spread = await SpreadAsync(store, board, protocols, cancellation),
        };
        return new(new SiteContent(source, transcripts), store, underWay);
    }

    /// <summary>Protocols that differ in the customer alone: what moves between them is the customer's doing.</summary>
    private async Task<Spread?> SpreadAsync(IResultStore store, Board board, IReadOnlyList<Protocol> protocols, CancellationToken cancellation)
    {
        var boards = new List<Board> { board };
        foreach (var other in protocols.Where(other => other.Id != board.Protocol.Id && (other with { Customer = board.Protocol.Customer }).Id == board.Protocol.Id))
        {
            boards.Add(BoardOf(other, await store.RunsAsync(other.Id, cancellation), await store.TrialsAsync(other.Id, cancellation)));
        }

        return boards.Count == 1 ? null : Spread.Of(boards);
    }

    private Board BoardOf(Protocol protocol, IReadOnlyList<Run> runs, IReadOnlyList<TrialRow> rows) =>
        Board.Of(protocol, composition.Cases.Cases, runs, rows, Profiles.Of(runs.Select(run => run.Agent).Concat(protocol.Judge.Split(Protocol.And)), own), rules);

    private bool Fits(Protocol protocol) => protocol.CasesHash == composition.Cases.Hash && protocol.DeskHash == composition.Desk.Hash;
}
