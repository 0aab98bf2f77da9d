using System.Text.Json;
using Shouldly;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Storage;
using Xunit;

namespace SupportAgentBench.Site.Tests;

/// <summary>Whoever plays the customer is part of the instrument: the leaderboard says how far the figures move with it, where that is known.</summary>
public sealed class SensitivityTests(PlayedSite site) : IDisposable
{
    private const string Title = "How much the customer matters";
    private readonly string _folder = Directory.CreateTempSubdirectory("sab-customers-").FullName;

    [Fact]
    public async Task An_agent_that_was_played_with_two_customers_has_a_row_of_moves()
    {
        var store = Path.Combine(_folder, "store");
        await Tool.RunAsync("run", "--agent", "reference/careful", "--agent", "reference/silent", "--case", "damaged_item", "--runs", "1", "--store", store, "--display", "none");
        var first = await PlayAgainAsync(store, "reference/careful", "somebody/else");

        await Tool.RunAsync("site", "--store", store, "--protocol", first, "--out", Path.Combine(_folder, "site"));
        var page = await File.ReadAllTextAsync(Path.Combine(_folder, "site", "index.html"));
        var twin = await File.ReadAllTextAsync(Path.Combine(_folder, "site", "index.md"));
        var spread = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "site", "index.json"))).GetProperty("spread");

        page.ShouldContain(Title);
        twin.ShouldContain("scripted and somebody/else");
        var rows = twin[twin.IndexOf(Title, StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)).ToList();
        rows.ShouldHaveSingleItem().ShouldStartWith("| [reference/careful]");
        rows[0].ShouldContain("| **100.0 pt**");
        spread.GetProperty("customers").EnumerateArray().Select(customer => customer.GetString()).ShouldBe(["scripted", "somebody/else"]);
        spread.GetProperty("most").GetProperty("resolution").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task Where_there_is_one_customer_nothing_is_said() =>
        (await File.ReadAllTextAsync(Path.Combine(await site.FolderAsync(), "index.html"))).ShouldNotContain(Title);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The same conversations under another customer, who was left with nothing.</summary>
    /// <returns>The protocol of the first customer.</returns>
    private static async Task<string> PlayAgainAsync(string folder, string agent, string customer)
    {
        await using var store = await SqliteResultStore.OpenAsync(folder, create: false, TimeProvider.System, CancellationToken.None);
        var first = (await store.ProtocolsAsync(CancellationToken.None)).Single();
        var second = first with { Customer = customer };
        var run = Run.Of(second, agent, 1, 1);
        await store.PlanAsync(second, [run], CancellationToken.None);
        foreach (var row in (await store.TrialsAsync(first.Id, CancellationToken.None)).Where(row => row.Agent == agent))
        {
            var transcript = (await store.TranscriptAsync(row.Run, row.Case, CancellationToken.None))!;
            var judgement = row.Judgement! with { Resolved = row.Judgement.Resolved is Verdict.Passed ? Verdict.Failed : row.Judgement.Resolved };
            await store.KeepAsync(new(run.Id, agent, row.Case, null, row.Score, judgement, row.CostUsd, transcript with { Header = transcript.Header with { Run = run.Id } }), CancellationToken.None);
        }

        return first.Id;
    }
}
