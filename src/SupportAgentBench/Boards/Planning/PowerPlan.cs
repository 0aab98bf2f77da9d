using SupportAgentBench.Boards.Comparing;

namespace SupportAgentBench.Boards.Planning;

/// <summary>What is to be found out.</summary>
/// <param name="Metric">A share: over-escalation, unsafe actions ...</param>
/// <param name="Base">The rate of the agent that is known.</param>
/// <param name="Difference">The true difference that is to be seen.</param>
/// <param name="Power">The chance of seeing it, if it is there.</param>
/// <param name="Cases">Cases of the set that the metric is about.</param>
/// <param name="Runs">Runs that are meant to be played.</param>
/// <param name="Agents">How many of the two agents are still to be played: 1 when the baseline is there.</param>
/// <param name="Price">Dollars per ticket; null is unknown.</param>
public sealed record PlanQuestion(
    string Metric, double Base, double Difference, double Power, int Cases, int Runs, double WithinCase, double BetweenAgents, int Agents, double? Price);

/// <summary>So many cases, so many runs, and what they would do.</summary>
/// <param name="Chance">The chance of seeing the difference, where this metric alone is looked at.</param>
/// <param name="Corrected">The chance that <c>compare</c>, which looks at all metrics and corrects for it, claims it although nothing else differs.</param>
/// <param name="Conversations">To be played, over all agents that are still to be played.</param>
/// <param name="Dollars">Null when the price is unknown.</param>
public sealed record PlanOption(int Cases, int Runs, double Chance, double Corrected, int Conversations, double? Dollars);

/// <summary>What it takes to see a difference.</summary>
/// <param name="Now">The cases and runs as they are.</param>
/// <param name="MoreRuns">The fewest runs of the same cases that suffice; null when even <see cref="PowerPlan.MostRuns"/> do not.</param>
/// <param name="AtMostRuns">What the same cases give with <see cref="PowerPlan.MostRuns"/>.</param>
/// <param name="MoreCases">The fewest cases that suffice with the same runs; null when more than <see cref="PowerPlan.MostCases"/> would be needed.</param>
/// <param name="OneRun">The fewest cases that suffice with one run each: new cases tell more than new runs.</param>
/// <param name="Detectable">The smallest difference that the cases and runs as they are would show with that chance; null when none up to 1 is.</param>
public sealed record PowerPlan(PlanQuestion Question, double Other, PlanOption Now, PlanOption? MoreRuns, PlanOption AtMostRuns, PlanOption? MoreCases, PlanOption? OneRun, double? Detectable)
{
    public const int MostRuns = 30;
    public const int MostCases = 3_000;

    /// <summary>Metrics that a comparison tests; the index is none of them.</summary>
    private static readonly int Looks = Paired.Metrics.Count - 1;

    private const int Pairs = 2_000;
    private const int RoughPairs = 400;
    private const int Seed = 20_260_629;

    public static PowerPlan Of(PlanQuestion question)
    {
        var other = OtherRate(question, question.Difference);
        var agents = new TwoAgents(question.Base, other, question.WithinCase, question.BetweenAgents);
        var now = Option(question, agents, (question.Cases, question.Runs));
        var most = Option(question, agents, (question.Cases, MostRuns));
        return new(question, other, now, now.Chance >= question.Power ? now : Runs(question, agents),
            most, Cases(question, agents, question.Runs), question.Runs == 1 ? null : Cases(question, agents, 1), Smallest(question));
    }

    /// <summary>The other agent is the worse one, where there is room for it: a loss is what most plans are about, and it is no easier to see than a gain.</summary>
    private static double OtherRate(PlanQuestion question, double difference)
    {
        var worse = Metric.Named(question.Metric).Lower is true ? difference : -difference;
        return question.Base + worse is >= 0 and <= 1 ? question.Base + worse : question.Base - worse;
    }

    private static PlanOption? Cases(PlanQuestion question, TwoAgents agents, int runs) =>
        agents.Found(MostCases, runs, RoughPairs, Seed) < question.Power ? null : Fewest(question, agents, 6, MostCases, cases => (cases, runs));

    private static PlanOption? Runs(PlanQuestion question, TwoAgents agents) =>
        agents.Found(question.Cases, MostRuns, RoughPairs, Seed) < question.Power ? null : Fewest(question, agents, question.Runs + 1, MostRuns, runs => (question.Cases, runs));

    /// <summary>The chance rises with the number: halve the range with few pairs, then go up from there with many until it suffices.</summary>
    private static PlanOption Fewest(PlanQuestion question, TwoAgents agents, int least, int most, Func<int, (int Cases, int Runs)> size)
    {
        var (low, high) = (least, most);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var (cases, runs) = size(middle);
            (low, high) = agents.Found(cases, runs, RoughPairs, Seed) >= question.Power ? (low, middle) : (middle + 1, high);
        }

        var enough = Option(question, agents, size(low));
        while (enough.Chance < question.Power && low < most)
        {
            low = Math.Min(most, low + Math.Max(1, low / 50));
            enough = Option(question, agents, size(low));
        }

        return enough;
    }

    private static PlanOption Option(PlanQuestion question, TwoAgents agents, (int Cases, int Runs) size)
    {
        var conversations = size.Cases * size.Runs * question.Agents;
        return new(size.Cases, size.Runs, agents.Found(size.Cases, size.Runs, Pairs, Seed), agents.Found(size.Cases, size.Runs, Pairs, Seed, Difference.Alpha / Looks), conversations, question.Price * conversations);
    }

    /// <summary>The smallest difference that the question's cases and runs show with its chance; null when none does.</summary>
    /// <remarks>Halve the range with few pairs; then one step after the other with many, down while it still suffices, or up until it does.</remarks>
    public static double? Smallest(PlanQuestion question)
    {
        const double Step = 0.004;
        var (low, high) = (0.0, Math.Max(question.Base, 1 - question.Base));
        if (Chance(high, RoughPairs) < question.Power)
        {
            return null;
        }

        while (high - low > Step)
        {
            var middle = (low + high) / 2;
            (low, high) = Chance(middle, RoughPairs) >= question.Power ? (low, middle) : (middle, high);
        }

        while (high > Step && Chance(high - Step, Pairs) >= question.Power)
        {
            high -= Step;
        }

        while (high < 1 - Step && Chance(high, Pairs) < question.Power)
        {
            high += Step;
        }

        return high;

        double Chance(double difference, int pairs) =>
            new TwoAgents(question.Base, OtherRate(question, difference), question.WithinCase, question.BetweenAgents).Found(question.Cases, question.Runs, pairs, Seed);
    }
}
