using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Judging;
using SupportAgentBench.Prompts;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;
using Xunit;

[assembly: AssemblyFixture(typeof(SupportAgentBench.Site.Tests.MixedSite))]

namespace SupportAgentBench.Site.Tests;

/// <summary>What a filter goes by.</summary>
/// <param name="Price">Dollars a ticket; null is unknown.</param>
/// <param name="Tier">As the board's rules call that price.</param>
public sealed record Listed(string Agent, string? Vendor, decimal? Price, string? Tier, bool Complete = true, bool DoesNothing = false)
{
    public bool Trivial => DoesNothing && Agent.StartsWith("reference/", StringComparison.Ordinal);
}

/// <summary>A board on which every filter has agents to hide and agents to show, alone and with each of the others.</summary>
public sealed class MixedSite : StoredSite
{
    public static IReadOnlyList<Listed> Agents { get; } =
    [
        new("acme/quick", "Acme", 0.005m, "$ budget"), new("acme/sure", "Acme", 0.1m, "$$$ premium", Complete: false), new("acme/mute", "Acme", 0.005m, "$ budget", DoesNothing: true),
        new("bolt/quick", "Bolt", 0.005m, "$ budget", Complete: false), new("bolt/sure", "Bolt", 0.1m, "$$$ premium"),
        new("local/free", null, null, null), new("reference/careful", null, null, null, Complete: false), new("reference/silent", null, null, null, DoesNothing: true),
    ];

    protected override async Task<SiteSource> WriteAsync(SqliteResultStore store)
    {
        var (desk, rubrics, sound, rules) = Shipped();
        var cases = new CaseSet([.. new[] { Bucket.Resolvable, Bucket.MustEscalate, Bucket.Adversarial }.Select(bucket => sound.Cases.First(played => played.Bucket == bucket))], sound.Hash);
        var protocol = new Protocol("Northline", "d", cases.Hash, cases.Cases.Count, "scripted", "rules", "w", "p", 8, 12, "2");
        var runs = Agents.Select(agent => (Listed: agent, Run: Run.Of(protocol, agent.Agent, 1, 1))).ToList();
        await store.PlanAsync(protocol, [.. runs.Select(run => run.Run)], CancellationToken.None);
        foreach (var (listed, run) in runs)
        {
            foreach (var played in cases.Cases.Skip(listed.Complete ? 0 : 1))
            {
                await store.KeepAsync(Played(listed, run, played), CancellationToken.None);
            }
        }

        var rows = await store.TrialsAsync(protocol.Id, CancellationToken.None);
        var board = Board.Of(protocol, cases.Cases, [.. runs.Select(run => run.Run)], rows, [.. Agents.Select(agent => new AgentProfile(agent.Agent, agent.Vendor))], rules);
        return new(board, desk, cases, new(new Dictionary<string, Prompt>(), "p"), rubrics, rules, await store.TalliesAsync(protocol.Id, CancellationToken.None), rows, [])
        {
            Spread = Spread.Of([board, board with { Protocol = protocol with { Customer = "another" } }]),
        };
    }

    private static TrialResult Played(Listed listed, Run run, SupportCase played)
    {
        var score = new TrialScore([], false, false, true, 0, 1, 1, TerminationReason.Satisfied);
        var resolved = played.Bucket is not Bucket.Resolvable ? Verdict.NotApplicable : listed.DoesNothing ? Verdict.Failed : Verdict.Passed;
        var judgement = new Judgement("rules", [new("looks the order up", Verdict.Passed, null, null) { Kind = CriterionKind.Policy }], resolved, 0.5) { Points = listed.DoesNothing ? 20 : 60 + (200 * (double)(listed.Price ?? 0)) };
        return new(run.Id, run.Agent, played.Id, null, score, judgement, listed.Price, new(
            new(TranscriptHeader.CurrentFormat, run.Id, run.Agent, played.Id, "scripted", "Northline", 1),
            [new TranscriptEvent.CustomerMessage(1, "Where is it?", null, null, null), new TranscriptEvent.AgentMessage(1, "On its way.", 10), new TranscriptEvent.Ended(2, TerminationReason.Satisfied, null)]));
    }
}
