using System.Text.RegularExpressions;
using SupportAgentBench.Boards;
using SupportAgentBench.Cli.Commands;
using SupportAgentBench.Providers;

namespace SupportAgentBench.Cli.Views;

/// <summary>What to do next: commands that work when they are pasted.</summary>
internal static partial class Hints
{
    /// <summary>What to add to a command so that it reads this store, as it was played on this desk.</summary>
    public static string Place(string store, string? desk) => (store == Options.DefaultStore ? "" : $" --store {Word(store)}") + Desk(desk);

    public static string Desk(string? desk) => desk is null ? "" : $" --desk {Word(desk)}";

    /// <param name="what">A case, or a conversation as <c>run/case</c>.</param>
    public static string Show(string what, string agent, string place)
    {
        var (run, played) = what.Split('/', 2) is [var id, var name] ? ($" --run {id}", name) : ("", what);
        return $"sab show {Word(played)} --agent {Word(agent)}{run}{place}";
    }

    /// <summary>What was played is not played again, and nobody sees from here that something else answers under an old name.</summary>
    public static string NothingLeft(string store, int planned, IReadOnlyList<ModelReference> own) =>
        $"nothing was left to play: the store '{store}' has {(planned == 1 ? "the conversation" : $"all {planned:N0} conversations")} already. "
        + (own is [var first, ..] ? $"Was {first.Name} changed since? Give it a name of its own ({(first with { Model = $"{first.Model}-2" }).Name}), or name another --store, to play it anew" : "Another --store plays them anew");

    /// <summary>One word of a command line, in quotes where a shell would take it apart.</summary>
    public static string Word(string text) => Plain().IsMatch(text) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static void AfterRun(string store, string? desk, Board board)
    {
        var place = Place(store, desk);
        var fallen = board.Agents.Where(agent => agent.Traps.Values.Any(trap => trap.Fired > 0)).Select(agent => (agent.Agent, Trap: agent.Traps.First(trap => trap.Value.Fired > 0).Key)).FirstOrDefault();
        Console.Out.WriteLine();
        Console.Out.WriteLine("Next:");
        if (fallen.Agent is not null)
        {
            Console.Out.WriteLine($"  {Show(fallen.Trap, fallen.Agent, place)}    see it fall for a trap");
        }

        Console.Out.WriteLine($"  sab board{place} --json    every figure, with intervals and n");
        Console.Out.WriteLine($"  sab cases list{Desk(desk)}    what was played");
    }

    [GeneratedRegex(@"^[\w./:@%+=,-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
