using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace SupportAgentBench.Cli.Views;

/// <summary>What a run would take, before it is begun.</summary>
internal static class EstimateView
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One estimate as an object, several as a list.</summary>
    public static void WriteJson(IReadOnlyList<Estimate> estimates) =>
        Console.Out.WriteLine((estimates is [var one] ? Json(one) : (JsonNode)new JsonArray([.. estimates.Select(Json)])).ToJsonString(Indented));

    public static void Write(Estimate estimate)
    {
        if (estimate.Lines.Count == 0)
        {
            Console.Out.WriteLine($"{Text.Count(estimate.Conversations, "conversation")}, no model takes part: no call, no cost.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("role", "model");
        foreach (var heading in new[] { "calls", "input tokens", "output tokens", "dollars" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var line in estimate.Lines)
        {
            table.AddRow(line.Role, Text.Markup(line.Model), Count(line.Calls), Count(line.InputTokens), Count(line.OutputTokens), line.Dollars is { } dollars ? Dollars(dollars) : "[dim]price unknown[/]");
        }

        AnsiConsole.Write(table);
        Console.Out.WriteLine($"{Text.Count(estimate.Conversations, "conversation")}. In all: {(estimate.Dollars is { } sum ? Dollars(sum) : "unknown, a price is missing (--prices FILE)")}. The lower end reckons with cached input.");
        Console.Out.WriteLine("A range, not a promise; what a customer's fault makes void is played again, and not reckoned with. --budget 5usd stops before the first call that could pass it. Nothing was asked or written.");
    }

    private static JsonObject Json(Estimate estimate) => new()
    {
        ["conversations"] = estimate.Conversations,
        ["usd"] = Range(estimate.Dollars),
        ["models"] = new JsonArray([.. estimate.Lines.Select(line => (JsonNode)new JsonObject
        {
            ["role"] = line.Role,
            ["model"] = line.Model,
            ["calls"] = Range(line.Calls),
            ["input_tokens"] = Range(line.InputTokens),
            ["output_tokens"] = Range(line.OutputTokens),
            ["usd"] = Range(line.Dollars),
        })]),
    };

    private static JsonObject? Range(Span? span) => span is null ? null : new() { ["low"] = Math.Round(span.Low, 4), ["high"] = Math.Round(span.High, 4) };

    private static string Count(Span span) => $"{Short(span.Low)} - {Short(span.High)}";

    private static string Dollars(Span span) => $"{Spend.Dollars(span.Low)} - {Spend.Dollars(span.High)}";

    private static string Short(decimal count) => count switch
    {
        >= 1_000_000 => (count / 1_000_000).ToString("0.0 M", CultureInfo.InvariantCulture),
        >= 10_000 => (count / 1_000).ToString("0 k", CultureInfo.InvariantCulture),
        _ => count.ToString("N0", CultureInfo.InvariantCulture),
    };
}
