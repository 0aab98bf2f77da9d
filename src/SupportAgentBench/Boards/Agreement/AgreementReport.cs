using SupportAgentBench.Judging;
using SupportAgentBench.Judging.Labels;

namespace SupportAgentBench.Boards.Agreement;

/// <summary>A conversation that was both labelled and judged.</summary>
public sealed record JudgedTrial(string Id, Judgement Judgement);

/// <summary>How well a judge agrees with labels on one criterion, or on all that make up a metric.</summary>
/// <param name="Name">The criterion, or the metric.</param>
/// <param name="Table">Label first, judge second; only where both said pass or fail.</param>
/// <param name="Unscored">Labelled pass or fail, but the judge could not tell.</param>
/// <param name="Apart">One says that it does not apply, the other pass or fail.</param>
public sealed record AgreementRow(string Name, TwoByTwo Table, int Unscored, int Apart);

/// <summary>A judge held against labels: per metric, per criterion, and against the ceiling that two labellers reach with one another.</summary>
/// <param name="Metrics">Resolution over the resolvable cases and twins; instruction-following and customer experience over the criteria that make them up.</param>
/// <param name="Ceiling">Two labellers on the same criteria; null where no two marked the same.</param>
/// <param name="Correct">By conversation and criterion that is labelled pass or fail: whether the judge says the same. What it could not tell is not right.</param>
public sealed record AgreementReport(
    string Judge, IReadOnlyList<AgreementRow> Metrics, IReadOnlyList<AgreementRow> Criteria, TwoByTwo? Ceiling, IReadOnlyDictionary<(string Trial, string Criterion), bool> Correct)
{
    /// <summary>Everything in one: each criterion of each conversation counts once.</summary>
    public TwoByTwo All { get; } = Criteria.Aggregate(new TwoByTwo(0, 0, 0, 0), (sum, row) => sum + row.Table);

    /// <summary>Only what was labelled counts; where several marked the same, the majority, and nothing where they are even.</summary>
    public static AgreementReport Of(string judge, IReadOnlyList<JudgedTrial> judged, IReadOnlyList<Label> labels)
    {
        var told = labels.GroupBy(label => (label.Trial, label.Criterion)).Select(group => (group.Key, Verdict: Majority(group))).Where(pair => pair.Verdict is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Verdict!.Value);
        var answers = judged.SelectMany(trial => trial.Judgement.Criteria.Select(verdict => (Key: (trial.Id, verdict.Criterion), verdict.Verdict, Kind: (CriterionKind?)verdict.Kind))
            .Append((Key: (trial.Id, Label.Resolved), Verdict: trial.Judgement.Resolved, Kind: null))).ToList();
        var pairs = answers.Where(answer => told.ContainsKey(answer.Key)).Select(answer => new Pair(answer.Key.Item1, answer.Key.Item2, answer.Kind, told[answer.Key], answer.Verdict)).ToList();
        return new(
            judge,
            [
                Row("resolution", pairs.Where(pair => pair.Kind is null)), Row("instruction_following", pairs.Where(pair => pair.Kind is CriterionKind.Policy)),
                Row("customer_experience", pairs.Where(pair => pair.Kind is CriterionKind.Need)),
            ],
            [.. pairs.Where(pair => pair.Kind is not null).GroupBy(pair => pair.Criterion).OrderBy(group => group.First().Kind).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(group.Key, group))],
            CeilingOf(labels), pairs.Where(pair => IsTold(pair.Label)).ToDictionary(pair => (pair.Trial, pair.Criterion), pair => pair.Label == pair.Judge));
    }

    private static AgreementRow Row(string name, IEnumerable<Pair> pairs)
    {
        var all = pairs.ToList();
        return new(
            name, TwoByTwo.Of(all.Where(pair => pair.BothTold).Select(pair => (pair.Label is Verdict.Passed, pair.Judge is Verdict.Passed))),
            all.Count(pair => IsTold(pair.Label) && pair.Judge is Verdict.CannotTell),
            all.Count(pair => (pair.Label is Verdict.NotApplicable && IsTold(pair.Judge)) || (IsTold(pair.Label) && pair.Judge is Verdict.NotApplicable)));
    }

    /// <summary>Every pair of labellers on every criterion that both answered.</summary>
    private static TwoByTwo? CeilingOf(IReadOnlyList<Label> labels)
    {
        var both = labels.Where(label => IsTold(label.Verdict)).GroupBy(label => (label.Trial, label.Criterion)).SelectMany(group =>
        {
            var marks = group.OrderBy(label => label.By, StringComparer.Ordinal).ToList();
            return marks.SelectMany((first, index) => marks.Skip(index + 1).Select(second => (first.Verdict is Verdict.Passed, second.Verdict is Verdict.Passed)));
        }).ToList();
        return both.Count == 0 ? null : TwoByTwo.Of(both);
    }

    private static Verdict? Majority(IEnumerable<Label> labels)
    {
        var groups = labels.GroupBy(label => label.Verdict).OrderByDescending(group => group.Count()).ToList();
        return groups.Count == 1 || groups[0].Count() > groups[1].Count() ? groups[0].Key : null;
    }

    private static bool IsTold(Verdict verdict) => verdict is Verdict.Passed or Verdict.Failed;

    private sealed record Pair(string Trial, string Criterion, CriterionKind? Kind, Verdict Label, Verdict Judge)
    {
        public bool BothTold => IsTold(Label) && IsTold(Judge);
    }
}
