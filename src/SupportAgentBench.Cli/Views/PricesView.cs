using Spectre.Console;
using SupportAgentBench.Boards;

namespace SupportAgentBench.Cli.Views;

/// <summary>What stored conversations cost at other prices.</summary>
internal static class PricesView
{
    public static void Write(Repricing priced, string place)
    {
        var (layer, marked, told) = (priced.Layer.Id, priced.Marked.Id, priced.Told);
        AnsiConsole.MarkupLine($"Layer [bold]{layer}[/] beside protocol {marked}: {Text.Count(told.Priced, "conversation")} priced anew from the tokens that are kept; all marks are as they were.");
        var table = new Table().Border(TableBorder.Simple).AddColumns("agent", "a ticket was", "now");
        foreach (var figure in priced.Figures)
        {
            table.AddRow(Text.Markup(figure.Agent), Shown.Value(figure.Metric, figure.Was), Shown.Value(figure.Metric, figure.Now));
        }

        AnsiConsole.Write(table);
        if (told.Kept > 0)
        {
            Console.Out.WriteLine($"{Text.Count(told.Kept, "conversation")} with the old price: no call of theirs is kept.");
        }

        if (told.Unknown > 0)
        {
            Console.Out.WriteLine($"{Text.Count(told.Unknown, "conversation")} without a price: the agent has none, or not all tokens were reported.");
        }

        Console.Out.WriteLine($"sab board{place} --protocol {layer} shows the layer, --protocol {marked} what was there before; they share no table.");
    }
}
