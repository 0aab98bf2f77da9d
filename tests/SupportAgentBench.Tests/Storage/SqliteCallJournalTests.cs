using Microsoft.Data.Sqlite;
using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Storage;
using Xunit;

namespace SupportAgentBench.Tests.Storage;

public sealed class SqliteCallJournalTests : IAsyncLifetime
{
    private static readonly TrialKey Trial = new("0a1b2c3d", "a-case", 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-journal-").FullName;
    private SqliteResultStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await SqliteResultStore.OpenAsync(_folder, create: true, TimeProvider.System, CancellationToken.None);

    [Fact]
    public async Task A_finished_call_is_found_again_word_for_word_even_by_another_process()
    {
        var journal = await _store.Journal.OfTrialAsync(Trial, CancellationToken.None);
        await journal.KeepAsync(Call(1, "hello"), CancellationToken.None);
        await journal.KeepAsync(Call(2, "hello", "and again"), CancellationToken.None);
        await using var other = await SqliteResultStore.OpenAsync(_folder, create: false, TimeProvider.System, CancellationToken.None);

        var calls = await EarlierAsync(other, Trial);

        calls.Count.ShouldBe(2);
        Asked(calls[1]).ShouldBe(["{}", "hello", "and again"]);
        calls[1].Request.Same(Call(2, "hello", "and again").Request).ShouldBeTrue();
        calls[0].CostUsd.ShouldBe(0.0125m);
    }

    [Fact]
    public async Task A_question_that_begins_as_the_one_before_is_whole_when_it_is_read_whoever_asked_between()
    {
        var journal = await _store.Journal.OfTrialAsync(Trial, CancellationToken.None);
        await journal.KeepAsync(Call(1, "hello"), CancellationToken.None);
        await journal.KeepAsync(Call(1, "who are you", "I am") with { Role = ModelRole.Customer }, CancellationToken.None);
        await journal.KeepAsync(Call(2, "hello", "and again"), CancellationToken.None);
        await journal.KeepAsync(Call(3, "hello", "and again"), CancellationToken.None);
        await journal.KeepAsync(Call(4, "hello", "another way", "to go on"), CancellationToken.None);
        await journal.KeepAsync(Call(5), CancellationToken.None);

        (await EarlierAsync(_store, Trial)).Select(Asked).ShouldBe(
            [["{}", "hello"], ["{}", "who are you", "I am"], ["{}", "hello", "and again"], ["{}", "hello", "and again"], ["{}", "hello", "another way", "to go on"], ["{}"]]);
        Scalar(_folder, "SELECT sum(length(parts)) FROM calls").ShouldBe(8L * RequestPart.HashBytes, "what two questions share is written once");
    }

    [Fact]
    public async Task Of_the_same_call_kept_twice_the_first_stands_and_attempts_are_kept_apart()
    {
        var journal = await _store.Journal.OfTrialAsync(Trial, CancellationToken.None);
        await journal.KeepAsync(Call(1, "hello"), CancellationToken.None);
        await journal.KeepAsync(Call(1, "hello") with { Response = "later" }, CancellationToken.None);
        await (await _store.Journal.OfTrialAsync(Trial with { Attempt = 2 }, CancellationToken.None)).KeepAsync(Call(1, "hello") with { Response = "second attempt" }, CancellationToken.None);

        (await EarlierAsync(_store, Trial))[0].Response.ShouldBe("first");
        (await EarlierAsync(_store, Trial with { Attempt = 2 })).ShouldHaveSingleItem().Response.ShouldBe("second attempt");
    }

    [Fact]
    public async Task A_trial_that_goes_on_in_another_process_keeps_its_new_calls_behind_the_earlier_ones()
    {
        await (await _store.Journal.OfTrialAsync(Trial, CancellationToken.None)).KeepAsync(Call(1, "hello"), CancellationToken.None);
        await using (var other = await SqliteResultStore.OpenAsync(_folder, create: false, TimeProvider.System, CancellationToken.None))
        {
            await (await other.Journal.OfTrialAsync(Trial, CancellationToken.None)).KeepAsync(Call(2, "hello", "and again"), CancellationToken.None);
        }

        (await EarlierAsync(_store, Trial)).Select(call => call.Turn).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Thousands_of_calls_at_once_are_all_kept()
    {
        var journal = await _store.Journal.OfTrialAsync(Trial, CancellationToken.None);
        await Parallel.ForEachAsync(Enumerable.Range(1, 2_000), async (i, stop) => await journal.KeepAsync(Call(i, $"message {i}"), stop));

        var calls = await EarlierAsync(_store, Trial);
        calls.Select(call => call.Turn).Order().ShouldBe(Enumerable.Range(1, 2_000));
        calls.ShouldAllBe(call => Asked(call).Last() == $"message {call.Turn}");
        (await _store.Journal.PaidAsync([Trial.Run], CancellationToken.None)).Sum(paid => paid.CostUsd!.Value).ShouldBe(25m);
    }

    [Theory]
    [InlineData("DELETE FROM call_parts WHERE body = 'hello'")]
    [InlineData("DELETE FROM calls WHERE turn = 1")]
    [InlineData("UPDATE calls SET role = 'king'")]
    public async Task A_damaged_journal_is_told_with_its_place(string damage)
    {
        var journal = await _store.Journal.OfTrialAsync(Trial, CancellationToken.None);
        await journal.KeepAsync(Call(1, "hello"), CancellationToken.None);
        await journal.KeepAsync(Call(2, "hello", "and again"), CancellationToken.None);
        Scalar(_folder, damage);

        (await Should.ThrowAsync<UserMistakeException>(EarlierAsync(_store, Trial))).Message.ShouldStartWith("the model calls of case 'a-case' in run 0a1b2c3d cannot be read");
    }

    [Fact]
    public async Task Calls_of_a_store_from_before_trials_had_numbers_are_found_again()
    {
        var folder = Directory.CreateTempSubdirectory("sab-journal-").FullName;
        try
        {
            Scalar(folder, string.Join('\n', Migrations(5)) +
                """
                PRAGMA user_version = 5;
                INSERT INTO call_parts VALUES ('44136fa355b3678a1146ad16f7e8649e', '{}'), ('2cf24dba5fb0a30e26e83b2ac5b9e29e', 'hello');
                INSERT INTO calls VALUES
                    ('0a1b2c3d', 'z-case', 1, 'agent', 'vendor/model', 1, 1, 'x', x'44136fa355b3678a1146ad16f7e8649e', 'z', NULL, '2026-11-20T10:00:00.0000000+00:00'),
                    ('0a1b2c3d', 'a-case', 1, 'agent', 'vendor/model', 1, 1, 'x', x'44136fa355b3678a1146ad16f7e8649e2cf24dba5fb0a30e26e83b2ac5b9e29e', 'first', '0.0125', '2026-11-20T10:00:00.0000000+00:00'),
                    ('0a1b2c3d', 'a-case', 2, 'agent', 'vendor/model', 1, 1, 'x', x'44136fa355b3678a1146ad16f7e8649e', 'second attempt', NULL, '2026-11-20T10:00:00.0000000+00:00');
                """);
            await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, CancellationToken.None);

            var call = (await EarlierAsync(store, Trial)).ShouldHaveSingleItem();
            var expected = Call(1, "hello");
            (call with { Request = expected.Request }).ShouldBe(expected);
            call.Request.Same(expected.Request).ShouldBeTrue();
            Asked(call).ShouldBe(["{}", "hello"]);
            (await EarlierAsync(store, Trial with { Attempt = 2 })).ShouldHaveSingleItem().Response.ShouldBe("second attempt");
            (await EarlierAsync(store, Trial with { Case = "z-case" })).ShouldHaveSingleItem().CostUsd.ShouldBeNull();
            (await store.Journal.PaidAsync([Trial.Run], CancellationToken.None)).Count.ShouldBe(3);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<IReadOnlyList<CallRecord>> EarlierAsync(SqliteResultStore store, TrialKey trial) =>
        (await store.Journal.OfTrialAsync(trial, CancellationToken.None)).Earlier;

    private static IEnumerable<string> Migrations(int first)
    {
        var assembly = typeof(SqliteResultStore).Assembly;
        return assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Take(first).Select(name => new StreamReader(assembly.GetManifestResourceStream(name)!).ReadToEnd());
    }

    private static object? Scalar(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "sab.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static List<string> Asked(CallRecord call) => [.. call.Request.Parts.Select(part => part.Body)];

    private static CallRecord Call(int turn, params string[] messages) => new(
        ModelRole.Agent, "vendor/model", turn, 1, new([RequestPart.Of("{}"), .. messages.Select(RequestPart.Of)]), "first", 0.0125m);
}
