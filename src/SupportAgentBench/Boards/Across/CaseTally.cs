using SupportAgentBench.Cases;
using SupportAgentBench.Results;

namespace SupportAgentBench.Boards.Across;

/// <summary>How a case goes over all agents that are compared.</summary>
/// <param name="Good">Conversations that went well, of those that could be told.</param>
/// <param name="Lost">Conversations that do not count.</param>
public sealed record CaseTally(string Case, Count Good, int Lost)
{
    public static IReadOnlyDictionary<string, CaseTally> Of(Board board, IReadOnlyList<SupportCase> cases, IEnumerable<TrialRow> rows)
    {
        var compared = board.Compared.ToHashSet();
        var byCase = rows.Where(row => compared.Contains(row.Agent)).ToLookup(row => row.Case);
        return cases.ToDictionary(played => played.Id, played =>
        {
            var outcomes = byCase[played.Id].Select(row => Outcomes.Of(played, row)).ToList();
            return new CaseTally(
                played.Id, new(outcomes.Count(outcome => outcome is TrialOutcome.Passed), outcomes.Count(outcome => outcome is TrialOutcome.Passed or TrialOutcome.Failed)),
                outcomes.Count(outcome => outcome is TrialOutcome.Lost));
        });
    }
}
