using System.Diagnostics;

namespace SupportAgentBench.Site.Tests;

/// <summary>The real tool, and other programs, as processes of their own.</summary>
internal static class Tool
{
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "sab.dll");

    public static async Task<string> RunAsync(params string[] arguments)
    {
        var (exit, output, error) = await RunAsync("dotnet", [Dll, .. arguments]);
        return exit == 0 ? output : throw new InvalidOperationException($"sab {string.Join(' ', arguments)} ended with {exit}: {output}{error}");
    }

    public static async Task<(int Exit, string Out, string Error)> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // a guard of the runtime that costs a process a tenth of its start
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
