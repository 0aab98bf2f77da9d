using Spectre.Console;

namespace SupportAgentBench.Cli.Views;

/// <summary>How progress is shown.</summary>
internal enum DisplayKind { None, Plain, Full }

/// <summary>Shows a run under way: a live line on a terminal, a plain line now and then elsewhere.</summary>
internal static class ProgressView
{
    private static readonly TimeSpan Live = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(10);

    /// <param name="nothingLeft">What to say where all was played before.</param>
    public static async Task ShowAsync(DisplayKind kind, RunProgress progress, string nothingLeft, Func<Task> work)
    {
        if (kind is not DisplayKind.None && progress.Before > 0)
        {
            Console.Error.WriteLine(progress.Before == progress.Planned ? Text.Safe(nothingLeft) : $"going on: {progress.Before:N0} of {Text.Count(progress.Planned, "conversation")} are there already");
        }

        switch (kind)
        {
            case DisplayKind.None:
                await work();
                Tell(progress, Console.Error.WriteLine, null);
                break;
            case DisplayKind.Plain:
                await WhileAsync(work(), Plain, () => Tell(progress, Console.Error.WriteLine, progress.Line));
                Tell(progress, Console.Error.WriteLine, null);
                Console.Error.WriteLine(progress.Line);
                break;
            case DisplayKind.Full:
                await AnsiConsole.Status().Spinner(Spinner.Known.Dots).StartAsync(progress.Line,
                    context => WhileAsync(work(), Live, () =>
                    {
                        Tell(progress, line => AnsiConsole.MarkupLine($"[yellow]{Text.Markup(line)}[/]"), null);
                        context.Status(Text.Markup(progress.Line));
                    }));
                Tell(progress, line => AnsiConsole.MarkupLine($"[yellow]{Text.Markup(line)}[/]"), null);
                AnsiConsole.MarkupLine($"[dim]{Text.Markup(progress.Line)}[/]");
                break;
        }
    }

    private static void Tell(RunProgress progress, Action<string> write, string? last)
    {
        foreach (var line in progress.Notices.Concat(last is null ? [] : [last]))
        {
            write(Text.Safe(line));
        }
    }

    private static async Task WhileAsync(Task work, TimeSpan every, Action show)
    {
        while (await Task.WhenAny(work, Task.Delay(every)) != work)
        {
            show();
        }

        await work;
    }
}
