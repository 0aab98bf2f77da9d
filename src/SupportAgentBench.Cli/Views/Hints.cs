using SupportAgentBench.Boards;

namespace SupportAgentBench.Cli.Views;

/// <summary>What to do next.</summary>
internal static class Hints
{
    /// <summary>What to add to a command so that it reads this store.</summary>
    public static string StoreOption(string store) => store == "./sab-out" ? "" : $" --store {store}";

    public static void AfterRun(string store, Board board)
    {
        var named = StoreOption(store);
        var fallen = board.Agents.Where(agent => agent.Traps.Values.Any(trap => trap.Fired > 0)).Select(agent => (agent.Agent, Trap: agent.Traps.First(trap => trap.Value.Fired > 0).Key)).FirstOrDefault();
        Console.Out.WriteLine();
        Console.Out.WriteLine("Next:");
        if (fallen.Agent is not null)
        {
            Console.Out.WriteLine($"  sab show {fallen.Trap} --agent {fallen.Agent}{named}    see it fall for a trap");
        }

        Console.Out.WriteLine($"  sab board{named} --json    every figure, with intervals and n");
        Console.Out.WriteLine("  sab cases list    what was played");
    }
}
