using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.AI;
using Spectre.Console;
using SupportAgentBench.Calls;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Files;
using SupportAgentBench.Providers;
using SupportAgentBench.Providers.Pipeline;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab doctor</c>: which providers can be reached, and what is known of the models that one means to use.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        var model = new Argument<string[]>("model") { Description = "Models to look at, as provider/model.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [] };
        var ping = new Option<bool>("--ping") { Description = "Ask each model that is named for one token." };
        var prices = Options.Prices();
        var command = new Command("doctor", "Says which keys are present (never their value), and what is known of models.") { model, ping, prices };
        command.SetAction((parsed, cancellation) => LookAsync(parsed.GetValue(model)!, parsed.GetValue(ping), parsed.GetValue(prices), cancellation));
        return command;
    }

    private static async Task<int> LookAsync(string[] names, bool ping, string? prices, CancellationToken cancellation)
    {
        var notices = new CallNotices(TimeProvider.System);
        var room = ModelRoom.Open(prices, notices, live: true, traced: false, LineLimits.Standard with { MostTries = 1 });
        var mistakes = new List<string>();
        var models = names.Select(name => ModelReference.Parse(name, mistakes)).OfType<ModelReference>().ToList();
        if (mistakes.Count > 0)
        {
            throw new UserMistakeException(mistakes);
        }

        Providers(room, models);
        if (models.Count == 0)
        {
            Console.Out.WriteLine("Name models to see what is known of them: sab doctor openai/gpt-5.4-mini --ping");
            return ExitCode.Ok;
        }

        using var clients = room.Clients(new(null));
        var answered = await ModelsAsync(room, clients, models, ping, cancellation);
        notices.Print();

        return answered ? ExitCode.Ok : ExitCode.Incomplete;
    }

    private static void Providers(ModelRoom room, IReadOnlyList<ModelReference> models)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("provider", "key", "address");
        foreach (var name in room.Access.Known.Concat(models.Select(model => model.Provider)).Distinct())
        {
            var card = room.Access.CardOf(name);
            var (told, url) = room.Access.Address(name);
            var key = room.Access.KeySetting(card) is { } setting ? $"[green]{Text.Markup(setting)} is set[/]{(room.Access.WordSetting(card) is null ? "" : "[yellow], a word[/]")}"
                : card.Keys.Count == 0 ? "[dim]needs none[/]" : $"[dim]{Text.Markup(string.Join(" or ", card.Keys))} is not set{(room.Access.NeedsKey(card) ? "" : " (optional)")}[/]";
            table.AddRow(Text.Markup(name), key, told is null ? "[dim]not set[/]" : url is null ? "[red]no http address[/]"
                : Text.Markup(room.Access.Redactor.Clean(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))));
        }

        AnsiConsole.Write(table);
    }

    private static async Task<bool> ModelsAsync(ModelRoom room, ChatClients clients, IReadOnlyList<ModelReference> models, bool ping, CancellationToken cancellation)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("model", "price a million tokens", "context", "longest answer", "source", "answer");
        var all = true;
        foreach (var model in models)
        {
            var card = room.Catalogue.Find(model.Id);
            var missing = room.Access.Missing(model.Provider);
            var (fine, answer) = missing.Count > 0 ? (false, string.Join("; ", missing)) : ping ? await PingAsync(clients.For(model with { Options = model.Options with { MaxTokens = 1 } }), cancellation) : (true, "not asked (--ping)");
            all &= fine;
            table.AddRow(Text.Markup(model.Name), card?.Price is { } price ? Text.Markup(Priced(price)) : "unknown", Tokens(card?.Context), Tokens(card?.MaxOutput),
                card is null ? "unknown" : Text.Markup(card.Source), fine ? Text.Markup(answer) : $"[red]{Text.Markup(answer)}[/]");
        }

        AnsiConsole.Write(table);
        return all;
    }

    private static async Task<(bool Fine, string Answer)> PingAsync(IChatClient chat, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var response = await chat.GetResponseAsync("Reply with the word: ready", cancellationToken: patience.Token);
            return (true, $"answers as {response.ModelId ?? "a model without a name"} in {response.LatencyMs()?.ToString("0", CultureInfo.InvariantCulture) ?? "?"} ms");
        }
        catch (Exception failure) when (failure is CallFailedException or UserMistakeException)
        {
            return (false, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, $"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    private static string Priced(TokenPrice price) =>
        $"${price.Input:0.###} in, {(price.CachedInput is { } cached ? $"${cached:0.####} cached, " : "")}${price.Output:0.###} out";

    private static string Tokens(long? tokens) => tokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "unknown";
}
