using System.Diagnostics;

namespace SupportAgentBench.Cli.Tests;

/// <summary>The real tool as a process of its own, run from a folder that is not the repository.</summary>
internal static class Tool
{
    public static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "sab.dll");

    /// <summary>Among settings, the folder that the tool is run from.</summary>
    public const string Folder = "(folder)";

    public static Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    /// <summary>A setting that limits memory, beyond which the process fails.</summary>
    public static Dictionary<string, string> Megabytes(int limit) => new() { ["DOTNET_GCHeapHardLimit"] = $"0x{limit * 1024L * 1024L:X}" };

    public static async Task<(int Exit, string Out, string Error)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Start(settings, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>With somebody at the keyboard.</summary>
    public static async Task<(int Exit, string Out, string Error)> TypedAsync(string keys, params string[] arguments)
    {
        using var process = Start(new Dictionary<string, string>(), arguments, typed: true);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(keys);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <param name="settings">The environment, beside what every process has.</param>
    public static Process Start(IReadOnlyDictionary<string, string> settings, params string[] arguments) => Start(settings, arguments, typed: false);

    private static Process Start(IReadOnlyDictionary<string, string> settings, string[] arguments, bool typed)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = typed,
            WorkingDirectory = settings.GetValueOrDefault(Folder) ?? Path.GetTempPath(),
        };
        start.ArgumentList.Add(Dll);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // a guard of the runtime that costs a process a tenth of its start
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings.Where(setting => setting.Key != Folder))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("sab-test-").FullName;

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

internal static class Folders
{
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
