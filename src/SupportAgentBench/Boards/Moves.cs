using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;

namespace SupportAgentBench.Boards;

/// <summary>What a second scoring of the same conversations moved, and why.</summary>
/// <param name="Figures">By agent and metric, where the mean moved.</param>
/// <param name="Trials">Conversations whose verdicts or findings moved, those first whose resolution did.</param>
/// <param name="Compared">Conversations that both scored.</param>
public sealed record Moves(IReadOnlyList<MovedFigure> Figures, IReadOnlyList<MovedTrial> Trials, int Compared)
{
    private const double Least = 1e-9;

    public static Moves Of(Board was, Board now, IReadOnlyList<TrialRow> rowsBefore, IReadOnlyList<TrialRow> rowsNow, IReadOnlyDictionary<string, string> sourceOf)
    {
        var before = rowsBefore.Where(row => row.Score is not null).ToDictionary(row => (row.Run, row.Case));
        var pairs = rowsNow.Where(row => row.Score is not null && sourceOf.ContainsKey(row.Run)).Select(row => (Now: row, Was: before.GetValueOrDefault((sourceOf[row.Run], row.Case))))
            .Where(pair => pair.Was is not null).ToList();
        return new(
            [.. now.Agents.SelectMany(agent => Spread.Columns.Select(metric => new MovedFigure(agent.Agent, metric, was.Find(agent.Agent)?.Metrics[metric].Mean, agent.Metrics[metric].Mean)))
                .Where(figure => figure.Was is null != figure.Now is null || Math.Abs((figure.Was ?? 0) - (figure.Now ?? 0)) > Least)],
            [.. pairs.Select(pair => Trial(pair.Was!, pair.Now)).OfType<MovedTrial>().OrderByDescending(moved => moved.Resolved is not null).ThenBy(moved => moved.Agent, StringComparer.Ordinal).ThenBy(moved => moved.Case, StringComparer.Ordinal)],
            pairs.Count);
    }

    private static MovedTrial? Trial(TrialRow was, TrialRow now)
    {
        var why = new List<string>();
        string[] found = [.. now.Score!.Findings.Select(finding => Words.Of(finding.Rule)).Distinct().Except(was.Score!.Findings.Select(finding => Words.Of(finding.Rule)))];
        string[] gone = [.. was.Score.Findings.Select(finding => Words.Of(finding.Rule)).Distinct().Except(now.Score.Findings.Select(finding => Words.Of(finding.Rule)))];
        why.AddRange(found.Select(rule => $"now found: {rule.Replace('_', ' ')}"));
        why.AddRange(gone.Select(rule => $"no longer found: {rule.Replace('_', ' ')}"));
        var before = was.Judgement?.Criteria.ToDictionary(criterion => criterion.Criterion, criterion => criterion.Verdict) ?? [];
        foreach (var criterion in now.Judgement?.Criteria ?? [])
        {
            if (before.TryGetValue(criterion.Criterion, out var old) ? old != criterion.Verdict : criterion.Verdict is Verdict.Failed or Verdict.CannotTell)
            {
                why.Add($"{criterion.Criterion}: {(before.ContainsKey(criterion.Criterion) ? $"{Shown(old)} -> " : "")}{Shown(criterion.Verdict)}{(criterion.Quote is null ? "" : $" (\"{Cut(criterion.Quote)}\")")}");
            }
        }

        var (oldResolved, newResolved) = (was.Judgement?.Resolved, now.Judgement?.Resolved);
        var resolved = oldResolved == newResolved ? null : $"{Shown(oldResolved)} -> {Shown(newResolved)}";
        return resolved is null && why.Count == 0 ? null : new(now.Agent, now.Case, resolved, why);
    }

    private static string Shown(Verdict? verdict) => verdict is { } known ? Words.Of(known).Replace('_', ' ') : "not judged";

    private static string Cut(string text) => text.Length <= 80 ? text : text[..77] + "...";
}

/// <summary>A figure before and now; null where it could not be measured.</summary>
public sealed record MovedFigure(string Agent, string Metric, double? Was, double? Now);

/// <summary>A conversation whose marks moved.</summary>
/// <param name="Resolved">"failed -> passed"; null where it stayed.</param>
public sealed record MovedTrial(string Agent, string Case, string? Resolved, IReadOnlyList<string> Why);
