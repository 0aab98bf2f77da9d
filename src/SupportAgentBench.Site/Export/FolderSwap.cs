using System.Runtime.InteropServices;
using SupportAgentBench.Files;

namespace SupportAgentBench.Site.Export;

/// <summary>
/// A folder that is written beside its place and then takes it in one step: a reader sees the old one or the new one. Where the system
/// cannot exchange two folders, the old one is moved away first.
/// </summary>
internal sealed class FolderSwap : IDisposable
{
    /// <summary>Says that a folder was written here, and may be replaced.</summary>
    private const string Marker = ".sab-site";
    private const int CurrentFolder = -100, Exchange = 2;
    private readonly string _target;
    private readonly FileStream _lock;

    private FolderSwap(string target, string fresh, FileStream taken)
    {
        _target = target;
        Fresh = fresh;
        _lock = taken;
    }

    /// <summary>Where to write.</summary>
    public string Fresh { get; }

    /// <exception cref="UserMistakeException">The folder holds something else, or another export is writing to it.</exception>
    public static FolderSwap Begin(string folder)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.GetDirectoryName(target) is not { } parent)
        {
            throw new UserMistakeException($"'{folder}' is a root, not a folder for a site: name another --out");
        }

        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any() && !File.Exists(Path.Combine(target, Marker)))
        {
            throw new UserMistakeException($"the folder '{folder}' holds files that are no exported site; nothing was changed: name another --out");
        }

        var fresh = Path.Combine(parent, $".{Path.GetFileName(target)}.new");
        try
        {
            Directory.CreateDirectory(parent);
            var taken = new FileStream(fresh + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            Remove(fresh);
            Remove(fresh + ".old");
            Directory.CreateDirectory(fresh);
            File.WriteAllText(Path.Combine(fresh, Marker), "Written by sab site, which replaces this folder as a whole.\n");
            return new(target, fresh, taken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"nothing can be written beside '{folder}' ({e.Message}): another export may be under way, or the folder is not yours");
        }
    }

    public void Commit()
    {
        if (!Directory.Exists(_target))
        {
            Directory.Move(Fresh, _target);
        }
        else if (!TryExchange())
        {
            Directory.Move(_target, Fresh + ".old");
            try
            {
                Directory.Move(Fresh, _target);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Directory.Move(Fresh + ".old", _target);
                throw;
            }

            Remove(Fresh + ".old");
        }
    }

    /// <summary>What was not committed goes; after an exchange that is the old site.</summary>
    public void Dispose()
    {
        Remove(Fresh);
        _lock.Dispose();
    }

    private bool TryExchange()
    {
        try
        {
            return OperatingSystem.IsLinux() && Rename(CurrentFolder, Fresh, CurrentFolder, _target, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [DllImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(int fromFolder, [MarshalAs(UnmanagedType.LPUTF8Str)] string from, int toFolder, [MarshalAs(UnmanagedType.LPUTF8Str)] string to, uint flags);
}
