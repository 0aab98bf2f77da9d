using Spectre.Console;

namespace SupportAgentBench.Cli.Views;

/// <summary>How progress is shown.</summary>
internal enum DisplayKind { None, Plain, Full }

/// <summary>Shows a run under way: a live line on a terminal, a plain line now and then elsewhere.</summary>
internal static class ProgressView
{
    private static readonly TimeSpan Live = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(10);

    public static async Task ShowAsync(DisplayKind kind, RunProgress progress, Func<Task> work)
    {
        if (kind is not DisplayKind.None && progress.Before > 0)
        {
            Console.Error.WriteLine($"going on: {progress.Before:N0} of {progress.Planned:N0} conversations are there already");
        }

        switch (kind)
        {
            case DisplayKind.None:
                await work();
                break;
            case DisplayKind.Plain:
                await WhileAsync(work(), Plain, () => Console.Error.WriteLine(progress.Line));
                Console.Error.WriteLine(progress.Line);
                break;
            case DisplayKind.Full:
                await AnsiConsole.Status().Spinner(Spinner.Known.Dots).StartAsync(progress.Line,
                    context => WhileAsync(work(), Live, () => context.Status(Text.Markup(progress.Line))));
                AnsiConsole.MarkupLine($"[dim]{Text.Markup(progress.Line)}[/]");
                break;
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
