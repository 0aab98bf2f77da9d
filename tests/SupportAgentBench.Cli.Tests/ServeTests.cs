using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>The served site beside its pages: runs under way, feed, map of the site, token.</summary>
public sealed class ServeTests : IAsyncLifetime
{
    private readonly Scratch _scratch = new();
    private readonly HttpClient _http = new(new HttpClientHandler { UseCookies = false });
    private readonly List<Process> _started = [];

    private string Store => _scratch.At("store");

    public async ValueTask InitializeAsync() =>
        (await Tool.RunAsync("run", "--agent", "reference/careful", "--runs", "1", "--case", "damaged*", "--store", Store)).Exit.ShouldBe(0);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _http.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task A_run_under_way_is_told_as_it_goes_and_is_gone_when_it_has_ended()
    {
        var url = await ServeAsync();
        using var response = await _http.GetAsync($"{url}/runs/live", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await NextAsync(events)).GetArrayLength().ShouldBe(0);

        var run = Tool.Start("run", "--agent", "reference/careful", "--runs", "60", "--store", Store, "--display", "none");
        _started.Add(run);
        var status = (await NextAsync(events))[0];
        status.GetProperty("what").GetString().ShouldBe("reference/careful");
        status.GetProperty("planned").GetInt32().ShouldBeGreaterThan(1_000);
        status.GetProperty("says").GetString()!.ShouldContain("a minute");
        (await _http.GetStringAsync($"{url}/runs/", TestContext.Current.CancellationToken)).ShouldContain("<progress");

        run.Kill();
        (await NextAsync(events, statuses => statuses.GetArrayLength() == 0)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Feed_and_map_of_the_site_name_what_is_there()
    {
        var url = await ServeAsync();
        var feed = XDocument.Parse(await _http.GetStringAsync($"{url}/feed.xml", TestContext.Current.CancellationToken));
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entry = feed.Root!.Elements(atom + "entry").ShouldHaveSingleItem();
        entry.Element(atom + "title")!.Value.ShouldBe("reference/careful, run 1");
        (await _http.GetAsync($"{url}/{entry.Element(atom + "link")!.Attribute("href")!.Value}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        XNamespace map = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var pages = XDocument.Parse(await _http.GetStringAsync($"{url}/sitemap.xml", TestContext.Current.CancellationToken)).Root!.Elements(map + "url").Select(page => page.Element(map + "loc")!.Value).ToList();
        pages.Count.ShouldBeGreaterThan(100);
        foreach (var page in pages.Take(3).Concat(pages.TakeLast(3)))
        {
            (await _http.GetAsync(page, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }

        var output = _scratch.At("out");
        (await Tool.RunAsync("site", "--store", Store, "--out", output, "--url", "https://example.org/bench")).Exit.ShouldBe(0);
        XDocument.Load(Path.Combine(output, "sitemap.xml")).Root!.Elements(map + "url").Select(page => page.Element(map + "loc")!.Value).ShouldContain("https://example.org/bench/index.html");
        File.Exists(Path.Combine(output, "feed.xml")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_open_address_needs_a_token_and_asks_for_it()
    {
        var (exit, _, error) = await Tool.RunAsync("serve", "--store", Store, "--host", "0.0.0.0", "--port", "0");
        exit.ShouldBe(2);
        error.ShouldContain("--token");
        (await Tool.RunAsync("serve", "--store", Store, "--port", "70000")).Exit.ShouldBe(2);
        (await Tool.RunAsync("serve", "--store", Store, "--host", "192.0.2.1", "--token", "x", "--port", "0")).Exit.ShouldBe(2);

        var url = (await ServeAsync("--host", "0.0.0.0", "--token", "open-sesame")).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
        foreach (var address in new[] { "/", "/index.json", "/runs/live", "/feed.xml", "/?token=wrong" })
        {
            (await _http.GetAsync(url + address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, address);
        }

        using var still = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        (await still.GetAsync($"{url}//elsewhere.example/?token=open-sesame", TestContext.Current.CancellationToken)).Headers.Location!.OriginalString.ShouldBe("/elsewhere.example/");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{url}/index.json");
        request.Headers.Add("Cookie", "sab-token=open-sesame");
        (await _http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_store_without_a_conversation_says_how_to_begin_and_shows_the_board_once_there_is_one()
    {
        var (store, output) = (_scratch.At("a new one"), _scratch.At("out"));
        var url = await ServeStoreAsync(store);
        using var before = await _http.GetAsync(url, TestContext.Current.CancellationToken);
        var page = await before.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        before.Headers.GetValues("Refresh").ShouldHaveSingleItem();
        page.ShouldContain("No conversation is finished yet");
        WebUtility.HtmlDecode(page).ShouldContain($"sab run --store '{store}'");
        (await _http.GetAsync($"{url}/runs/", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Directory.Exists(store).ShouldBeFalse("whoever only looks makes no store");

        (await Tool.RunAsync("site", "--store", store, "--out", output)).Exit.ShouldBe(2, "an exported site does not look again");
        (await Tool.RunAsync("serve", "--store", store, "--port", "0", "--protocol", "0123abcd")).ShouldSatisfyAllConditions(
            refused => refused.Exit.ShouldBe(2), refused => refused.Error.ShouldContain("no protocol '0123abcd'"));
        (await Tool.RunAsync("run", "--agent", "reference/careful", "--runs", "1", "--case", "tracking", "--store", store, "--display", "none")).Exit.ShouldBe(0);

        using var after = await _http.GetAsync(url, TestContext.Current.CancellationToken);
        after.Headers.Contains("Refresh").ShouldBeFalse();
        (await after.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("reference/careful");
        (await _http.GetAsync($"{url}/runs/", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<string> ServeAsync(params string[] more) => ServeStoreAsync(Store, more);

    private async Task<string> ServeStoreAsync(string store, params string[] more)
    {
        var process = Tool.Start(["serve", "--store", store, "--port", "0", .. more]);
        _started.Add(process);
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return line.Split("/?")[0].Split(' ')[0];
    }

    private static async Task<JsonElement> NextAsync(StreamReader events, Func<JsonElement, bool>? fits = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (await events.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal) && JsonSerializer.Deserialize<JsonElement>(line[6..]) is var told && (fits is null || fits(told)))
            {
                return told;
            }
        }

        throw new InvalidOperationException("the stream ended");
    }
}
