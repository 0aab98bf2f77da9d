using System.CommandLine;
using System.Net;
using SupportAgentBench.Cli.Views;
using SupportAgentBench.Results;
using SupportAgentBench.Site;
using SupportAgentBench.Site.Serving;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli.Commands;

/// <summary><c>sab serve</c>: shows a store live.</summary>
internal static class ServeCommand
{
    private const int StandardPort = 7162;

    public static Command Create()
    {
        var store = Options.Store();
        var desk = Options.Desk();
        var prices = Options.Prices();
        var wanted = Options.Protocol();
        var transcripts = Options.Transcripts();
        var port = new Option<int>("--port") { Description = "Where to listen; 0 takes any that is free.", HelpName = "N", DefaultValueFactory = _ => StandardPort };
        port.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 0 or > IPEndPoint.MaxPort)
            {
                result.AddError($"--port is {number}; ports go from 0 to {IPEndPoint.MaxPort}");
            }
        });
        var host = new Option<IPAddress>("--host")
        {
            Description = "The address to listen on. Any but this machine's own needs --token.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                if (result.Tokens[0].Value == "localhost")
                {
                    return IPAddress.Loopback;
                }

                if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
                {
                    return address;
                }

                result.AddError($"--host is '{result.Tokens[0].Value}', which is not an address such as 127.0.0.1 or 0.0.0.0");
                return null;
            },
        };
        var token = new Option<string?>("--token") { Description = "What visitors must show: they open the address with ?token=WORD once.", HelpName = "WORD" };
        var command = new Command("serve", "Shows the site of a store live, and runs under way as they go.") { store, port, host, token, transcripts, wanted, prices, desk };
        command.SetAction((parsed, cancellation) => ServeAsync(
            new(parsed.GetValue(host)!, parsed.GetValue(port), parsed.GetValue(token)), parsed.GetValue(store)!, parsed.GetValue(transcripts), parsed.GetValue(wanted), parsed.GetValue(prices), parsed.GetValue(desk), cancellation));
        return command;
    }

    private static async Task<int> ServeAsync(
        SiteEndpoint endpoint, string folder, TranscriptChoice transcripts, string? wanted, string? prices, string? desk, CancellationToken cancellation)
    {
        await using var store = new StoreToCome(folder);
        IReadOnlyList<RunStatus> UnderWay() => StatusFile.Read(folder, TimeProvider.System);
        var showing = Showing.Of(folder, desk, prices, wanted, transcripts, UnderWay);
        var begin = $"sab run{Hints.Place(folder, desk)}";
        var begun = false;
        async Task<SiteMap?> LoadAsync(CancellationToken stop)
        {
            var map = await showing.FindAsync(await store.FindAsync(stop), stop);
            begun |= map is not null;
            return map;
        }

        await using var server = await SiteServer.StartAsync(
            endpoint, store.VersionAsync, LoadAsync, begin, UnderWay, TimeProvider.System,
            e => Console.Error.WriteLine($"sab: the store has changed, and its new state cannot be shown: {Text.Safe(e.Message)}"), cancellation);
        if (!begun)
        {
            Console.Error.WriteLine($"no conversation is finished in '{folder}' yet: the board is shown as soon as one is (to begin: {begin})");
        }

        Console.Out.WriteLine($"{server.Url}{(endpoint.Token is null ? "" : "/?token=...")}    shows {folder}; Ctrl+C ends it");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
        }

        return ExitCode.Ok;
    }
}
