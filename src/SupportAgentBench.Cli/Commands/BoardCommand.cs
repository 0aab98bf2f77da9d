using System.CommandLine;
using SupportAgentBench.Boards;
using SupportAgentBench.Cli.Views;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab board</c>: what a store adds up to.</summary>
internal static class BoardCommand
{
    public static Command Create()
    {
        var store = Options.Store();
        var json = Options.Json();
        var desk = Options.Desk();
        var wanted = Options.Protocol();
        var command = new Command("board", "Prints the board of a store.") { store, json, desk, wanted };
        command.SetAction((parsed, cancellation) =>
            ShowAsync(parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(wanted), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ShowAsync(string folder, string? desk, string? wanted, bool json, CancellationToken cancellation)
    {
        var measured = await Measured.LoadAsync(folder, desk, wanted, cancellation);
        var board = measured.ToBoard();
        if (json)
        {
            Console.Out.WriteLine(BoardJson.Write(board));
            return ExitCode.Ok;
        }

        BoardView.Write(board);
        foreach (var other in measured.Others)
        {
            Console.Out.WriteLine($"The store also holds protocol {other.Id}: sab board --store {folder} --protocol {other.Id}");
        }

        return ExitCode.Ok;
    }
}
