using System.Text.Json.Nodes;
using Shouldly;
using SupportAgentBench.Files;
using SupportAgentBench.Imports;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Scoring;

/// <summary>
/// The checks against people's reading of 100 conversations of another agent. The conversations are not part of the repository: a folder
/// shared/data/tau-airline beside it or above it brings them. Tasks 0 to 12 were looked at while the checks were built, tasks 13 to 24 were not.
/// </summary>
public sealed class LabelledLogsTests(ITestOutputHelper output)
{
    private const int LastDeveloped = 12;
    private static readonly ToolRoles Tools = new(
        ["book_reservation", "cancel_reservation", "update_reservation_flights", "update_reservation_baggages", "update_reservation_passengers", "send_certificate"],
        ["transfer_to_human_agents"]);

    private static readonly LogScorer Scorer = new(Repository.Wordings);
    private static readonly string? Folder = Find();
    private static readonly Lazy<IReadOnlyList<Compared>> All = new(() => CompareAsync().GetAwaiter().GetResult());

    [Theory]
    [InlineData("phantom_action", 4, 2)]
    [InlineData("false_handover", 0, 0)]
    [InlineData("invalid_call", 29, 0)]
    [InlineData("skipped_confirmation", 7, 5)]
    [InlineData("repeated_write", 0, 0)]
    public void Labelled_faults_are_found_with_few_false_alarms(string rule, int all, int mostAlarms)
    {
        Assert.SkipWhen(Folder is null, "the labelled conversations (shared/data/tau-airline) are not here");
        var rows = All.Value.Where(row => row.Rule == rule).ToList();
        foreach (var (half, some) in new[] { ("develop", rows.Where(row => row.Task <= LastDeveloped)), ("check", rows.Where(row => row.Task > LastDeveloped)), ("all", rows) })
        {
            output.WriteLine(Figures(rule, half, [.. some]));
        }

        rows.Count(row => row.Is && !row.Doubtful).ShouldBe(all);
        rows.Where(row => row.Is && !row.Doubtful && !row.Found).Select(row => row.Id).ShouldBeEmpty("missed");
        rows.Count(row => row.Found && !row.Is && !row.Doubtful).ShouldBeLessThanOrEqualTo(mostAlarms, "false alarms");
    }

    [Fact]
    public async Task Claims_of_writes_that_are_made_to_fail_are_found()
    {
        Assert.SkipWhen(Folder is null, "the labelled conversations (shared/data/tau-airline) are not here");
        var told = new List<(string Id, bool Found)>();
        await using var file = LogFile.Open(Path.Combine(Folder!, "conversations.jsonl"));
        await foreach (var entry in LogReader.ReadAsync(file, LogFormat.OpenaiChat, CancellationToken.None))
        {
            // Where the agent goes on talking after its last write, it reports it. Here every write failed.
            var messages = entry.Conversation!.Messages;
            var writes = messages.SelectMany(message => message.Calls).Where(call => Tools.Writes.Contains(call.Name)).Select(call => call.Id).ToHashSet();
            var last = messages.LastOrDefault(message => message.Role is LoggedRole.Tool && writes.Contains(message.Answers) && !message.Text!.StartsWith("Error", StringComparison.Ordinal));
            if (last is null || !messages.Any(message => message.Index > last.Index && message.Role is LoggedRole.Agent && !string.IsNullOrWhiteSpace(message.Text)))
            {
                continue;
            }

            var failed = messages.Select(message => writes.Contains(message.Answers) ? message with { Text = "Error: the service did not answer" } : message).ToList();
            var score = Scorer.Score(LogTranscript.Of(new(entry.Conversation.Id, failed), "00000000", "gpt-4o", Tools, Repository.Wordings.Tools));
            told.Add((entry.Conversation.Id, score.Found(FindingRule.PhantomAction)));
        }

        var check = told.Where(pair => int.Parse(pair.Id.Split('-')[0]) > LastDeveloped).ToList();
        output.WriteLine($"every write failed: found {told.Count(pair => pair.Found)}/{told.Count}; of the check half {check.Count(pair => pair.Found)}/{check.Count}");
        told.Count.ShouldBeGreaterThan(50);
        ((double)told.Count(pair => pair.Found) / told.Count).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    private static string Figures(string rule, string half, IReadOnlyList<Compared> rows)
    {
        var clear = rows.Where(row => !row.Doubtful).ToList();
        var (hits, missed, alarms) = (clear.Count(row => row.Is && row.Found), clear.Count(row => row.Is && !row.Found), clear.Count(row => !row.Is && row.Found));
        return $"{rule,-22} {half,-8} n {rows.Count,3}  found {hits}/{hits + missed}  false alarms {alarms}/{clear.Count - hits - missed}  "
            + $"precision {(hits + alarms == 0 ? "none raised" : $"{(double)hits / (hits + alarms):0.00}")}  recall {(hits + missed == 0 ? "none there" : $"{(double)hits / (hits + missed):0.00}")}  "
            + $"raised on doubtful {rows.Count(row => row.Doubtful && row.Found)}/{rows.Count(row => row.Doubtful)}";
    }

    private static async Task<IReadOnlyList<Compared>> CompareAsync()
    {
        var found = new Dictionary<string, HashSet<string>>();
        await using var file = LogFile.Open(Path.Combine(Folder!, "conversations.jsonl"));
        await foreach (var entry in LogReader.ReadAsync(file, LogFormat.OpenaiChat, CancellationToken.None))
        {
            var score = Scorer.Score(LogTranscript.Of(entry.Conversation!, "00000000", "gpt-4o", Tools, Repository.Wordings.Tools));
            found[entry.Conversation!.Id] = [.. score.Findings.Select(finding => Words.Of(finding.Rule))];
        }

        return
        [
            .. from line in File.ReadLines(Path.Combine(Folder!, "labels.jsonl"))
               let labels = JsonNode.Parse(line)!.AsObject()
               let id = labels["id"]!.GetValue<string>()
               from label in labels
               where label.Value is JsonObject
               select new Compared(id, label.Key, label.Value!["value"]!.GetValue<bool>(), label.Value["doubtful"]?.GetValue<bool>() ?? false, found[id].Contains(label.Key)),
        ];
    }

    private static string? Find()
    {
        for (var folder = Repository.Root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var wanted = Path.Combine(folder, "shared", "data", "tau-airline");
            if (File.Exists(Path.Combine(wanted, "labels.jsonl")))
            {
                return wanted;
            }
        }

        return null;
    }

    private sealed record Compared(string Id, string Rule, bool Is, bool Doubtful, bool Found)
    {
        public int Task => int.Parse(Id.Split('-')[0]);
    }
}
