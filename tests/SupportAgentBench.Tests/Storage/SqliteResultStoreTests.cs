using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Storage;

public sealed class SqliteResultStoreTests : IAsyncLifetime
{
    private static readonly Protocol Protocol = new("Northline", "d", "c", 180, "scripted", "rules", "w", "p", 8, 12, "1");
    private static readonly Run Run = Run.Of(Protocol, "test", 1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-store-").FullName;
    private SqliteResultStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await SqliteResultStore.OpenAsync(_folder, create: true, TimeProvider.System, CancellationToken.None);
        await _store.PlanAsync(Protocol, [Run], CancellationToken.None);
    }

    [Fact]
    public async Task What_is_kept_is_read_back_as_it_was()
    {
        var result = await ResultAsync(1256);
        await _store.KeepAsync(result, CancellationToken.None);

        var row = (await _store.TrialsAsync(Protocol.Id, CancellationToken.None)).ShouldHaveSingleItem();
        ResultJson.Write(row.Score!).ShouldBe(ResultJson.Write(result.Score!));
        ResultJson.Write(row.Judgement!).ShouldBe(ResultJson.Write(result.Judgement!));
        row.CostUsd.ShouldBeNull();
        TranscriptJson.Write((await _store.TranscriptAsync(Run.Id, result.Case, CancellationToken.None))!).ShouldBe(TranscriptJson.Write(result.Transcript));
        (await _store.ProtocolsAsync(CancellationToken.None)).ShouldHaveSingleItem().ShouldBe(Protocol);
    }

    [Fact]
    public async Task Whoever_stops_a_reading_half_way_hears_that_it_was_stopped_and_nothing_else()
    {
        var result = await ResultAsync(1256);
        await Task.WhenAll(Enumerable.Range(0, 3_000).Select(number => _store.KeepAsync(result with { Case = $"case-{number}" }, CancellationToken.None)));
        var stopped = 0;
        for (var patience = 1; patience <= 25; patience++)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(patience));
            try
            {
                (await _store.TrialsAsync(Protocol.Id, stop.Token)).Count.ShouldBe(3_000);
            }
            catch (OperationCanceledException)
            {
                stopped++;
            }
        }

        stopped.ShouldBeGreaterThan(0);
        (await _store.TrialsAsync(Protocol.Id, CancellationToken.None)).Count.ShouldBe(3_000);
    }

    [Fact]
    public async Task A_trial_that_counts_is_never_overwritten()
    {
        var result = await ResultAsync(1256);
        await _store.KeepAsync(result, CancellationToken.None);
        await _store.KeepAsync(result with { CostUsd = 9 }, CancellationToken.None);

        (await _store.TrialsAsync(Protocol.Id, CancellationToken.None)).ShouldHaveSingleItem().CostUsd.ShouldBeNull();
    }

    [Fact]
    public async Task A_trial_that_somebody_else_spoilt_gives_way_to_a_later_try()
    {
        var result = await ResultAsync(1256);
        await _store.KeepAsync(result with { FaultOwner = ErrorOwner.Infrastructure, Score = null, Judgement = null }, CancellationToken.None);
        await _store.KeepAsync(result, CancellationToken.None);

        var row = (await _store.TrialsAsync(Protocol.Id, CancellationToken.None)).ShouldHaveSingleItem();
        row.FaultOwner.ShouldBeNull();
        row.Score.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_told_and_let_go()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        await using (var _ = await SqliteResultStore.OpenAsync(folder, create: true, TimeProvider.System, CancellationToken.None))
        {
        }

        var file = Directory.EnumerateFiles(folder, "*.db").Single();
        await File.WriteAllTextAsync(file, new string('x', 5_000));

        await Should.ThrowAsync<UserMistakeException>(() => SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, CancellationToken.None));

        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there a process can see which files it holds");
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(open => new FileInfo(open).LinkTarget).ShouldNotContain(file);
    }

    [Theory]
    [InlineData("score", "{")]
    [InlineData("score", "{}")]
    [InlineData("judgement", "{}")]
    [InlineData("cost_usd", "NaN")]
    [InlineData("cost_usd", "-1")]
    [InlineData("cost_usd", "79000000000000000000000000000")]
    [InlineData("fault_owner", "martian")]
    public async Task A_damaged_result_is_told_with_its_place(string column, string body)
    {
        await _store.KeepAsync(await ResultAsync(1256), CancellationToken.None);
        await DamageAsync($"UPDATE trials SET {column} = $1", body);

        (await Should.ThrowAsync<UserMistakeException>(() => _store.TrialsAsync(Protocol.Id, CancellationToken.None))).Message.ShouldContain($"in run {Run.Id} cannot be read");
    }

    [Theory]
    [InlineData("x'00'")]
    [InlineData("x'0b0280e0ff'")]
    [InlineData("x''")]
    public async Task A_damaged_conversation_is_told_with_its_place(string body)
    {
        var result = await ResultAsync(1256);
        await _store.KeepAsync(result, CancellationToken.None);
        await DamageAsync($"UPDATE transcripts SET body = {body} WHERE $1 = $1", "");

        (await Should.ThrowAsync<UserMistakeException>(() => _store.TranscriptAsync(Run.Id, result.Case, CancellationToken.None))).Message.ShouldContain($"in run {Run.Id} cannot be read");
    }

    [Fact]
    public async Task A_run_with_an_id_that_leads_elsewhere_is_refused()
    {
        await DamageAsync("UPDATE runs SET id = $1", "../../../elsewhere");

        (await Should.ThrowAsync<UserMistakeException>(() => _store.RunsAsync(Protocol.Id, CancellationToken.None))).Message.ShouldContain("no id that sab writes");
    }

    [Fact]
    public async Task What_was_lost_when_it_was_scored_again_gives_way_to_what_came_later()
    {
        var result = await ResultAsync(1256);
        var row = new TrialRow(Run.Id, "test", result.Case, null, result.Score, result.Judgement, null);
        await _store.KeepAgainAsync(row with { FaultOwner = ErrorOwner.Infrastructure, Score = null, Judgement = null }, CancellationToken.None);
        await _store.KeepAgainAsync(row, CancellationToken.None);
        await _store.KeepAgainAsync(row with { CostUsd = 9 }, CancellationToken.None);

        var kept = (await _store.TrialsAsync(Protocol.Id, CancellationToken.None)).ShouldHaveSingleItem();
        kept.Score.ShouldNotBeNull();
        kept.CostUsd.ShouldBeNull();
    }

    [Fact]
    public async Task A_judgement_that_says_nothing_is_none()
    {
        await _store.KeepAsync(await ResultAsync(1256), CancellationToken.None);
        await DamageAsync("UPDATE trials SET judgement = $1", "null");

        (await _store.TrialsAsync(Protocol.Id, CancellationToken.None)).ShouldHaveSingleItem().Judgement.ShouldBeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1")]
    [InlineData("""{"desk":"another desk","cases":1}""")]
    public async Task A_damaged_protocol_is_told_with_its_id(string body)
    {
        await DamageAsync("UPDATE protocols SET body = $1", body);

        (await Should.ThrowAsync<UserMistakeException>(() => _store.ProtocolsAsync(CancellationToken.None))).Message.ShouldContain($"the protocol {Protocol.Id} cannot be read");
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        var result = await ResultAsync(1256);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (i, stop) => await _store.KeepAsync(result with { Case = $"case-{i}" }, stop));

        (await _store.TrialsAsync(Protocol.Id, CancellationToken.None)).Count.ShouldBe(200);
    }

    [Fact]
    public async Task A_folder_without_results_is_the_users_mistake_and_stays_empty()
    {
        var empty = Path.Combine(_folder, "nothing");
        (await Should.ThrowAsync<UserMistakeException>(() => SqliteResultStore.OpenAsync(empty, create: false, TimeProvider.System, CancellationToken.None)))
            .Message.ShouldContain("play something first");
        Directory.Exists(empty).ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task DamageAsync(string sql, string value)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder, "sab.db")};Pooling=False");
        await connection.OpenAsync();
        await using var damage = connection.CreateCommand();
        damage.CommandText = sql;
        damage.Parameters.AddWithValue("$1", value);
        await damage.ExecuteNonQueryAsync();
    }

    private static async Task<TrialResult> ResultAsync(int order)
    {
        var played = Some.CaseOn(order);
        var transcript = await Some.ConversationAsync(played, new ProofAgent(played.Proof));
        var score = new Scorer(Repository.Desk, Repository.Wordings).Score(played, transcript);
        return new(Run.Id, "test", played.Id, null, score, await new RuleJudge().JudgeAsync(played, transcript, score, TrialCalls.Unkept, CancellationToken.None), null, transcript);
    }
}
