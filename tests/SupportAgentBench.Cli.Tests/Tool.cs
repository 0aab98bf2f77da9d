using System.Diagnostics;

namespace SupportAgentBench.Cli.Tests;

/// <summary>The real tool as a process of its own, run from a folder that is not the repository.</summary>
internal static class Tool
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "sab.dll");

    public static async Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments) => Start(null, arguments);

    /// <summary>With a limit of memory, in megabytes, beyond which the process fails.</summary>
    public static Process Start(int? megabytes, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Dll);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (megabytes is { } limit)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{limit * 1024L * 1024L:X}";
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
