using System.CommandLine;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Telling;
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
        var agent = new Option<string?>("--agent") { Description = "The whole report of one agent instead of the table of all.", HelpName = "NAME" };
        var command = new Command("board", "Prints the board of a store, or the report of one agent on it.") { agent, store, json, desk, wanted };
        command.SetAction((parsed, cancellation) =>
            ShowAsync(parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(wanted), parsed.GetValue(agent), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ShowAsync(string folder, string? desk, string? wanted, string? agent, bool json, CancellationToken cancellation)
    {
        var reading = Measured.BeginCases(desk, cancellation);
        var held = await Held.InAsync(folder, cancellation);

        // What was played on a desk goes before imported conversations, however new they are.
        var meant = held.Where(one => (wanted is null || one.Protocol.Id == wanted) && (agent is null || one.Agents.Contains(agent))).OrderBy(one => one.Protocol.Tools is null).LastOrDefault();
        if (meant is { Protocol: { Tools: not null } imported })
        {
            var reports = await Imported.ReportsAsync(folder, imported, agent, cancellation);
            Print(json, () => LogReportJson.Write(imported.Id, reports), () =>
            {
                foreach (var report in reports)
                {
                    LogReportView.Write(report, Hints.Place(folder, null));
                }
            });
            Others(held, meant, Hints.Place(folder, desk), json);
            return ExitCode.Ok;
        }

        var measured = await Measured.LoadAsync(folder, desk, wanted, cancellation, agent is null ? [] : [agent], reading);
        var board = measured.ToBoard();
        if (agent is not null)
        {
            var standing = Measured.Named(board, agent);
            var told = Report.Of(board, standing);
            Print(json, () => BoardJson.Write(board, told), () => ReportView.Write(board, standing, told, Hints.Place(folder, desk)));
            return ExitCode.Ok;
        }

        Print(json, () => BoardJson.Write(board), () => BoardView.Write(board));
        Others(held, held.Single(one => one.Protocol.Id == measured.Protocol.Id), Hints.Place(folder, desk), json);
        return ExitCode.Ok;
    }

    private static void Print(bool json, Func<string> text, Action view)
    {
        if (json)
        {
            Console.Out.WriteLine(text());
        }
        else
        {
            view();
        }
    }

    /// <summary>What the store holds besides, who of it is not above, and the command that shows it.</summary>
    private static void Others(IReadOnlyList<Held> held, Held shown, string place, bool json)
    {
        foreach (var other in held.Where(other => other.Protocol.Id != shown.Protocol.Id && (other.Played.Count > 0 || !json)))
        {
            var absent = other.Agents.Except(shown.Agents).Order(StringComparer.Ordinal).ToList();
            var what = other.Protocol.Tools is not null ? " (imported conversations)" : other.Protocol.Layer is { PricesHash: not null } ? " (what was played before, priced anew)" : other.Protocol.Layer is not null ? $" (what was played before, marked again by {other.Protocol.Judge})" : "";
            var elsewhere = other.Protocol.Tools is null && shown.Protocol.Tools is null && (other.Protocol.DeskHash, other.Protocol.CasesHash) != (shown.Protocol.DeskHash, shown.Protocol.CasesHash);
            (json ? Console.Error : Console.Out).WriteLine(Text.Safe(
                $"The store also holds protocol {other.Protocol.Id}{what}{(absent.Count == 0 ? "" : $" with {Text.Some(absent)}, not on this board")}: "
                + $"sab board{place} --protocol {other.Protocol.Id}{(elsewhere ? ", with --desk and the folder of its desk" : "")}"));
        }
    }
}
