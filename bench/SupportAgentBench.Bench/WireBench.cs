using System.Diagnostics;
using SupportAgentBench.StubProvider;

namespace SupportAgentBench.Bench;

/// <summary>
/// What model calls cost us beside the waiting: `sab run` as a process of its own against a stub provider in this one. CPU is the
/// difference between a long run and a short one, so that start-up and just-in-time compilation of the first calls stay out.
/// </summary>
internal static class WireBench
{
    private const int Cases = 180;

    public static async Task<int> RunAsync()
    {
        await CpuAsync();
        await LatencyAsync();
        return 0;
    }

    private static async Task CpuAsync()
    {
        Console.WriteLine("0 ms stub, agent and customer as models, rule judge, one process, store included:");
        for (var round = 0; round < 3; round++)
        {
            var few = await PlayAsync(runs: 4, TimeSpan.Zero, concurrency: 16);
            var many = await PlayAsync(runs: 12, TimeSpan.Zero, concurrency: 16);
            var conversations = (12 - 4) * Cases;
            Console.WriteLine($"  {(many.Cpu - few.Cpu).TotalMilliseconds / conversations:0.00} ms CPU a conversation of {(double)(many.Calls - few.Calls) / conversations:0.0} calls"
                + $" ({(many.Cpu - few.Cpu).TotalMicroseconds / (many.Calls - few.Calls):0} us a call); whole process {many.Cpu.TotalMilliseconds / (12 * Cases):0.00} ms; peak {many.PeakMegabytes} MB");
        }
    }

    private static async Task LatencyAsync()
    {
        Console.WriteLine("50 ms stub, 256 conversations at once:");
        for (var round = 0; round < 3; round++)
        {
            var latency = TimeSpan.FromMilliseconds(50);
            var played = await PlayAsync(runs: 16, latency, concurrency: 256);
            var ideal = played.Calls * latency / 256;
            Console.WriteLine($"  {played.Calls:N0} calls in {played.Wall.TotalSeconds:0.0} s from the first request to the last answer, ideal {ideal.TotalSeconds:0.0} s: ratio {played.Wall / ideal:0.00}; peak {played.PeakMegabytes} MB, most at once {played.MostAtOnce}");
        }
    }

    private static async Task<Played> PlayAsync(int runs, TimeSpan delay, int concurrency)
    {
        long first = 0, last = 0;
        await using var stub = await Stub.StartAsync(request =>
        {
            Interlocked.CompareExchange(ref first, Stopwatch.GetTimestamp(), 0);
            Interlocked.Exchange(ref last, Stopwatch.GetTimestamp());
            return new StubReply { Answer = Brain.Answer(request), Delay = delay };
        }, counts: false);
        var store = Directory.CreateTempSubdirectory("sab-bench-").FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "sab.dll"), "run", "--agent", "openai/gpt-5.4-mini", "--customer", "openai/gpt-5.4-mini", "--runs", $"{runs}",
            "--store", store, "--concurrency", $"{concurrency}", "--display", "none", "--json",
        })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["OPENAI_BASE_URL"] = $"{stub.OpenAi}";
        start.Environment["OPENAI_API_KEY"] = "sk-bench-0123456789abcdef";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        var cpu = TimeSpan.Zero;
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.HasExited)
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.WorkingSet64);
                cpu = process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                break;
            }

            await Task.Delay(20);
        }

        await output;
        Directory.Delete(store, recursive: true);
        return process.ExitCode == 0
            ? new(stub.Requests, cpu, Stopwatch.GetElapsedTime(first, last) + delay, peak / 1024 / 1024, stub.MostUnderWay)
            : throw new InvalidOperationException(await error);
    }

    private sealed record Played(int Calls, TimeSpan Cpu, TimeSpan Wall, long PeakMegabytes, int MostAtOnce);
}
