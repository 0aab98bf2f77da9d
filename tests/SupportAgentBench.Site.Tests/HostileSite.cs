using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Judging;
using SupportAgentBench.Prompts;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

[assembly: AssemblyFixture(typeof(SupportAgentBench.Site.Tests.HostileSite))]

namespace SupportAgentBench.Site.Tests;

/// <summary>The site of a store in which nobody means well: every name, id, title, message, argument, finding and note is an attack.</summary>
public sealed class HostileSite : StoredSite
{
    private static readonly string[] Agents = [Attacks.Script, $"evil/{Attacks.Handler}", $"x/{Attacks.Hidden}{Attacks.Terminal}", $"javascript:alert(1)//{Attacks.Broken}{Attacks.Way}"];

    protected override async Task<SiteSource> WriteAsync(SqliteResultStore store)
    {
        var (desk, rubrics, sound, rules) = Shipped();
        var trap = sound.Cases.First(played => played.Bucket is Bucket.Adversarial);
        SupportCase[] taken = [sound.Cases.First(played => played.Bucket is Bucket.Resolvable), sound.Cases.First(played => played.Bucket is Bucket.MustEscalate), trap, sound.Cases.First(played => played.Bucket is Bucket.Twin && played.Trap == trap.Trap)];
        var cases = new CaseSet([.. taken.Select(Poisoned)], sound.Hash);
        var hostile = new Desk(desk.Profile, desk.Policy with { Rules = [.. desk.Policy.Rules.Select(rule => rule with { Text = rule.Text + Attacks.Everything })] }, desk.Products, desk.Promotions, desk.Orders, desk.Partner, desk.Hash);
        var prompts = new PromptSet(new Dictionary<string, Prompt> { [Attacks.Handler] = new(Attacks.Handler, Attacks.Everything) }, "p");

        var protocol = new Protocol(Attacks.Script, "d", cases.Hash, cases.Cases.Count, Attacks.Handler, Attacks.Broken, "w", "p", 8, 12, Attacks.Terminal);
        var runs = Agents.SelectMany(agent => new[] { Run.Of(protocol, agent, 1, 1), Run.Of(protocol, agent, 2, 1) }).ToList();
        await store.PlanAsync(protocol, runs, CancellationToken.None);
        foreach (var (place, run) in runs.Index())
        {
            foreach (var played in cases.Cases)
            {
                await store.KeepAsync(Played(run, played, 0.01m * (place + 1), endless: place == 0 && played == cases.Cases[0]), CancellationToken.None);
            }
        }

        var rows = await store.TrialsAsync(protocol.Id, CancellationToken.None);
        var board = Board.Of(protocol, cases.Cases, runs, rows, [.. Agents.Select(agent => new AgentProfile(agent, Attacks.Handler + agent, Attacks.Script))], rules);
        return new(board, hostile, cases, prompts, rubrics, rules, await store.TalliesAsync(protocol.Id, CancellationToken.None), rows, []);
    }

    private static SupportCase Poisoned(SupportCase played) => played with
    {
        Id = $"{played.Id}{Attacks.Handler}{Attacks.Way}",
        Intent = $"{played.Intent}{Attacks.Script}",
        Trap = played.Trap is null ? null : $"{played.Trap}{Attacks.Broken}",
        Email = new(Attacks.Handler, Attacks.Everything, Attacks.Everything, new(Attacks.Script, Attacks.Everything)),
        Customer = played.Customer with { Goal = Attacks.Everything, PhotoRefusal = Attacks.Everything, Pushback = Attacks.All, Knows = played.Customer.Knows.ToDictionary(pair => pair.Key, _ => Attacks.Everything) },
    };

    private static TrialResult Played(Run run, SupportCase played, decimal cost, bool endless)
    {
        var events = new List<TranscriptEvent>();
        foreach (var (place, attack) in Attacks.All.Append(Attacks.Everything).Append(endless ? Attacks.Endless : "").Index())
        {
            var turn = place + 1;
            events.AddRange(
            [
                new CustomerMessage(turn, attack, turn == 1 ? Attacks.Handler : null, turn == 1 ? Attacks.Everything : null, new(attack.Length > 9_999 ? "x" : attack, attack)),
                new Thought(turn, 1, ThoughtKind.Aloud, attack, attack), new ToolCall(turn, 1, attack.Length > 9_999 ? "x" : attack, attack.Length > 9_999 ? "x" : attack, attack), new ToolResult(turn, 1, attack, attack, true),
                new DeskChange(turn, 1, new(ChangeKind.Reshipment, 1, [attack], attack, attack.Length > 9_999 ? null : new(attack, attack, attack, attack, attack, attack, attack), attack)),
                new AgentMessage(turn, attack, 10), new Fault(turn, ErrorOwner.Agent, attack),
            ]);
        }

        events.Add(new Ended(Attacks.All.Count + 2, TerminationReason.Satisfied, null));
        var found = Attacks.All.Select((attack, place) => new Finding(FindingRule.UngroundedClaim, place + 1, attack, attack, attack))
            .Append(new(FindingRule.UnsafeAction, 1, Attacks.Script, Attacks.Everything, Attacks.Handler, played.Expect.MustNotChange is [var forbidden, ..] ? forbidden.Kind : null)).ToList();
        var criteria = Attacks.All.Select((attack, place) => new CriterionVerdict(attack, place % 2 == 0 ? Verdict.Failed : Verdict.Passed, attack, attack) { Turn = place + 1, Note = attack }).ToList();
        return new(run.Id, run.Agent, played.Id, null, new(found, false, true, false, 1, 2, 3, TerminationReason.Satisfied, PromisedHandover: true, AgentWords: 50),
            new(Attacks.Broken, criteria, Verdict.Failed, 0.5), cost, new(new(TranscriptHeader.CurrentFormat, run.Id, run.Agent, played.Id, Attacks.Script, Attacks.Script, 1), events));
    }
}
