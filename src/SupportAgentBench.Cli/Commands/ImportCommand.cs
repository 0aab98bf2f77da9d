using System.CommandLine;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Imports;
using SupportAgentBench.Results;
using SupportAgentBench.Storage;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab import</c>: conversations of an agent that a team already runs, scored as far as that needs no case.</summary>
internal static class ImportCommand
{
    private sealed record Settings(string File, LogFormat Format, ToolRoles Tools, string Agent, string Store, bool Json);

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The log, plain or packed with gzip: one conversation a line, one array of them, or one behind the other, over as many lines as you like." };
        var format = new Option<string>("--format") { Description = "openai-chat ({\"id\", \"messages\"}, or the list of messages itself) or tau-bench (trajectories).", HelpName = "FORMAT", Required = true };
        format.AcceptOnlyFromAmong([.. Formats]);
        var writes = Names("--writes", "The tools that change something, e.g. cancel_order,issue_refund.");
        var handover = Names("--handover", "The tool that passes the conversation to a person.");
        var agent = new Option<string?>("--agent") { Description = "What to call the agent; the file's name when left out.", HelpName = "NAME" };
        var store = Options.Store();
        var json = new Option<bool>("--json") { Description = "Print one JSON object a conversation, with its findings, instead of the report." };
        var command = new Command("import", "Scores the logs of an agent that you already run: what it claimed against what it did.") { file, format, writes, handover, agent, store, json };
        command.SetAction((parsed, cancellation) => ImportAsync(
            new(parsed.GetRequiredValue(file), Words.Parse<LogFormat>(parsed.GetRequiredValue(format))!.Value, new(Split(parsed.GetValue(writes)!), Split(parsed.GetValue(handover)!)),
                parsed.GetValue(agent) ?? NameOf(parsed.GetRequiredValue(file)), parsed.GetValue(store)!, parsed.GetValue(json)),
            cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(Settings settings, CancellationToken cancellation)
    {
        await using var file = LogFile.Open(settings.File);
        var wordings = Composition.LoadWordings();
        var protocol = Composition.ProtocolForImport(wordings, settings.Tools);
        var run = Run.Of(protocol, settings.Agent, 1, 0);
        await using var store = await SqliteResultStore.OpenAsync(settings.Store, create: true, TimeProvider.System, cancellation);
        var import = new Import(wordings, run, settings.Tools, store);
        await store.PlanAsync(protocol, [run], cancellation);
        var unread = 0;
        try
        {
            await foreach (var entry in LogReader.ReadAsync(file, settings.Format, cancellation))
            {
                if (entry.Conversation is not { } conversation)
                {
                    unread++;
                    Tell(settings, entry.Line, entry.Wrong!, entry.Mend);
                    continue;
                }

                var (result, wrong) = await import.TakeAsync(conversation, cancellation);
                if (wrong is not null)
                {
                    Tell(settings, entry.Line, wrong, null);
                }

                if (settings.Json && result is not null)
                {
                    Console.Out.WriteLine(ImportJson.Write(result));
                }
            }
        }
        catch (InvalidDataException e)
        {
            unread++;
            Tell(settings, 0, $"the packed file breaks off: {e.Message}", "pack it again");
        }

        if (import.Report.Conversations == 0)
        {
            throw new UserMistakeException($"'{settings.File}' has no conversation that can be read as {Words.Of(settings.Format).Replace('_', '-')} (known formats: {string.Join(", ", Formats)})");
        }

        if (!settings.Json)
        {
            LogReportView.Write(import.Report, Hints.Place(settings.Store, null));
        }

        Summary(settings, import, unread);
        return ExitCode.Ok;
    }

    private static IEnumerable<string> Formats => Words.All<LogFormat>().Select(word => word.Replace('_', '-'));

    private static void Tell(Settings settings, int line, string wrong, string? mend) =>
        Console.Error.WriteLine($"sab: {Text.Safe(new Problem(settings.File, line, wrong, mend).ToString())}");

    /// <summary>What a person needs to know about the import itself; on standard error, so that the output stays what was asked for.</summary>
    private static void Summary(Settings settings, Import import, int unread)
    {
        var read = import.Report.Conversations;
        Console.Error.WriteLine($"{Text.Count(read, "conversation")} read, {read - import.Known:N0} new in {settings.Store}"
            + (import.Known > 0 ? $", {import.Known:N0} there already" : "") + (import.Repeated > 0 ? $"; {import.Repeated:N0} more with an id that stood in the file before" : "") + (unread > 0 ? $"; {Text.Count(unread, "place")} could not be read" : ""));
        foreach (var never in import.NeverCalled())
        {
            Console.Error.WriteLine($"sab: {Text.Safe(never)}");
        }

        if (settings.Tools.Writes.Count == 0 && import.Tools.Count > 0)
        {
            Console.Error.WriteLine($"no tool was named with --writes; called were: {Text.Safe(string.Join(", ", import.Tools.Take(20).Select(pair => $"{pair.Tool} ({pair.Calls:N0})")))}");
        }
    }

    private static Option<string[]> Names(string name, string description) =>
        new(name) { Description = $"{description} Names with commas between, or the option again.", HelpName = "NAMES", DefaultValueFactory = _ => [] };

    private static IReadOnlyList<string> Split(string[] names) =>
        [.. names.SelectMany(some => some.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];

    private static string NameOf(string file)
    {
        var name = Path.GetFileName(file);
        return name.Contains('.', StringComparison.Ordinal) ? name[..name.IndexOf('.', StringComparison.Ordinal)] : name;
    }
}
