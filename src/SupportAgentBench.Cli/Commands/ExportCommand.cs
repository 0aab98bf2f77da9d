using System.CommandLine;
using System.Text;
using SupportAgentBench.Exports;
using SupportAgentBench.Files;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab export</c>: the trials of a store for other tools. What a format leaves out is said on the error stream.</summary>
internal static class ExportCommand
{
    private enum Format { Jsonl, Csv, Parquet, Junit, Inspect, Eval }

    private sealed record Settings(Format Format, string? Out, string[] Agents, bool Transcripts, string Store, string? Desk, string? Protocol);

    public static Command Create()
    {
        var format = new Option<Format>("--format") { Description = "jsonl (everything), csv or parquet (one row a trial), junit, eval or inspect (logs for inspect view, as Inspect's zip or as JSON).", Required = true };
        var target = new Option<string?>("--out") { Description = "File to write; for eval and inspect a folder. Standard output when left out, where the format allows it.", HelpName = "PATH" };
        var agents = new Option<string[]>("--agent") { Description = "Only this agent; may be repeated.", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var transcripts = new Option<bool>("--transcripts") { Description = "jsonl: with the transcripts." };
        var store = Options.Store();
        var desk = Options.Desk();
        var protocol = Options.Protocol();
        var command = new Command("export", "Writes the trials of a store for other tools.") { format, target, agents, transcripts, store, desk, protocol };
        command.SetAction((parsed, cancellation) => ExportAsync(
            new(parsed.GetRequiredValue(format), parsed.GetValue(target), parsed.GetValue(agents)!, parsed.GetValue(transcripts), parsed.GetValue(store)!, parsed.GetValue(desk), parsed.GetValue(protocol)), cancellation));
        return command;
    }

    private static async Task<int> ExportAsync(Settings settings, CancellationToken cancellation)
    {
        if (settings is { Out: null, Format: Format.Parquet or Format.Inspect or Format.Eval })
        {
            throw new UserMistakeException($"--format {settings.Format.ToString().ToLowerInvariant()} writes no text: name a {(settings.Format is Format.Parquet ? "file" : "folder")} with --out");
        }

        var measured = await Measured.LoadAsync(settings.Store, settings.Desk, settings.Protocol, cancellation, settings.Agents);
        var unknown = settings.Agents.Except(measured.Played.Select(run => run.Agent)).ToList();
        if (unknown.Count > 0)
        {
            throw new UserMistakeException([.. unknown.Select(agent => $"'{agent}' has no results under protocol {measured.Protocol.Id}, under which others of those were played: export it by itself, or name a --protocol")]);
        }

        var results = new ExportedResults(measured.Protocol, measured.Cases.Cases, [.. measured.Played.Where(run => settings.Agents.Length == 0 || settings.Agents.Contains(run.Agent))], measured.Rows);
        await using var store = await SqliteResultStore.OpenAsync(settings.Store, create: false, TimeProvider.System, cancellation);
        Task<Transcript?> TranscriptAsync(string run, string played) => store.TranscriptAsync(run, played, cancellation);
        try
        {
            return await WriteAsync(settings, results, TranscriptAsync, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"'{settings.Out}' cannot be written: {e.Message}");
        }
    }

    private static async Task<int> WriteAsync(Settings settings, ExportedResults results, Func<string, string, Task<Transcript?>> transcript, CancellationToken cancellation)
    {
        switch (settings.Format)
        {
            case Format.Jsonl:
                await ToTextAsync(settings.Out, writer => JsonLinesExport.WriteAsync(results, writer, settings.Transcripts ? transcript : null));
                return Said(settings, results, settings.Transcripts ? null : "transcripts; --transcripts adds them");
            case Format.Csv:
                await ToTextAsync(settings.Out, writer => Now(() => CsvExport.Write(results, writer)));
                return Said(settings, results, Column.LeavesOut);
            case Format.Junit:
                await ToTextAsync(settings.Out, writer => Now(() => JUnitExport.Write(results, writer)));
                return Said(settings, results, JUnitExport.LeavesOut);
            case Format.Parquet:
                await using (var file = File.Create(settings.Out!))
                {
                    await ParquetExport.WriteAsync(results, file, cancellation);
                }

                return Said(settings, results, Column.LeavesOut);
            default:
                Directory.CreateDirectory(settings.Out!);
                var at = TimeProvider.System.GetUtcNow();
                var (agents, zip) = (InspectExport.Agents(results), settings.Format is Format.Eval);
                foreach (var agent in agents)
                {
                    await using var file = File.Create(Path.Combine(settings.Out!, InspectExport.FileName(results, agent, at, zip)));
                    await (zip ? InspectExport.WriteZipAsync(results, agent, at, transcript, file) : InspectExport.WriteAsync(results, agent, at, transcript, file));
                }

                Said(settings, results, InspectExport.LeavesOut);
                if (agents.Count > 1 && !zip)
                {
                    Console.Error.WriteLine("The list of inspect view mixes up several JSON logs in one folder: --format eval keeps them apart.");
                }

                return ExitCode.Ok;
        }
    }

    private static int Said(Settings settings, ExportedResults results, string? leftOut)
    {
        Console.Error.WriteLine($"{Text.Count(results.Trials().Count, "trial")} of {Text.Count(results.Runs.Count, "run")}{(settings.Out is null ? "" : $" in {settings.Out}")}{(leftOut is null ? "" : $"; left out: {leftOut}")}");
        return ExitCode.Ok;
    }

    private static async Task ToTextAsync(string? file, Func<TextWriter, Task> write)
    {
        if (file is null)
        {
            await write(Console.Out);
            return;
        }

        await using var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await write(writer);
    }

    private static Task Now(Action write)
    {
        write();
        return Task.CompletedTask;
    }
}
