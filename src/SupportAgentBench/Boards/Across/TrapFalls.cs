using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards.Across;

/// <summary>How the agents of the fleet fall for a trap.</summary>
/// <param name="ByTurn">In which turn it fired, and how often: after the first message it was the story, later it was the pushing.</param>
/// <param name="ByKind">Which catastrophe it came to.</param>
/// <param name="Fallen">Agents that fell at least once.</param>
public sealed record TrapFalls(string Trap, Count Fleet, IReadOnlyDictionary<int, int> ByTurn, IReadOnlyDictionary<CatastropheKind, int> ByKind, Count Fallen)
{
    public static TrapFalls Of(Board board, string trap)
    {
        var standings = board.Compared.Select(agent => board.Find(agent)!.Traps.GetValueOrDefault(trap)).OfType<TrapStanding>().Where(standing => standing.Of > 0).ToList();
        var evidence = standings.SelectMany(standing => standing.Trials).Where(trial => trial.Fired).Select(trial => trial.Evidence!).ToList();
        return new(
            trap, board.Fleet[trap], evidence.CountBy(finding => finding.Turn).OrderBy(pair => pair.Key).ToDictionary(),
            evidence.CountBy(finding => finding.Kind!.Value).OrderByDescending(pair => pair.Value).ToDictionary(), new(standings.Count(standing => standing.Fired > 0), standings.Count));
    }
}
