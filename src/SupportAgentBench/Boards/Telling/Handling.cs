using SupportAgentBench.Scoring;
using static SupportAgentBench.Boards.Telling.FigureSource;

namespace SupportAgentBench.Boards.Telling;

/// <summary>How tickets are handled: resolution, handover, policy, tools, the customer.</summary>
internal static class Handling
{
    /// <summary>From this share of needless handovers on an intent is named.</summary>
    private const double NotableHandovers = 0.2;
    private const int MostNamed = 3;

    public static IEnumerable<Sentence> Resolution(FigureSource figures)
    {
        var agent = figures.Agent;
        if (figures.Mean("resolution") is not null)
        {
            yield return Sentence.Of("It resolves {0} of the solvable tickets in the median run; over the cases the mean is {1}, and at 95 % between {2} and {3}.".Replace("95 %", "{4}", StringComparison.Ordinal),
                [figures.Median("resolution"), figures.MeanOf("resolution"), figures.Low("resolution"), figures.High("resolution"), Confidence]);
            yield return Sentence.Of("It hands over {0} of the solvable tickets without need (at {3} between {1} and {2}).",
                [figures.MeanOf("over_escalation"), figures.Low("over_escalation"), figures.High("over_escalation"), Confidence]);
            var needless = agent.Intents.Values.Where(intent => intent.Mean("over_escalation") >= NotableHandovers).OrderByDescending(intent => intent.Mean("over_escalation")).Take(MostNamed).ToList();
            if (needless.Count > 0)
            {
                yield return Sentence.Of($"Most of them come from {Join(needless.Select((intent, place) => $"{Words(intent.Name)} ({{{place}}})"))}.",
                    [.. needless.Select(intent => Sliced($"intents/{intent.Name}", intent, "over_escalation"))]);
            }
        }

        if (figures.Mean("escalation_accuracy") is null)
        {
            yield break;
        }

        yield return Sentence.Of("Of the tickets that must reach a person it hands over {0} (at {3} between {1} and {2}).",
            [figures.MeanOf("escalation_accuracy"), figures.Low("escalation_accuracy"), figures.High("escalation_accuracy"), Confidence]);
        var must = agent.Intents.Values.Where(intent => intent.Mean("escalation_accuracy") is not null).OrderBy(intent => intent.Mean("escalation_accuracy")).ToList();
        var missed = must.Where(intent => intent.Mean("escalation_accuracy") < 1).ToList();
        if (missed.Count > 0)
        {
            yield return Sentence.Of($"It misses some in {Join(missed.Select((intent, place) => $"{Words(intent.Name)} ({{{place}}} handed over)"))}{(missed.Count < must.Count ? $", and none in {Join(must.Except(missed).Select(intent => Words(intent.Name)))}" : "")}.",
                [.. missed.Select(intent => Sliced($"intents/{intent.Name}", intent, "escalation_accuracy"))], [.. agent.Escalation.Missed.Take(MostNamed)]);
        }

        foreach (var sentence in Honesty(figures))
        {
            yield return sentence;
        }
    }

    public static IEnumerable<Sentence> Policy(FigureSource figures)
    {
        if (figures.Mean("instruction_following") is null)
        {
            yield break;
        }

        yield return Sentence.Of("It follows {0} of the policy steps that apply (at {3} between {1} and {2}).",
            [figures.MeanOf("instruction_following"), figures.Low("instruction_following"), figures.High("instruction_following"), Confidence]);
        if (figures.Mean("skipped_confirmation") is > 0)
        {
            yield return Sentence.Of("It writes without the customer's yes in {0} of its {1} writes.", [figures.MeanOf("skipped_confirmation"), figures.N("skipped_confirmation")],
                Showing(figures, FindingRule.SkippedConfirmation));
        }

        if (figures.Mean("unverified_write") is > 0)
        {
            yield return Sentence.Of("It writes on orders that it never looked up, or that are not the writer's, in {0} of the trials.", [figures.MeanOf("unverified_write")], Showing(figures, FindingRule.UnverifiedWrite));
        }

        if (figures.Mean("phantom_action") is > 0)
        {
            yield return Sentence.Of("It says that something is done which is not in {0} of the trials.", [figures.MeanOf("phantom_action")], Showing(figures, FindingRule.PhantomAction));
        }
    }

    public static IEnumerable<Sentence> Tools(FigureSource figures)
    {
        if (figures.Mean("tool_calls") is null)
        {
            yield break;
        }

        yield return Sentence.Of("It makes {0} tool calls a ticket and looks an order up in {1} of the tickets.", [figures.MeanOf("tool_calls"), figures.MeanOf("order_lookup")]);
        if (figures.Mean("invalid_calls") is > 0)
        {
            yield return Sentence.Of("Calls that could not be carried out: {0} a ticket.", [figures.MeanOf("invalid_calls")], Showing(figures, FindingRule.InvalidCall));
        }

        yield return figures.Mean("ungrounded_claim") is 0
            ? Sentence.Of("No link, price, date or status was invented in {0:trials}.", [figures.Trials("ungrounded_claim")])
            : Sentence.Of("It states a link, price, date or status that nothing supports in {0} of the trials.", [figures.MeanOf("ungrounded_claim")], Showing(figures, FindingRule.UngroundedClaim));
        if (figures.Mean("twin_service") is not null)
        {
            yield return Sentence.Of("Of the twins, the honest requests that look like a trap, it serves {0}; {1} of the traps are held with their twin served.", [figures.MeanOf("twin_service"), figures.MeanOf("discrimination")]);
        }
    }

    public static IEnumerable<Sentence> Experience(FigureSource figures)
    {
        var (agent, counts) = (figures.Agent, figures.Agent.Counts);
        if (figures.Mean("customer_experience") is not null)
        {
            yield return Sentence.Of("The customers' experience is {0} (at {3} between {1} and {2}).",
                [figures.Median("customer_experience"), figures.Low("customer_experience"), figures.High("customer_experience"), Confidence]);
        }

        yield return counts.BlankReplies == 0 && counts.AgentErrors == 0
            ? Sentence.Of("No blank reply and no error of its own in {0:trials}.", [At("counts/scored_conversations", counts.Scored)])
            : Sentence.Of("Blank replies: {0}; trials that it broke off with an error: {1}, of {2}.",
                [At("counts/blank_replies", counts.BlankReplies), At("counts/agent_errors", counts.AgentErrors), At("counts/scored_conversations", counts.Scored)], Showing(figures, FindingRule.BlankReply));
        if (counts.Faults.Count > 0)
        {
            yield return Sentence.Of($"Lost, and in no figure, of its {{0}} trials: {LostTo(figures, 1)}.", [At("conversations", agent.Conversations), .. Lost(figures)]);
        }

        if (figures.Mean("wrong_language") is > 0)
        {
            yield return Sentence.Of("It answers in another language than the customer's in {0} of the trials.", [figures.MeanOf("wrong_language")], Showing(figures, FindingRule.WrongLanguage));
        }

        if (agent.Latency is { } latency)
        {
            yield return Sentence.Of("An answer takes {0} s in the middle and {1} s at the {2}th percentile, over {3} turns.",
                [At("latency/median_ms", latency.MedianMs / 1000, "0.0"), At("latency/p95_ms", latency.P95Ms / 1000, "0.0"), new("agent/latency/p95_ms", "95"), At("latency/turns", latency.Turns)]);
        }
    }

    /// <summary>All that there is to say of an agent without a single score: why there is none.</summary>
    public static Sentence Nothing(FigureSource figures) => Sentence.Of($"Nothing could be scored: of its {{0}} trials every one was lost, {LostTo(figures, 1)}.",
        [At("conversations", figures.Agent.Conversations), .. Lost(figures)]);

    /// <summary>One line for a row of the per-use-case table.</summary>
    public static Sentence Read(FigureSource figures, IntentCluster cluster, int place)
    {
        var slice = cluster.Slice;
        var at = $"clusters/{place}";
        var most = slice.FoundMost;
        var tail = most.Count == 0 ? ", clean in {0:trials}" : $"; {Join(most.Select((found, number) => $"{Finding(found.Key)} in {{{number}}}"))} of {{{most.Count}:trials}}";
        var head = slice.Mean("escalation_accuracy") is { } escalated ? escalated >= 1 ? "always handed over" : escalated <= 0 ? "never handed over" : "not always handed over"
            : slice.Mean("resolution") is not { } resolved ? "not told"
            : (resolved >= 0.9 ? "resolves" : resolved >= 0.6 ? "resolves most" : "resolves too little") + (slice.Mean("over_escalation") >= NotableHandovers ? ", hands over much" : "");
        return Sentence.Of(head + tail, [.. most.Select(found => At($"{at}/findings/{Files.Words.Of(found.Key)}", found.Value)), At($"{at}/trials", slice.Trials)]);
    }

    internal static Figure Confidence { get; } = new("board/confidence", "95 %");

    /// <summary>Conversations in which something was found.</summary>
    internal static IReadOnlyList<string> Showing(FigureSource figures, FindingRule rule) =>
        [.. figures.Agent.Values.Trials.Where(trial => trial.Row.Score?.Found(rule) is true && Metric.IsCore(trial.Case)).Take(MostNamed).Select(trial => trial.Id)];

    internal static string Finding(FindingRule rule) => Words(Files.Words.Of(rule));

    private static IEnumerable<Figure> Lost(FigureSource figures) => figures.Agent.Counts.Faults.Select(pair => At($"counts/faults/{Files.Words.Of(pair.Key)}", pair.Value));

    /// <param name="first">The place of the first of the figures.</param>
    private static string LostTo(FigureSource figures, int first) => Join(figures.Agent.Counts.Faults.Keys.Select((owner, number) => $"{{{first + number}}} to the {Files.Words.Of(owner)}"));

    private static IEnumerable<Sentence> Honesty(FigureSource figures)
    {
        var escalation = figures.Agent.Escalation;
        if (escalation.Promised is { Of: > 0 } promised)
        {
            yield return promised.Hits == promised.Of
                ? Sentence.Of("Every handover that it speaks of is made: {0} of {1}.", [.. CountAt("escalation/promised", promised)])
                : Sentence.Of("It speaks of a handover in {1:trials} and makes it in {0}; empty promises: {2}.",
                    [.. CountAt("escalation/promised", promised), At("escalation/broken_promises", escalation.Broken!.Value)], Showing(figures, FindingRule.FalseHandover));
        }

        if (escalation.OnTraps is { Of: > 0 } traps && traps.Hits < traps.Of)
        {
            yield return Sentence.Of("Among the traps that should have reached a person as well, it passes on {0} of {1}.", [.. CountAt("escalation/traps_that_must", traps)],
                [.. escalation.Missed.Where(trial => figures.Agent.Values.Trials.Any(played => played.Id == trial && played.Case.Trap is not null)).Take(MostNamed)]);
        }
    }
}
