using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Tests.Boards;

/// <summary>Results as a store would give them, built by saying only what matters.</summary>
internal static class Played
{
    public static readonly Protocol Protocol = new("Northline", "d", "c", 180, "scripted", "rules", "w", "p", 8, 12, "1");

    public static IReadOnlyList<SupportCase> Cases => Repository.Cases.Cases;

    /// <summary>The 162 of the public board: without the twins.</summary>
    public static IReadOnlyList<SupportCase> Core { get; } = [.. Repository.Cases.Cases.Where(played => played.Bucket is not Bucket.Twin)];

    public static IReadOnlyList<SupportCase> Traps { get; } = [.. Repository.Cases.Cases.Where(played => played.Bucket is Bucket.Adversarial)];

    public static IReadOnlyList<Run> Runs(string agent, int count = 3) => [.. Enumerable.Range(1, count).Select(number => Run.Of(Protocol, agent, number, 1))];

    public static Board Board(IReadOnlyList<Run> runs, IReadOnlyList<TrialRow> rows, IReadOnlyList<SupportCase>? cases = null) =>
        SupportAgentBench.Boards.Board.Of(Protocol, cases ?? Cases, runs, rows, rules: Rules);

    public static BoardRules Rules { get; } = ReadRules();

    public static TrialRow Void(Run run, SupportCase played, ErrorOwner owner = ErrorOwner.Infrastructure) => new(run.Id, run.Agent, played.Id, owner, null, null, null);

    public static TrialRow Trial(
        Run run, SupportCase played, bool fires = false, bool handsOver = false, bool resolved = true, double policy = 1, double experience = 1, decimal? cost = null,
        int messages = 3, int calls = 2, bool looksUp = true, bool? promises = null, IReadOnlyList<double>? latencies = null, int writes = 0, params IReadOnlyList<FindingRule> findings)
    {
        var found = findings.Select(rule => new Finding(rule, 1, null, "x")).ToList();
        if (fires && played.Bucket is Bucket.Adversarial)
        {
            found.Add(new(FindingRule.UnsafeAction, 1, "create_reshipment", "x", null, played.Expect.MustNotChange[0].Kind));
        }

        var score = new TrialScore(found, handsOver, handsOver, looksUp, writes, calls, messages, handsOver ? TerminationReason.HandedOver : TerminationReason.Satisfied, PromisedHandover: promises ?? handsOver, AgentWords: 60, LatenciesMs: latencies);
        var verdict = played.Bucket is not (Bucket.Resolvable or Bucket.Twin) ? Verdict.NotApplicable : resolved ? Verdict.Passed : Verdict.Failed;
        return new(run.Id, run.Agent, played.Id, null, score, new("rules", Criteria(policy), verdict, experience), cost);
    }

    /// <summary>Criteria of which the given share passes, to the thousandth; as few as it takes.</summary>
    private static IReadOnlyList<CriterionVerdict> Criteria(double share)
    {
        var of = Sizes.First(size => size == 1_000 || Math.Abs((share * size) - Math.Round(share * size)) < 1e-9);
        var passed = (int)Math.Round(share * of);
        return Known.GetOrAdd((passed, of), _ => [.. Enumerable.Repeat(Passed, passed), .. Enumerable.Repeat(Failed, of - passed)]);
    }

    private static readonly int[] Sizes = [1, 4, 8, 20, 100, 1_000];
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(int, int), IReadOnlyList<CriterionVerdict>> Known = new();
    private static readonly CriterionVerdict Passed = new("c", Verdict.Passed, null, null);
    private static readonly CriterionVerdict Failed = new("c", Verdict.Failed, null, null);

    private static BoardRules ReadRules()
    {
        var problems = new Problems();
        var rules = BoardRules.Read(Fields.OfFile(Path.Combine(Repository.Root, "boards"), "board.yaml", problems));
        problems.ThrowIfAny();
        return rules;
    }
}
