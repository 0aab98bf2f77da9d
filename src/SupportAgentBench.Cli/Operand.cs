using System.Text.RegularExpressions;
using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Results;

namespace SupportAgentBench.Cli;

/// <summary>What a user compares: an agent or a run of the store, or what another store's folder holds.</summary>
/// <param name="Cases">All of the desk, also those that do not count here.</param>
internal sealed partial record Operand(string Name, Protocol Protocol, AgentStanding Standing, CaseSet Cases)
{
    /// <summary>Finds each of the names; says everything that cannot be found at once.</summary>
    /// <param name="cases">Globs: only these cases count; all when there is none.</param>
    /// <param name="agent">Whose results count where a folder holds several agents.</param>
    public static async Task<IReadOnlyList<Operand>> FindAsync(
        IReadOnlyList<string> names, string store, string? desk, string? protocol, string? agent, IReadOnlyList<string> cases, CancellationToken cancellation)
    {
        var loaded = new Dictionary<string, Measured>(StringComparer.Ordinal);
        var found = new List<Operand>();
        var mistakes = new List<string>();
        foreach (var name in names)
        {
            try
            {
                var folder = Directory.Exists(name) ? name : store;
                if (!loaded.TryGetValue(folder, out var measured))
                {
                    loaded[folder] = measured = await Measured.LoadAsync(folder, desk, protocol, cancellation, runs => Named(names, runs));
                }

                found.Add(folder == name && Directory.Exists(name) ? OfFolder(name, measured, agent, cases) : OfStore(name, store, measured, cases));
            }
            catch (UserMistakeException mistake)
            {
                mistakes.AddRange(mistake.Problems.Except(mistakes));
            }
        }

        return mistakes.Count == 0 ? found : throw new UserMistakeException(mistakes);
    }

    /// <summary>Runs of different protocols never share a table.</summary>
    public static void MustBeComparable(Operand one, Operand other)
    {
        if (one.Protocol.Id != other.Protocol.Id)
        {
            throw new UserMistakeException(
            [
                $"'{one.Name}' and '{other.Name}' were played under different protocols and cannot be compared",
                .. one.Protocol.DifferencesTo(other.Protocol).Select(difference => $"  {difference}"),
                "play both under one protocol; results of another one may also stand in the same store: name it with --protocol",
            ]);
        }
    }

    /// <summary>The runs that are asked for, so that a large store need not be read whole; none when a name is no agent and no run: then all are, to say what there is.</summary>
    private static List<Run> Named(IReadOnlyList<string> names, IReadOnlyList<Run> runs) =>
        names.All(name => runs.Any(run => run.Agent == name || run.Id == name)) ? [.. runs.Where(run => names.Contains(run.Agent) || names.Contains(run.Id))] : [];

    private static Operand OfFolder(string folder, Measured measured, string? agent, IReadOnlyList<string> cases)
    {
        var agents = measured.Played.Select(run => run.Agent).Distinct().ToList();
        return agents.Count == 1 || (agent is not null && agents.Contains(agent)) ? new(folder, measured.Protocol, StandingOf(measured, cases, run => run.Agent == (agents.Count == 1 ? agents[0] : agent)), measured.Cases)
            : throw new UserMistakeException(agent is null
                ? $"'{folder}' holds several agents: say which with --agent (known: {string.Join(", ", agents)}), and the folder with --store"
                : $"'{folder}' has no results of '{agent}' ({Nearest.Mend(agent, agents) ?? $"known: {string.Join(", ", agents)}"})");
    }

    private static Operand OfStore(string name, string store, Measured measured, IReadOnlyList<string> cases)
    {
        var runs = measured.Played;
        if (runs.Any(run => run.Agent == name))
        {
            return new(name, measured.Protocol, StandingOf(measured, cases, run => run.Agent == name), measured.Cases);
        }

        if (RunId().IsMatch(name) && runs.FirstOrDefault(run => run.Id == name) is { } single)
        {
            return new($"{single.Agent} run {single.Id}", measured.Protocol, StandingOf(measured, cases, run => run.Id == name), measured.Cases);
        }

        var known = runs.Select(run => run.Agent).Distinct().ToList();
        throw new UserMistakeException(
            $"'{name}' is no agent and no run of the store '{store}', and no folder ({Nearest.Mend(name, known) ?? $"known: {string.Join(", ", known)}"})");
    }

    private static AgentStanding StandingOf(Measured measured, IReadOnlyList<string> cases, Func<Run, bool> wanted)
    {
        var runs = measured.Runs.Where(wanted).ToList();
        var ids = runs.ConvertAll(run => run.Id).ToHashSet();
        var board = Board.Of(
            measured.Protocol, measured.Cases.Matching(cases), runs, [.. measured.Rows.Where(row => ids.Contains(row.Run))], rules: Measured.RulesOfBoards());
        return board.Agents.Count > 0 ? board.Agents[0] : throw new UserMistakeException($"{runs[0].Agent} has not played any case that fits {string.Join(", ", cases.Select(glob => $"'{glob}'"))}");
    }

    [GeneratedRegex("^[0-9a-f]{8}$")]
    private static partial Regex RunId();
}
