using System.Text.Json;
using System.Xml.Linq;
using Parquet;
using Parquet.Schema;
using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Boards;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Exports;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Tests.Boards;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests;

/// <summary>What leaves the house comes back the same, or says what it leaves out.</summary>
public sealed class ExportTests
{
    private static readonly ExportedResults Results = Mixed();

    [Fact]
    public async Task Json_lines_read_back_give_the_same_board()
    {
        var text = new StringWriter();
        await JsonLinesExport.WriteAsync(Results, text, null);

        var (protocol, runs, rows) = JsonLinesExport.Read(new StringReader(text.ToString()));

        protocol.ShouldBe(Results.Protocol);
        BoardJson.Write(Board.Of(protocol, Results.Cases, runs, rows)).ShouldBe(BoardJson.Write(Board.Of(Results.Protocol, Results.Cases, Results.Runs, Results.Rows)));
        rows.Count(row => row.FaultOwner is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Json_lines_with_transcripts_hold_them_whole()
    {
        var (results, transcripts) = await PlayedAsync();
        var text = new StringWriter();
        await JsonLinesExport.WriteAsync(results, text, (run, played) => Task.FromResult(transcripts.GetValueOrDefault($"{run}/{played}")));

        var trial = text.ToString().Split('\n').Select(line => line.Length > 0 ? JsonDocument.Parse(line).RootElement : default).First(line => line.ValueKind is JsonValueKind.Object && line.GetProperty("type").GetString() == "trial");
        var lines = string.Concat(trial.GetProperty("transcript").EnumerateArray().Select(line => line.GetRawText() + "\n"));
        TranscriptJson.Write(TranscriptJson.Read(lines)).ShouldBe(TranscriptJson.Write(transcripts.Single().Value));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"type\":\"results\",\"format\":\"sab-results/9\"}", "line 1")]
    [InlineData("not json", "line 1")]
    public void What_is_no_export_is_refused_with_its_line(string text, string says) =>
        Should.Throw<FormatException>(() => JsonLinesExport.Read(new StringReader(text))).Message.ShouldContain(says);

    [Fact]
    public void Csv_read_back_has_every_cell_and_tells_unknown_from_empty()
    {
        var text = new StringWriter();
        CsvExport.Write(Results, text);

        var rows = CsvExport.Read(new StringReader(text.ToString()));

        var trials = Results.Trials();
        rows.Count.ShouldBe(trials.Count);
        rows[0].Keys.ShouldBe(Column.All.Select(column => column.Name));
        foreach (var (row, trial) in rows.Zip(trials))
        {
            row["case"].ShouldBe(trial.Case.Id);
            row["cost_usd"].ShouldBe(trial.Row.CostUsd?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            row["handed_over"].ShouldBe(trial.Row.Score is { } score ? score.HandedOver ? "true" : "false" : null);
            row["findings"].ShouldBe(trial.Row.Score is { } found ? string.Join(' ', found.Findings.Select(finding => Words.Of(finding.Rule))) : null);
        }

        rows.ShouldContain(row => row["findings"] == "");
        rows.ShouldContain(row => row["findings"] == null);
    }

    [Fact]
    public void A_cell_of_any_text_survives_csv()
    {
        var odd = "a,\"b\"\r\nc\n";
        var results = Results with { Runs = [new("0a0a0a0a", Results.Protocol.Id, odd, 1, 1)], Rows = [Played.Trial(new("0a0a0a0a", Results.Protocol.Id, odd, 1, 1), Played.Core[0])] };
        var text = new StringWriter();
        CsvExport.Write(results, text);

        CsvExport.Read(new StringReader(text.ToString())).ShouldHaveSingleItem()["agent"].ShouldBe(odd);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"x\")", "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\"")]
    [InlineData("@SUM(1)", "\"'@SUM(1)\"")]
    [InlineData("-2+3", "\"'-2+3\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("'=1", "\"''=1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("-5", "-5")]
    [InlineData("o'neill=1", "o'neill=1")]
    public void A_text_that_a_spreadsheet_would_run_is_disarmed_in_csv_and_read_back_as_it_was(string agent, string cell)
    {
        var run = new SupportAgentBench.Results.Run("0a0a0a0a", Results.Protocol.Id, agent, 1, 1);
        var text = new StringWriter();
        CsvExport.Write(Results with { Runs = [run], Rows = [Played.Trial(run, Played.Core[0])] }, text);

        text.ToString().Split("\r\n")[1].ShouldStartWith($"{Results.Protocol.Id},{cell},0a0a0a0a,");
        CsvExport.Read(new StringReader(text.ToString())).ShouldHaveSingleItem()["agent"].ShouldBe(agent);
    }

    [Fact]
    public async Task Parquet_holds_the_same_table_with_types_and_nulls()
    {
        using var file = new MemoryStream();
        await ParquetExport.WriteAsync(Results, file, CancellationToken.None);
        file.Position = 0;

        await using var reader = await ParquetReader.CreateAsync(file);
        var fields = reader.Schema.GetDataFields();
        fields.Select(field => field.Name).ShouldBe(Column.All.Select(column => column.Name));
        using var group = reader.OpenRowGroupReader(0);
        var trials = Results.Trials();
        foreach (var (column, field) in Column.All.Zip(fields))
        {
            switch (column)
            {
                case Column.Text text:
                    (await TextsAsync(group, field, trials.Count)).ShouldBe(trials.Select(text.Of), column.Name);
                    break;
                case Column.Whole whole:
                    (await ValuesAsync<int>(group, field, trials.Count)).ShouldBe(trials.Select(whole.Of), column.Name);
                    break;
                case Column.Real real:
                    (await ValuesAsync<double>(group, field, trials.Count)).ShouldBe(trials.Select(real.Of), column.Name);
                    break;
                case Column.Flag flag:
                    (await ValuesAsync<bool>(group, field, trials.Count)).ShouldBe(trials.Select(flag.Of), column.Name);
                    break;
            }
        }
    }

    [Fact]
    public void JUnit_has_a_test_for_each_trial_and_skips_what_was_lost()
    {
        var text = new StringWriter();
        JUnitExport.Write(Results, text);

        var suites = XDocument.Parse(text.ToString()).Root!.Elements("testsuite").ToList();
        var trials = Results.Trials();
        suites.Count.ShouldBe(Results.Runs.Count);
        suites.Sum(suite => suite.Elements("testcase").Count()).ShouldBe(trials.Count);
        suites.Sum(suite => suite.Descendants("failure").Count()).ShouldBe(trials.Count(trial => trial.WentWell is false));
        suites.Descendants("skipped").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldBe("lost to the judge");
        suites.Sum(suite => int.Parse(suite.Attribute("failures")!.Value)).ShouldBe(trials.Count(trial => trial.WentWell is false));
    }

    [Fact]
    public void What_agents_say_cannot_break_the_xml()
    {
        var row = Played.Trial(Results.Runs[0], Played.Core[0], resolved: false);
        row = row with { Score = row.Score! with { Findings = [new(FindingRule.PhantomAction, 1, "a\u0000b\u001b[31m\ud800 \ud83d\ude00 </failure> ]]>", "says \u0007 so")] } };
        var text = new StringWriter();
        JUnitExport.Write(Results with { Runs = [Results.Runs[0] with { Agent = "a\u0001b" }], Rows = [row] }, text);

        XDocument.Parse(text.ToString()).Descendants("failure").ShouldHaveSingleItem().Value.ShouldContain("\ud83d\ude00 </failure> ]]>");
    }

    private static async Task<IReadOnlyList<string?>> TextsAsync(ParquetRowGroupReader group, DataField field, int count)
    {
        var cells = new string?[count];
        await group.ReadAsync(field, cells.AsMemory()!);
        return cells;
    }

    private static async Task<IReadOnlyList<T?>> ValuesAsync<T>(ParquetRowGroupReader group, DataField field, int count)
        where T : struct
    {
        var cells = new T?[count];
        await group.ReadAsync<T>(field, cells.AsMemory());
        return cells;
    }

    /// <summary>Two agents, with failures, a fault, prices and findings.</summary>
    private static ExportedResults Mixed()
    {
        var runs = Played.Runs("vendor/one", 2).Concat(Played.Runs("vendor/two", 1)).ToList();
        var rows = runs.Index().SelectMany(run => Played.Cases.Index().Where(played => played.Index % 5 == 0).Select(played => (run.Index, played.Index) == (0, 10)
            ? Played.Void(run.Item, played.Item, ErrorOwner.Judge)
            : Played.Trial(run.Item, played.Item, fires: played.Index % 2 == 0, handsOver: played.Index % 3 == 0, resolved: played.Index % 4 > 0, policy: 0.75, experience: 0.5, cost: run.Index == 1 ? null : 0.00123m,
                latencies: run.Index == 2 ? null : [120.5, 80], findings: played.Index % 10 == 0 ? [FindingRule.UngroundedClaim] : []))).ToList();
        return new(Played.Protocol, Played.Cases, runs, rows);
    }

    /// <summary>One conversation that was really played.</summary>
    internal static async Task<(ExportedResults Results, Dictionary<string, Transcript> Transcripts)> PlayedAsync()
    {
        var played = Played.Core.First(known => known.Bucket is Bucket.Resolvable && known.Proof.SelectMany(turn => turn).Count(step => step is ProofStep.Call) > 2);
        var transcript = await Some.ConversationAsync(played, new ProofAgent(played.Proof));
        var run = Run.Of(Played.Protocol, "vendor/one", 1, 1);
        var score = new Scorer(Repository.Desk, Repository.Wordings).Score(played, transcript);
        var row = new TrialRow(run.Id, run.Agent, played.Id, null, score, await new RuleJudge().JudgeAsync(played, transcript, score, TrialCalls.Unkept, CancellationToken.None), null);
        return (new(Played.Protocol, Played.Cases, [run], [row]), new() { [$"{run.Id}/{played.Id}"] = transcript });
    }
}
