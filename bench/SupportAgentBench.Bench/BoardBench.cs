using System.Diagnostics;

namespace SupportAgentBench.Bench;

/// <summary>What it takes from the store to the board and to a comparison: <c>sab board</c> and <c>sab compare</c> as processes of their own.</summary>
internal static class BoardBench
{
    private const int Rounds = 5;

    /// <param name="kept">Where the store is made, or was made before, and stays; null for a folder that is gone afterwards.</param>
    public static async Task<int> RunAsync(string? kept)
    {
        var folder = kept ?? Directory.CreateTempSubdirectory("sab-bench-").FullName;
        try
        {
            var store = await LargeStore.InAsync(folder);
            Console.WriteLine($"The store of {LargeStore.Agents} agents x {LargeStore.Runs} runs in {new FileInfo(Path.Combine(store, "sab.db")).Length / 1024 / 1024} MB:");
            await TimeAsync("board", "board", "--store", store);
            await TimeAsync("board --json", "board", "--json", "--store", store);
            await TimeAsync("board --agent", "board", "--agent", LargeStore.NameOf(0), "--store", store);
            await TimeAsync("compare", "compare", LargeStore.NameOf(0), LargeStore.NameOf(1), "--store", store);
            return 0;
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task TimeAsync(string what, params string[] arguments)
    {
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await LargeStore.SabAsync(arguments);
            seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Console.WriteLine($"  {what,-14} {seconds.Order().ElementAt(Rounds / 2):0.00} s in the middle of {Rounds}, {seconds.Min():0.00} to {seconds.Max():0.00}, whole process");
    }
}
