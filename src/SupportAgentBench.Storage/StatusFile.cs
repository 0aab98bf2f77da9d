using System.Text.Json;
using SupportAgentBench.Results;

namespace SupportAgentBench.Storage;

/// <summary>A file beside the store in which a run's process tells every second how it goes; it is gone when the run has ended.</summary>
public sealed class StatusFile : IAsyncDisposable
{
    private const string Prefix = "live-";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A process that was killed tells nothing any more, and leaves its file.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly Func<RunStatus> _status;
    private readonly PeriodicTimer _timer;
    private readonly Task _telling;

    private StatusFile(string path, Func<RunStatus> status, TimeProvider time)
    {
        _path = path;
        _status = status;
        _timer = new(Every, time);
        _telling = TellAsync();
    }

    public static StatusFile Begin(string folder, Func<RunStatus> status, TimeProvider time) => new(Path.Combine(folder, $"{Prefix}{Environment.ProcessId}.json"), status, time);

    /// <summary>The runs that are under way in a folder.</summary>
    public static IReadOnlyList<RunStatus> Read(string folder, TimeProvider time)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, $"{Prefix}*.json").Select(One).OfType<RunStatus>().Where(status => time.GetUtcNow() - status.At < Stale).OrderBy(status => status.What, StringComparer.Ordinal)];
        }
        catch (IOException)
        {
            return [];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _telling;
        Try(() => File.Delete(_path));
    }

    private async Task TellAsync()
    {
        do
        {
            Try(() =>
            {
                File.WriteAllText(_path + ".new", JsonSerializer.Serialize(_status()));
                File.Move(_path + ".new", _path, overwrite: true);
            });
        }
        while (await _timer.WaitForNextTickAsync());
    }

    private static RunStatus? One(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunStatus>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A full disk must not end a run that could go on without a status.</summary>
    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
