using System.CommandLine;
using SupportAgentBench.Boards;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab board</c>: what a store adds up to.</summary>
internal static class BoardCommand
{
    public static Command Create()
    {
        var store = Options.Store();
        var json = Options.Json();
        var desk = Options.Desk();
        var wanted = new Option<string?>("--protocol") { Description = "Which one, when the store holds several; the newest by default.", HelpName = "ID" };
        var command = new Command("board", "Prints the board of a store.") { store, json, desk, wanted };
        command.SetAction((parsed, cancellation) =>
            ShowAsync(parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(wanted), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ShowAsync(string folder, string? desk, string? wanted, bool json, CancellationToken cancellation)
    {
        var composition = Composition.Load(desk);
        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var protocols = await store.ProtocolsAsync(cancellation);
        var protocol = protocols.LastOrDefault(known => wanted is null || known.Id == wanted)
            ?? throw new UserMistakeException(wanted is null
                ? $"the store '{folder}' is empty: play something first (sab run --store {folder})"
                : $"the store '{folder}' has no protocol '{wanted}' (known: {string.Join(", ", protocols.Select(known => known.Id))})");
        if (protocol.CasesHash != composition.Cases.Hash || protocol.DeskHash != composition.Desk.Hash)
        {
            throw new UserMistakeException(
                $"the runs of protocol {protocol.Id} were played on other data (desk {protocol.DeskHash}, cases {protocol.CasesHash}): name that desk's folder with --desk");
        }

        var board = Board.Of(protocol, composition.Cases.Cases, await store.RunsAsync(protocol.Id, cancellation), await store.TrialsAsync(protocol.Id, cancellation));
        if (json)
        {
            Console.Out.WriteLine(BoardJson.Write(board));
            return ExitCode.Ok;
        }

        BoardView.Write(board);
        foreach (var other in protocols.Where(other => other.Id != protocol.Id))
        {
            Console.Out.WriteLine($"The store also holds protocol {other.Id}: sab board --store {folder} --protocol {other.Id}");
        }

        return ExitCode.Ok;
    }
}
