using Shouldly;
using SupportAgentBench.Calls;
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
        await _store.Journal.KeepAsync(Trial, Call(1, "hello"), CancellationToken.None);
        await _store.Journal.KeepAsync(Trial, Call(2, "hello", "and again"), CancellationToken.None);
        await using var other = await SqliteResultStore.OpenAsync(_folder, create: false, TimeProvider.System, CancellationToken.None);

        var calls = await other.Journal.OfTrialAsync(Trial, CancellationToken.None);

        calls.Count.ShouldBe(2);
        calls[1].Request.Parts.Select(part => part.Body).ShouldBe(["{}", "hello", "and again"]);
        calls[1].Request.Hash.ShouldBe(Call(2, "hello", "and again").Request.Hash);
        calls[0].CostUsd.ShouldBe(0.0125m);
    }

    [Fact]
    public async Task The_same_call_twice_is_kept_once_and_trials_are_kept_apart()
    {
        await _store.Journal.KeepAsync(Trial, Call(1, "hello"), CancellationToken.None);
        await _store.Journal.KeepAsync(Trial, Call(1, "hello") with { Response = "later" }, CancellationToken.None);
        await _store.Journal.KeepAsync(Trial with { Attempt = 2 }, Call(1, "hello") with { Response = "second attempt" }, CancellationToken.None);

        (await _store.Journal.OfTrialAsync(Trial, CancellationToken.None)).ShouldHaveSingleItem().Response.ShouldBe("first");
        (await _store.Journal.OfTrialAsync(Trial with { Attempt = 2 }, CancellationToken.None)).ShouldHaveSingleItem().Response.ShouldBe("second attempt");
    }

    [Fact]
    public async Task Thousands_of_calls_at_once_are_all_kept()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, 2_000), async (i, stop) => await _store.Journal.KeepAsync(Trial, Call(i, $"message {i}"), stop));

        (await _store.Journal.OfTrialAsync(Trial, CancellationToken.None)).Select(call => call.Turn).Order().ShouldBe(Enumerable.Range(1, 2_000));
        (await _store.Journal.PaidAsync([Trial.Run], CancellationToken.None)).Sum(paid => paid.CostUsd!.Value).ShouldBe(25m);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static CallRecord Call(int turn, params string[] messages) => new(
        ModelRole.Agent, "vendor/model", turn, 1, RequestPrint.Of([RequestPart.Of("{}"), .. messages.Select(RequestPart.Of)]), "first", 0.0125m);
}
