using SupportAgentBench.Boards;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Results;

namespace SupportAgentBench.Cli;

/// <summary>What a user compares: an agent or a run of the store, or what another store's folder holds.</summary>
/// <param name="Folder">Of its store.</param>
/// <param name="Cases">All of the desk, also those that do not count here.</param>
internal sealed record Operand(string Name, string Folder, Protocol Protocol, AgentStanding Standing, CaseSet Cases)
{
    /// <summary>The newest protocol under which it was played, where that is not the one that both sides share.</summary>
    public Protocol? Newer { get; private init; }

    /// <summary>Says so where there is more of one side than what is compared; null where there is not.</summary>
    public string? Older => Newer is null ? null
        : $"'{Name}' as it was under protocol {Protocol.Id}, which both sides have; there is more of it under protocol {Newer.Id}, which the other side has not";

    /// <summary>Finds each of the names, under the newest protocol that all of them share; says everything that cannot be found at once.</summary>
    /// <param name="cases">Globs: only these cases count; all when there is none.</param>
    /// <param name="agent">Whose results count where a folder holds several agents.</param>
    public static async Task<IReadOnlyList<Operand>> FindAsync(
        IReadOnlyList<string> names, string store, string? desk, string? protocol, string? agent, IReadOnlyList<string> cases, CancellationToken cancellation)
    {
        var reading = Measured.BeginCases(desk, cancellation);
        var sides = new List<Side>();
        var mistakes = new List<string>();
        foreach (var name in names)
        {
            try
            {
                var isFolder = Directory.Exists(name);
                var known = await Measured.KnownAsync(isFolder ? name : store, protocol, reading, cancellation);
                sides.Add(isFolder ? OfFolder(name, agent, known) : OfStore(name, store, known));
            }
            catch (UserMistakeException mistake)
            {
                mistakes.AddRange(mistake.Problems.Except(mistakes));
            }
        }

        if (mistakes.Count > 0)
        {
            throw new UserMistakeException(mistakes);
        }

        var shared = sides[0].Under.LastOrDefault(held => sides.TrueForAll(side => side.Holds(held.Protocol)));
        var found = new List<Operand>();
        foreach (var side in sides)
        {
            var (newest, under) = (side.Under[^1], shared is null ? side.Under[^1] : side.Under.Single(held => held.Protocol.Id == shared.Protocol.Id));
            var (name, wanted) = side.Choose(under);
            var measured = await Measured.ReadAsync(side.Folder, under.Protocol, wanted, reading, cancellation);
            found.Add(new(name, side.Folder, under.Protocol, StandingOf(measured, cases), measured.Cases) { Newer = newest.Protocol.Id == under.Protocol.Id ? null : newest.Protocol });
        }

        return found;
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
                "play one of the two again with the sab, desk, customer and judge of the other",
            ]);
        }
    }

    private static Side OfFolder(string folder, string? agent, IReadOnlyList<Held> known) =>
        new(folder, known.Where(held => agent is not null && held.Has(agent)).ToList() is { Count: > 0 } of ? of : known, held => held.Agents.ToList() switch
        {
            [var only] => (folder, run => run.Agent == only),
            var agents when agent is not null && agents.Contains(agent) => (folder, run => run.Agent == agent),
            var agents => throw new UserMistakeException(agent is null
                ? $"'{folder}' holds several agents: say which with --agent (known: {string.Join(", ", agents)}), and the folder with --store"
                : $"'{folder}' has no results of '{agent}' ({Nearest.Mend(agent, agents) ?? $"known: {string.Join(", ", agents)}"})"),
        });

    private static Side OfStore(string name, string store, IReadOnlyList<Held> known)
    {
        var under = known.Where(held => held.Has(name)).ToList();
        var agents = known.SelectMany(held => held.Agents).Distinct().ToList();
        return under.Count == 0
            ? throw new UserMistakeException($"'{name}' is no agent and no run of the store '{store}', and no folder ({Nearest.Mend(name, agents) ?? $"known: {string.Join(", ", agents)}"})")
            : new(store, under, held => held.Agents.Contains(name) ? (name, run => run.Agent == name)
                : ($"{held.Played.Single(run => run.Id == name).Agent} run {name}", run => run.Id == name));
    }

    private static AgentStanding StandingOf(Measured measured, IReadOnlyList<string> cases)
    {
        var board = Board.Of(measured.Protocol, measured.Cases.Matching(cases), measured.Runs, measured.Rows, rules: Measured.RulesOfBoards());
        return board.Agents.Count > 0 ? board.Agents[0]
            : throw new UserMistakeException($"{measured.Runs[0].Agent} has not played any case that fits {string.Join(", ", cases.Select(glob => $"'{glob}'"))}");
    }

    /// <summary>Where a name was found, and which runs it means under each protocol.</summary>
    private sealed record Side(string Folder, IReadOnlyList<Held> Under, Func<Held, (string Name, Func<Run, bool> Wanted)> Choose)
    {
        public bool Holds(Protocol protocol) => Under.Any(held => held.Protocol.Id == protocol.Id);
    }
}
