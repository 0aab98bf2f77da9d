using SupportAgentBench.Files;

namespace SupportAgentBench.Storage;

/// <summary>
/// Runs that a process plays, held by locked files beside the store: a second process that played them too would pay for every call again. The system
/// lets go of the lock when a process ends, however it ends.
/// </summary>
public sealed class RunLock : IDisposable
{
    /// <summary>What the system says where another process holds the file: Linux, macOS, Windows.</summary>
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private readonly List<FileStream> _held = [];

    private RunLock()
    {
    }

    /// <exception cref="UserMistakeException">Another process plays one of them.</exception>
    public static RunLock Take(string folder, IEnumerable<string> runs)
    {
        var taken = new RunLock();
        foreach (var run in runs)
        {
            try
            {
                taken._held.Add(new(Path.Combine(folder, $"playing-{run}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException e) when (Taken.Contains(e.HResult))
            {
                taken.Dispose();
                throw new UserMistakeException($"another sab is at work on run {run} in '{folder}': wait until it has ended, or name another --store");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Where no lock can be had, such as on a full disk, the run goes on without: the store itself takes two writers.
            }
        }

        return taken;
    }

    public void Dispose() => _held.ForEach(file => file.Dispose());
}
