using System.CommandLine;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Results;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab show</c>: one conversation with what was found in it.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var wanted = new Argument<string>("case") { Description = "A case id, or a glob that fits several (then the first with a finding)." };
        var agent = new Option<string?>("--agent") { Description = "Whose conversation.", HelpName = "NAME" };
        var run = new Option<string?>("--run") { Description = "Which run: its id, or its number.", HelpName = "ID" };
        var store = Options.Store();
        var desk = Options.Desk();
        var protocol = Options.Protocol();
        var json = new Option<bool>("--json") { Description = "Print the stored transcript as JSON lines." };
        var command = new Command("show", "Shows a conversation, with its findings in place.") { wanted, agent, run, store, desk, protocol, json };
        command.SetAction((parsed, cancellation) => ShowAsync(
            parsed.GetRequiredValue(wanted), parsed.GetValue(agent), parsed.GetValue(run), parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(protocol), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ShowAsync(
        string wanted, string? agent, string? run, string folder, string? desk, string? protocol, bool json, CancellationToken cancellation)
    {
        var composition = Composition.Load(desk);
        var cases = composition.Cases.Matching([wanted]);
        if (cases.Count == 0 && await Imported.FindAsync(folder, wanted, agent, protocol, cancellation) is { } imported)
        {
            if (json)
            {
                Console.Out.Write(TranscriptJson.Write(imported.Transcript));
            }
            else
            {
                TranscriptView.Write(imported.Transcript, imported.Row);
            }

            return ExitCode.Ok;
        }

        if (cases.Count == 0)
        {
            throw new UserMistakeException($"there is no case '{wanted}' ({composition.NearestCase(wanted)})");
        }

        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, cancellation);
        var ids = cases.Select(played => played.Id).ToHashSet();
        var agents = new SortedSet<string>(StringComparer.Ordinal);
        var (runs, fitting) = (new Dictionary<string, Run>(), new List<TrialRow>());
        foreach (var known in (await store.ProtocolsAsync(cancellation)).Where(known => known.CasesHash == composition.Cases.Hash && (protocol is null || known.Id == protocol)).Reverse())
        {
            var played = await store.RunsAsync(known.Id, cancellation);
            agents.UnionWith(played.Select(one => one.Agent));
            runs = played.Where(one => (agent is null || one.Agent == agent) && (run is null || Fits(run, one))).ToDictionary(one => one.Id);
            fitting = [.. (await store.TrialsAsync([.. runs.Values], cancellation)).Where(row => ids.Contains(row.Case))];
            if (fitting.Count > 0)
            {
                break;
            }
        }

        if (fitting.Count == 0)
        {
            throw new UserMistakeException(agents.Count == 0
                ? $"the store '{folder}' has no runs on these cases{(protocol is null ? "" : $" under protocol '{protocol}'")}: play them first (sab run{Hints.Place(folder, desk)})"
                : $"no conversation in '{folder}' fits '{wanted}'{(agent is null || agents.Contains(agent) ? "" : $" and '{agent}' ({Nearest.Mend(agent, agents)})")}; agents there: {Text.Some([.. agents], 24)}");
        }

        var shown = fitting.OrderByDescending(row => row.Score?.Findings.Count > 0).ThenBy(row => row.Case).ThenBy(row => runs[row.Run].Number).First();
        var transcript = await store.TranscriptAsync(shown.Run, shown.Case, cancellation) ?? throw new UserMistakeException($"the transcript of {shown.Case} is missing");
        if (json)
        {
            Console.Out.Write(TranscriptJson.Write(transcript));
        }
        else
        {
            TranscriptView.Write(composition.Cases.Cases.Single(played => played.Id == shown.Case), transcript, shown, fitting.Count - 1);
        }

        return ExitCode.Ok;
    }

    private static bool Fits(string wanted, Run run) => run.Id == wanted || $"{run.Number}" == wanted;
}
