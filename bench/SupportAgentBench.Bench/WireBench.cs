using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using SupportAgentBench.StubProvider;

namespace SupportAgentBench.Bench;

/// <summary>
/// What model calls cost us beside the waiting: `sab run` as a process of its own against a stub provider in this one. CPU is the
/// difference between a long run and a short one, so that start-up and just-in-time compilation of the first calls stay out. Beside it
/// stands what the machine asks at least: the same bodies, posted by <see cref="BareClient"/>, which does nothing
/// else, and what the vendor's own client asks (<see cref="OfficialClient"/>), which every caller of the model pays.
/// </summary>
internal static class WireBench
{
    private const int Cases = 180;

    /// <summary>Runs of the short and of the long play: the compiler is still at work through the first 20,000 calls.</summary>
    private const int Short = 6, Long = 14;

    private const int MostBodies = 256;

    public static async Task<int> RunAsync()
    {
        var bodies = await CpuAsync();
        await LatencyAsync(bodies);
        return 0;
    }

    private static async Task<IReadOnlyList<string>> CpuAsync()
    {
        Console.WriteLine("0 ms stub, agent and customer as models, rule judge, one process, store included:");
        IReadOnlyList<string> bodies = [];
        for (var round = 0; round < 3; round++)
        {
            var few = await PlayAsync(Short, TimeSpan.Zero, concurrency: 16);
            var many = await PlayAsync(Long, TimeSpan.Zero, concurrency: 16);
            var conversations = (Long - Short) * Cases;
            bodies = many.Bodies;
            var official = await AloneAsync("official", bodies, few.Calls, many.Calls);
            var bare = await AloneAsync("bare", bodies, few.Calls, many.Calls);
            Console.WriteLine($"  {(many.Cpu - few.Cpu).TotalMilliseconds / conversations:0.00} ms CPU a conversation of {(double)(many.Calls - few.Calls) / conversations:0.0} calls"
                + $" ({PerCall(few, many):0} us a call; the vendor's client alone {official:0} us, a bare HTTP client {bare:0} us); whole process {many.Cpu.TotalMilliseconds / (Long * Cases):0.00} ms; peak {many.PeakMegabytes} MB");
        }

        return bodies;
    }

    private static async Task LatencyAsync(IReadOnlyList<string> bodies)
    {
        Console.WriteLine("50 ms stub, 256 conversations at once, wall time over the ideal; the long play without what the short one took, and the long one whole:");
        for (var round = 0; round < 3; round++)
        {
            var latency = TimeSpan.FromMilliseconds(50);
            var few = await PlayAsync(Short, latency, concurrency: 256);
            var many = await PlayAsync(Long, latency, concurrency: 256);
            var calls = many.Calls - few.Calls;
            var ideal = calls * latency / 256;
            Console.WriteLine($"  {calls:N0} calls in {(many.Wall - few.Wall).TotalSeconds:0.0} s, ideal {ideal.TotalSeconds:0.0} s: ratio {(many.Wall - few.Wall) / ideal:0.00}"
                + $" (the vendor's client alone {await AloneAsync("official"):0.00}, a bare HTTP client {await AloneAsync("bare"):0.00}); whole {many.Wall / (many.Calls * latency / 256):0.00}; peak {many.PeakMegabytes} MB, most at once {many.MostAtOnce}");

            async Task<double> AloneAsync(string client) =>
                ((await PostAsync(client, bodies, many.Calls, latency, concurrency: 256)).Wall - (await PostAsync(client, bodies, few.Calls, latency, concurrency: 256)).Wall) / ideal;
        }
    }

    private static double PerCall(Played few, Played many) => (many.Cpu - few.Cpu).TotalMicroseconds / (many.Calls - few.Calls);

    private static async Task<Played> PlayAsync(int runs, TimeSpan delay, int concurrency)
    {
        var store = Directory.CreateTempSubdirectory("sab-bench-").FullName;
        try
        {
            return await MeasureAsync(delay, url =>
            [
                Path.Combine(AppContext.BaseDirectory, "sab.dll"), "run", "--agent", "openai/gpt-5.4-mini", "--customer", "openai/gpt-5.4-mini", "--runs", $"{runs}",
                "--store", store, "--concurrency", $"{concurrency}", "--display", "none", "--json",
            ]);
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    /// <summary>What a call costs a client that does nothing else, in us.</summary>
    private static async Task<double> AloneAsync(string client, IReadOnlyList<string> bodies, int few, int many) =>
        PerCall(await PostAsync(client, bodies, few, TimeSpan.Zero, concurrency: 16), await PostAsync(client, bodies, many, TimeSpan.Zero, concurrency: 16));

    private static async Task<Played> PostAsync(string client, IReadOnlyList<string> bodies, int calls, TimeSpan delay, int concurrency)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, bodies);
            return await MeasureAsync(delay, url => [typeof(WireBench).Assembly.Location, client, client == "bare" ? $"{url}/chat/completions" : $"{url}", file, $"{calls}", $"{concurrency}"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A program of ours as a process of its own, against a stub in this one.</summary>
    private static async Task<Played> MeasureAsync(TimeSpan delay, Func<Uri, IReadOnlyList<string>> arguments)
    {
        var bodies = new ConcurrentQueue<string>();
        await using var stub = await Stub.StartAsync(request =>
        {
            if (bodies.Count < MostBodies && request.Number % 7 == 0)
            {
                bodies.Enqueue(JsonSerializer.Serialize(request.Body));
            }

            return new StubReply { Answer = CarefulBrain.Answer(request), Delay = delay };
        }, counts: false);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments(stub.OpenAi))
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
        return process.ExitCode == 0
            ? new(stub.Requests, cpu, stub.Busy + delay, peak / 1024 / 1024, stub.MostUnderWay, [.. bodies])
            : throw new InvalidOperationException(await error);
    }

    private sealed record Played(int Calls, TimeSpan Cpu, TimeSpan Wall, long PeakMegabytes, int MostAtOnce, IReadOnlyList<string> Bodies);
}
