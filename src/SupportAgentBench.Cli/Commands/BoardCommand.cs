using System.CommandLine;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Telling;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Results;

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
        var agent = new Option<string?>("--agent") { Description = "The whole report of one agent instead of the table of all.", HelpName = "NAME" };
        var command = new Command("board", "Prints the board of a store, or the report of one agent on it.") { agent, store, json, desk, wanted };
        command.SetAction((parsed, cancellation) =>
            ShowAsync(parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(wanted), parsed.GetValue(agent), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ShowAsync(string folder, string? desk, string? wanted, string? agent, bool json, CancellationToken cancellation)
    {
        var reading = Measured.BeginCases(desk, cancellation);
        if (await Imported.ReportsAsync(folder, wanted, cancellation) is { } imported)
        {
            return ShowImported(imported, folder, json);
        }

        var measured = await Measured.LoadAsync(folder, desk, wanted, cancellation, reading: reading);
        var board = measured.ToBoard();
        if (agent is not null)
        {
            var standing = Measured.Named(board, agent);
            var report = Report.Of(board, standing);
            if (json)
            {
                Console.Out.WriteLine(BoardJson.Write(board, report));
            }
            else
            {
                ReportView.Write(board, standing, report, Hints.StoreOption(folder));
            }

            return ExitCode.Ok;
        }

        if (json)
        {
            Console.Out.WriteLine(BoardJson.Write(board));
            return ExitCode.Ok;
        }

        BoardView.Write(board);
        Others(measured.Others, folder);
        return ExitCode.Ok;
    }

    private static int ShowImported((Protocol Protocol, IReadOnlyList<LogReport> Reports, IReadOnlyList<Protocol> Others) imported, string folder, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(LogReportJson.Write(imported.Protocol.Id, imported.Reports));
            return ExitCode.Ok;
        }

        foreach (var report in imported.Reports)
        {
            LogReportView.Write(report, folder);
        }

        Others(imported.Others, folder);
        return ExitCode.Ok;
    }

    private static void Others(IReadOnlyList<Protocol> others, string folder)
    {
        foreach (var other in others)
        {
            Console.Out.WriteLine($"The store also holds {(other.Tools is null ? "" : "imported conversations: ")}protocol {other.Id}: sab board --store {folder} --protocol {other.Id}");
        }
    }
}
