using System.Diagnostics;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Bench;

/// <summary>
/// A store as large as a public board's: 24 agents, three runs each, every case. It is made from real conversations of the reference
/// agents: each agent takes, case by case, what one of them left behind, so that scores, judgements and transcripts are as large as real ones.
/// </summary>
internal static class LargeStore
{
    public const int Agents = 24;
    public const int Runs = 3;

    private static readonly string[] Sources = ["careful", "gullible", "hasty", "promiser", "storyteller", "idle"];

    /// <summary>Names of the catalogue, so that vendors and siblings are found as they would be.</summary>
    private static readonly string[] Names =
    [
        "openai/gpt-5.5", "openai/gpt-5.5-pro", "openai/gpt-5.4", "openai/gpt-5.4-mini", "openai/gpt-5.4-nano", "openai/gpt-5.2", "openai/gpt-5", "openai/gpt-5-mini",
        "anthropic/claude-opus-5", "anthropic/claude-sonnet-5", "anthropic/claude-haiku-4-5", "google/gemini-3.5-flash", "google/gemini-3.5-flash-lite", "xai/grok-4.7",
    ];

    /// <summary>The agents' names, from 0.</summary>
    public static string NameOf(int agent) => agent < Names.Length ? Names[agent] : $"lab/model-{agent}";

    /// <summary>The store in a folder, made where it is not there yet (about half a minute).</summary>
    /// <returns>The folder to name with <c>--store</c>.</returns>
    public static async Task<string> InAsync(string folder)
    {
        var store = Path.Combine(folder, "board");
        if (!SqliteResultStore.Exists(store))
        {
            await MakeAsync(Path.Combine(folder, "source"), store);
        }

        return store;
    }

    /// <summary>The tool as a process of its own; throws when it fails.</summary>
    public static async Task SabAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "sab.dll")))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(await error);
        }
    }

    private static async Task MakeAsync(string source, string target)
    {
        await SabAsync(["run", .. Sources.SelectMany(name => new[] { "--agent", $"reference/{name}" }), "--runs", $"{Runs}", "--store", source, "--display", "none"]);
        await using var from = await SqliteResultStore.OpenAsync(source, create: false, TimeProvider.System, CancellationToken.None);
        var protocol = (await from.ProtocolsAsync(CancellationToken.None))[0];
        var played = (await from.RunsAsync(protocol.Id, CancellationToken.None)).ToDictionary(run => run.Id);
        var rows = (await from.TrialsAsync(protocol.Id, CancellationToken.None)).ToDictionary(row => (row.Agent, played[row.Run].Number, row.Case));
        var cases = rows.Keys.Select(key => key.Case).Distinct().ToList();

        await using var to = await SqliteResultStore.OpenAsync(target, create: true, TimeProvider.System, CancellationToken.None);
        var random = new Random(1);
        var writes = new List<Task>();
        for (var agent = 0; agent < Agents; agent++)
        {
            var runs = Enumerable.Range(1, Runs).Select(number => Run.Of(protocol, NameOf(agent), number, 1)).ToList();
            await to.PlanAsync(protocol, runs, CancellationToken.None);
            var careful = 0.5 + (0.45 * random.NextDouble());
            var dollars = 0.002 * Math.Pow(40, random.NextDouble());
            foreach (var name in cases)
            {
                var disposition = random.NextDouble();
                foreach (var run in runs)
                {
                    var like = disposition + (0.2 * random.NextDouble()) < careful ? "careful" : Sources[1 + random.Next(Sources.Length - 1)];
                    var row = rows[($"reference/{like}", run.Number, name)];
                    var transcript = (await from.TranscriptAsync(row.Run, row.Case, CancellationToken.None))!;
                    writes.Add(to.KeepAsync(new(run.Id, run.Agent, name, null, Timed(row.Score!, random), row.Judgement, (decimal)(dollars * (0.5 + random.NextDouble())), transcript with { Header = transcript.Header with { Run = run.Id, Agent = run.Agent } }) { Audit = row.Audit }, CancellationToken.None));
                }
            }
        }

        await Task.WhenAll(writes);
    }

    private static TrialScore Timed(TrialScore score, Random random) =>
        score with { LatenciesMs = [.. Enumerable.Range(0, Math.Max(1, score.AgentMessages)).Select(_ => Math.Round(1_000 + (9_000 * random.NextDouble()), 1))] };
}
