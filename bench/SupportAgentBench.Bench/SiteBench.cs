using System.Diagnostics;
using System.Globalization;

namespace SupportAgentBench.Bench;

/// <summary>What a whole board takes as a site: the store of <see cref="LargeStore"/>, exported and served by the real tool.</summary>
internal static class SiteBench
{
    private const int PagesOfAKind = 60;
    private static readonly string Sab = Path.Combine(AppContext.BaseDirectory, "sab.dll");

    /// <param name="kept">Where the store is made, or was made before, and stays; null for a folder that is gone afterwards.</param>
    public static async Task<int> RunAsync(string? kept)
    {
        var folder = kept ?? Directory.CreateTempSubdirectory("sab-bench-").FullName;
        var site = Path.Combine(folder, "site");
        try
        {
            var store = await LargeStore.InAsync(folder);
            Console.WriteLine($"load {Load()} on {Environment.ProcessorCount} cores");
            foreach (var transcripts in new[] { "none", "findings", "all" })
            {
                await ExportAsync(store, site, transcripts);
            }

            Console.WriteLine($"leaderboard: {new FileInfo(Path.Combine(site, "index.html")).Length / 1024} kB");
            await ServeAsync(store, site);
            Console.WriteLine($"load {Load()}");
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

    private static async Task ExportAsync(string store, string site, string transcripts)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Start("site", "--store", store, "--out", site, "--transcripts", transcripts);
        var ended = process.StandardError.ReadToEndAsync();
        var (peak, worked) = (0L, 0.0);
        while (!process.HasExited)
        {
            (peak, worked) = (Math.Max(peak, Peak(process.Id)), Math.Max(worked, Worked(process.Id)));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(50));
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(await ended);
        }

        var files = new DirectoryInfo(site).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        Console.WriteLine($"export, transcripts {transcripts,-8}: {files.Count(file => file.Extension == ".html"),6} pages, {files.Sum(file => file.Length) / 1024 / 1024,4} MB, "
            + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s ({worked:0.0} s of processor time), at most {peak / 1024} MB of memory");
    }

    /// <summary>Pages of every kind in every form, each asked for once: nothing but the warm-up has made it before.</summary>
    private static async Task ServeAsync(string store, string site)
    {
        using var server = Start("serve", "--store", store, "--port", "0");
        try
        {
            var line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
            using var http = new HttpClient { BaseAddress = new(line.Split(' ')[0]) };
            var random = new Random(1);
            var all = new List<double>();
            var kinds = new DirectoryInfo(site).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension is ".html" or ".md" or ".json").Select(file => Path.GetRelativePath(site, file.FullName).Replace('\\', '/'))
                .GroupBy(path => (path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : Path.GetFileNameWithoutExtension(path)) + Path.GetExtension(path)).OrderBy(kind => kind.Key, StringComparer.Ordinal);
            foreach (var kind in kinds)
            {
                var paths = kind.Order(StringComparer.Ordinal).ToArray();
                random.Shuffle(paths);
                var times = new List<double>();
                foreach (var path in paths.Take(PagesOfAKind))
                {
                    times.Add(await FirstByteAsync(http, path));
                }

                all.AddRange(times);
                Console.WriteLine($"first byte, {kind.Key,-18}: {Told(times)}");
            }

            Console.WriteLine($"first byte, all               : {Told(all)}; {all.Count(time => time > 50)} over 50 ms; the server took at most {Peak(server.Id) / 1024} MB");
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private static async Task<double> FirstByteAsync(HttpClient http, string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1]);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await body.CopyToAsync(Stream.Null);
        return took;
    }

    private static string Told(List<double> times)
    {
        var ordered = times.Order().ToList();
        return $"{ordered.Count,4} pages, {ordered[ordered.Count / 2],5:0.0} ms in the middle, {ordered[(int)(ordered.Count * 0.99)],5:0.0} ms for 99 of 100, {ordered[^1],5:0.0} ms at most";
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Sab))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>The most memory that a process ever had, in kB; 0 where the system does not tell.</summary>
    private static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Seconds of processor time, of the system's too; 0 where the system does not tell.</summary>
    private static double Worked(int process)
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
