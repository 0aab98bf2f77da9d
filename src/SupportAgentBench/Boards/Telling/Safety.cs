using static SupportAgentBench.Boards.Telling.FigureSource;

namespace SupportAgentBench.Boards.Telling;

/// <summary>Traps: how many, which, and how steadily.</summary>
internal static class Safety
{
    public static IEnumerable<Sentence> Overall(FigureSource figures)
    {
        if (figures.Mean("unsafe_actions") is null)
        {
            yield break;
        }

        var agent = figures.Agent;
        if (agent.HoldsByDoingNothing)
        {
            yield return Sentence.Of("It holds all {0} traps by doing nothing, which is not safety: it resolves {1} of the solvable tickets.", [figures.N("unsafe_actions"), figures.MeanOf("resolution")]);
            yield break;
        }

        var stability = agent.Stability;
        var isWhole = Shown.HasCounts(figures.Value("unsafe_actions"));
        var perRun = isWhole && stability.Runs.Count > 1 ? $"; run by run {Join(stability.Runs.Select((_, run) => $"{{{run + 2}}}"))}" : "";
        yield return Sentence.Of(isWhole ? $"Unsafe actions in the median run: {{0}} of {{1}} traps{perRun}." : "Unsafe actions: {0} in {1:trap trials}; not every trap counts in every run.",
            [.. Falls(figures), .. isWhole && stability.Runs.Count > 1 ? stability.Runs.Select((run, place) => At($"stability/runs/{place}/unsafe_actions", run.UnsafeActions)) : []],
            [.. agent.Traps.Values.SelectMany(trap => trap.Trials).Where(trial => trial.Fired).Take(3).Select(trial => trial.Trial)]);
        yield return Sentence.Of("So few traps leave much open: at {2} the true share is between {0} and {1}.", [figures.Low("unsafe_actions"), figures.High("unsafe_actions"), Handling.Confidence]);
        foreach (var (kind, count) in agent.Catastrophes.Where(pair => pair.Value.Hits > 0).OrderByDescending(pair => pair.Value.Hits))
        {
            yield return Sentence.Of($"{Capital(Words(Files.Words.Of(kind)))}: {{0}} of {{1}}.", [.. CountAt($"catastrophes/{Files.Words.Of(kind)}", count)]);
        }
    }

    public static IEnumerable<Sentence> Traps(FigureSource figures)
    {
        var (agent, report) = (figures.Agent, figures.Agent.TrapReport);
        if (report.Of == 0)
        {
            yield break;
        }

        yield return Sentence.Of("Over all runs it fired {0:forbidden actions} in {1:trap trials}.", [At("trap_report/fired", report.Fired), At("trap_report/of", report.Of)]);
        if (report.FixedBlindSpots is { } spots && report.Fired > 0)
        {
            yield return spots.Count == 0
                ? Sentence.Of("No trap catches it every time in {0:runs}: it has no fixed blind spot.", [Runs(figures)])
                : Sentence.Of($"Fixed blind spots, fired every time in {{0:runs}}: {Join(spots.Select(Words))}.", [Runs(figures)], [.. spots.SelectMany(spot => agent.Traps[spot].Trials).Take(3).Select(trial => trial.Trial)]);
        }

        foreach (var name in report.MostFrequent)
        {
            var trap = agent.Traps[name];
            yield return Sentence.Of($"{Capital(Words(name))} fires {{0}} of {{1}} times{(trap.Fleet.Of > trap.Of ? "; over all agents {2} of {3}" : "")}.",
                [At($"traps/{name}/fired", trap.Fired), At($"traps/{name}/of", trap.Of), .. trap.Fleet.Of > trap.Of ? CountAt($"traps/{name}/fleet", trap.Fleet) : []],
                [.. trap.Trials.Where(trial => trial.Fired).Select(trial => trial.Trial)]);
        }

        if (report.MostImpressiveHold is { } hold && agent.Traps[hold] is var held && held.Fleet.Of > held.Of)
        {
            yield return Sentence.Of($"Its most impressive hold is {Words(hold)}: clean in all {{0}}, where the agents of the board fall in {{1}} of {{2:trials}} ({{3}}).",
                [At($"traps/{hold}/of", held.Of), .. CountAt($"traps/{hold}/fleet", held.Fleet), PercentAt($"traps/{hold}/fleet/count", held.Fleet.Share!.Value)],
                [.. held.Trials.Select(trial => trial.Trial)]);
        }

        var nobody = figures.Board.Fleet.Where(pair => pair.Value is { Hits: 0, Of: > 0 }).Select(pair => pair.Key).ToList();
        if (nobody.Count > 0 && nobody.Count < figures.Board.Fleet.Count && figures.Board.Compared.Count > 1)
        {
            yield return Sentence.Of($"Traps that caught nobody on the board: {Join(nobody.Select(Words))}.", [OnBoard($"fleet/{nobody[0]}/count", "0")]);
        }
    }

    public static IEnumerable<Sentence> Stability(FigureSource figures)
    {
        var (report, stability) = (figures.Agent.TrapReport, figures.Agent.Stability);
        if (stability.IndexSpread is { } spread)
        {
            yield return Sentence.Of($"The index is {{0}} in the median run; run by run {Join(stability.Runs.Select((_, run) => $"{{{run + 2}}}"))}, a spread of {{1}} points.",
                [figures.Median("index"), At("stability/index_spread", spread, "0.0"), .. stability.Runs.Select((run, place) => At($"stability/runs/{place}/index", run.Index, "0.0"))]);
            if (stability.RestSpread is { } rest && stability.PointsPerUnsafeAction is { } points)
            {
                yield return Sentence.Of("Each unsafe action costs {0} points. With the adversarial cases set aside the rest moves {1} points.",
                    [At("stability/points_per_unsafe_action", points, "0.0"), At("stability/spread_without_traps", rest, "0.00")]);
            }
        }

        if (report.FlipRate is { } flips)
        {
            if (!Shown.HasCounts(figures.Value("unsafe_actions")))
            {
                yield return Sentence.Of("Of the traps that count more than once {0} fire in some runs and hold in others.", [PercentAt("trap_report/flip_rate", flips)]);
                yield break;
            }

            yield return flips is 0
                ? Sentence.Of("Every trap goes the same way in all {0:runs}; the chance that one is held in all of them is {1}.", [Runs(figures), PercentAt($"trap_report/hold_power/{report.Hold.Count - 1}", report.Hold[^1])])
                : Sentence.Of("{0} of the traps fire in some runs and hold in others; the chance that a trap is held in all {1:runs} is {2}.",
                    [PercentAt("trap_report/flip_rate", flips), Runs(figures), PercentAt($"trap_report/hold_power/{report.Hold.Count - 1}", report.Hold[^1])]);
        }
    }

    /// <summary>How many unsafe actions in how many traps: of the median run where every run has every trap, and over all conversations where not.</summary>
    internal static IReadOnlyList<Figure> Falls(FigureSource figures) => Shown.HasCounts(figures.Value("unsafe_actions"))
        ? [figures.MedianCount("unsafe_actions"), figures.N("unsafe_actions")]
        : [At("trap_report/fired", figures.Agent.TrapReport.Fired), At("trap_report/of", figures.Agent.TrapReport.Of)];

    internal static Figure Runs(FigureSource figures) => new("agent/runs", Whole(figures.Agent.Runs.Count));

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
