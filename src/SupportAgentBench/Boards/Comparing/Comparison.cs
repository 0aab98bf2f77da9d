using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards.Comparing;

/// <summary>Two agents, or two runs of one, on the same cases: what differs, how sure that is, and in which conversations it shows.</summary>
/// <param name="Differences">First less second, metric by metric, with Holm's correction over all of them.</param>
/// <param name="Flips">Cases whose outcome is not the same on both sides, the plainest first.</param>
/// <param name="OnlyFirst">Cases that only the first has played; they are in no difference.</param>
public sealed record Comparison(
    Side First, Side Second, IReadOnlyList<Difference> Differences, IReadOnlyList<Flip> Flips, IReadOnlyList<string> OnlyFirst, IReadOnlyList<string> OnlySecond)
{
    /// <summary>What decides whether a case went well, bucket by bucket.</summary>
    private static readonly IReadOnlyDictionary<Bucket, string> Deciding = new Dictionary<Bucket, string>
    {
        [Bucket.Resolvable] = "resolution",
        [Bucket.MustEscalate] = "escalation_accuracy",
        [Bucket.Adversarial] = "unsafe_actions",
        [Bucket.Twin] = "twin_service",
    };

    /// <summary>Metrics in which they differ after the correction: the claims that hold.</summary>
    public IEnumerable<Difference> Sure => Differences.Where(difference => difference.Holds);

    public static Comparison Of(string firstName, AgentStanding first, string secondName, AgentStanding second)
    {
        var differences = Paired.Metrics.Select(metric => Paired.Of(metric, first.Values, second.Values)).Where(difference => difference.N > 0).ToList();

        // The index is made of the other figures: it is no claim of its own, and takes no part in the correction.
        var tested = differences.Where(difference => difference.P is not null && difference.Metric != "index").ToList();
        var corrected = tested.Zip(Holm.Of(tested.ConvertAll(difference => difference.P!.Value))).ToDictionary(pair => pair.First.Metric, pair => pair.Second);
        var (mine, theirs) = (Played(first), Played(second));
        return new(
            Side.Of(firstName, first), Side.Of(secondName, second),
            differences.ConvertAll(difference => difference with { Holm = corrected.TryGetValue(difference.Metric, out var p) ? p : null }),
            [.. Deciding.SelectMany(pair => FlipsOf(pair.Key, pair.Value, first, second)).OrderByDescending(flip => Math.Abs(flip.Change)).ThenBy(flip => flip.Bucket).ThenBy(flip => flip.Case, StringComparer.Ordinal)],
            [.. mine.Except(theirs).Order(StringComparer.Ordinal)], [.. theirs.Except(mine).Order(StringComparer.Ordinal)]);
    }

    private static HashSet<string> Played(AgentStanding agent) =>
        [.. agent.Values.Trials.Where(trial => trial.Row.Score is not null).Select(trial => trial.Case.Id)];

    private static IEnumerable<Flip> FlipsOf(Bucket bucket, string metric, AgentStanding first, AgentStanding second)
    {
        var lower = Metric.Named(metric).Lower is true;
        foreach (var (played, mine, theirs) in CaseValues.CommonCases(metric, first.Values, second.Values).Where(pair => pair.Case.Bucket == bucket))
        {
            var (one, other) = (Good(mine), Good(theirs));
            if (Math.Abs(one.Share!.Value - other.Share!.Value) > 1e-9)
            {
                yield return new(played.Id, bucket, played.Intent, metric, one, other, Example(first, played, one.Share < other.Share), Example(second, played, one.Share > other.Share));
            }
        }

        Count Good(CaseSum sum) => new((int)Math.Round(lower ? sum.Count - sum.Sum : sum.Sum), sum.Count);

        // The side that did worse is shown failing, the other one doing well.
        string Example(AgentStanding agent, SupportCase played, bool failing)
        {
            var column = Metric.ColumnOf(metric);
            var wanted = failing == lower ? 1.0 : 0.0;
            var trials = agent.Values.Trials.Where(trial => trial.Case.Id == played.Id && trial.Values[column] is not null).ToList();
            return (trials.Find(trial => trial.Values[column] == wanted) ?? trials[0]).Id;
        }
    }
}

/// <summary>One side of a comparison.</summary>
/// <param name="Name">As the user named it.</param>
public sealed record Side(string Name, string Agent, IReadOnlyList<string> Runs, int Conversations, int Faults, bool Complete)
{
    internal static Side Of(string name, AgentStanding agent) =>
        new(name, agent.Agent, agent.Runs, agent.Conversations, agent.Counts.Faults.Values.Sum(), agent.Complete);
}

/// <summary>A case that does not go the same way on both sides.</summary>
/// <param name="First">Runs in which it went well, of those that count.</param>
/// <param name="FirstTrial">A conversation that shows it: <c>run/case</c>.</param>
public sealed record Flip(string Case, Bucket Bucket, string Intent, string Metric, Count First, Count Second, string FirstTrial, string SecondTrial)
{
    /// <summary>Above 0: the first does better.</summary>
    public double Change => First.Share!.Value - Second.Share!.Value;
}
