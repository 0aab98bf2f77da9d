using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportAgentBench.Files;
using SupportAgentBench.Results;

namespace SupportAgentBench.Site.Serving;

/// <summary>Where to listen.</summary>
/// <param name="Token">What a visitor must show; null on loopback only.</param>
public sealed record SiteEndpoint(IPAddress Host, int Port, string? Token);

/// <summary>The site of a store, live: the pages of the export, made when they are asked for.</summary>
public sealed class SiteServer : IAsyncDisposable
{
    private const string Cookie = "sab-token";
    private const string LivePath = "runs/live";
    private const string Html = "text/html; charset=utf-8";
    private const int Piece = 64 * 1024;
    private const int PagesToWarm = 10;
    private const int SecondsToWait = 3;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly WebApplication _app;
    private readonly SiteCache _cache;
    private readonly PageRenderer _renderer = new();
    private readonly SiteEndpoint _endpoint;
    private readonly string _begin;
    private readonly Func<IReadOnlyList<RunStatus>> _underWay;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();

    private SiteServer(WebApplication app, SiteCache cache, SiteEndpoint endpoint, string begin, Func<IReadOnlyList<RunStatus>> underWay, TimeProvider time)
    {
        _app = app;
        _cache = cache;
        _endpoint = endpoint;
        _begin = begin;
        _underWay = underWay;
        _time = time;
    }

    /// <summary>Where it listens, once it is started.</summary>
    public string Url => _app.Urls.First();

    /// <param name="version">Another text whenever the store has changed.</param>
    /// <param name="load">Reads what the store has to show; null while that is nothing.</param>
    /// <param name="begin">The command that plays into the store, for those who look before there is anything.</param>
    /// <param name="underWay">The runs that are under way; asked once a second for each visitor who looks.</param>
    /// <param name="failed">Hears why a newer state of the store could not be shown; the last one stays.</param>
    /// <exception cref="UserMistakeException">The port is taken, an open address lacks a token, or the store cannot be read.</exception>
    public static async Task<SiteServer> StartAsync(
        SiteEndpoint endpoint, Func<CancellationToken, Task<string>> version, Func<CancellationToken, Task<SiteMap?>> load, string begin, Func<IReadOnlyList<RunStatus>> underWay, TimeProvider time, Action<Exception> failed,
        CancellationToken cancellation)
    {
        if (!IPAddress.IsLoopback(endpoint.Host) && string.IsNullOrWhiteSpace(endpoint.Token))
        {
            throw new UserMistakeException($"{endpoint.Host} can be reached from other machines, and transcripts are not for everybody: add --token WORD, or leave --host out");
        }

        var cache = new SiteCache(version, load, time, failed);
        await cache.OpenAsync(cancellation);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint.Host, endpoint.Port);
        });
        var app = builder.Build();
        var server = new SiteServer(app, cache, endpoint, begin, underWay, time);
        await server.WarmAsync(cancellation);
        app.Run(server.AnswerAsync);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await server.DisposeAsync();
            throw new UserMistakeException($"{endpoint.Host}, port {endpoint.Port}, cannot be used ({e.Message}): name another --port, or another --host");
        }

        await server.VisitAsync(cancellation);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
        await _renderer.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = ContentPolicy.Served;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-cache";
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (!IsOurName(request.Host.Host))
        {
            // Another site's name that points here: a page of that site must not read ours.
            response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        }
        else if (!MayEnter(context))
        {
            await PlainAsync(response, StatusCodes.Status401Unauthorized, "Open this site with the token that it was started with: add ?token=... to the address.");
        }
        else if (request.Query.ContainsKey("token"))
        {
            // Of two slashes the second would begin the name of another machine.
            response.Redirect($"/{request.Path.Value?.TrimStart('/', '\\')}");
        }
        else
        {
            await PageAsync(context, request.Path.Value is null or "/" ? "index.html" : request.Path.Value.TrimStart('/'));
        }
    }

    private async Task PageAsync(HttpContext context, string path)
    {
        var response = context.Response;
        if (Asset.All.FirstOrDefault(asset => asset.Name == path) is { } file)
        {
            await BytesAsync(response, file.ContentType, file.Content);
            return;
        }

        if (path == LivePath)
        {
            await FollowAsync(context);
            return;
        }

        if (await _cache.CurrentAsync(context.RequestAborted) is not { } map)
        {
            await WaitAsync(context, path);
            return;
        }

        if (path is Feed.Name or Feed.MapName)
        {
            var root = new Uri($"{context.Request.Scheme}://{context.Request.Host}/");
            await BytesAsync(response, "application/xml; charset=utf-8", Encoding.UTF8.GetBytes(path == Feed.Name ? Feed.Runs(map.Content) : Feed.SiteMap(map.Addresses, root)));
            return;
        }

        var dot = path.LastIndexOf('.');
        var extension = dot < 0 ? ".html" : path[dot..];
        var address = (path.EndsWith('/') ? path + "index" : dot < 0 ? path : path[..dot]) is { Length: > 0 } stem ? stem : "index";
        var type = extension switch { ".html" => Html, ".md" => "text/markdown; charset=utf-8", ".json" => "application/json; charset=utf-8", _ => null };
        if (type is not null && _cache.Remembered(map, address + extension) is { } made)
        {
            await BytesAsync(response, type, made);
            return;
        }

        if (type is null || await map.FindAsync(address, context.RequestAborted) is not { } page)
        {
            await MissingAsync(context, map, path);
            return;
        }

        await BytesAsync(response, type, await MakeAsync(map, page, extension));
    }

    /// <summary>Before the first conversation: readers get a page that looks again by itself, programs a word.</summary>
    private async Task WaitAsync(HttpContext context, string path)
    {
        var page = new Pages.WaitingPage(SiteContent.Leaderboard, _begin, _underWay());
        if (path is not "index.html")
        {
            await PlainAsync(context.Response, StatusCodes.Status404NotFound, $"{page.Title}.");
            return;
        }

        context.Response.Headers["Refresh"] = $"{SecondsToWait}";
        await BytesAsync(context.Response, Html, Encoding.UTF8.GetBytes(await _renderer.HtmlAsync(page, content: null)));
    }

    /// <summary>The way back for whoever reads pages; a word for programs.</summary>
    private async Task MissingAsync(HttpContext context, SiteMap map, string path)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            await PlainAsync(context.Response, StatusCodes.Status404NotFound, "There is no such page.");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await BytesAsync(context.Response, Html, Encoding.UTF8.GetBytes(await _renderer.HtmlAsync(new Pages.MissingPage(map.Content, new(path)), map.Content)));
    }

    /// <summary>Server-sent events: the runs under way, whenever what they tell has changed.</summary>
    private async Task FollowAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        var told = "";
        try
        {
            using var timer = new PeriodicTimer(Every, _time);
            do
            {
                var statuses = JsonSerializer.Serialize(_underWay().Select(status => new { what = Visible.Of(status.What), done = status.Done, planned = status.Planned, says = Visible.Of(status.Says) }));
                await context.Response.WriteAsync(statuses == told ? ":\n\n" : $"data: {statuses}\n\n", _stopping.Token);
                await context.Response.Body.FlushAsync(_stopping.Token);
                told = statuses;
            }
            while (await timer.WaitForNextTickAsync(context.RequestAborted) && !_stopping.IsCancellationRequested);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>The first pages of each kind cost a compilation: it is paid before the first visitor comes.</summary>
    private async Task WarmAsync(CancellationToken cancellation)
    {
        if (await _cache.CurrentAsync(cancellation) is not { } map)
        {
            return;
        }

        var all = map.Addresses.ToList();
        foreach (var address in all.Where(address => address.Path.EndsWith("index", StringComparison.Ordinal)).Concat(all.GroupBy(address => address.Path.Split('/')[0]).SelectMany(kind => kind.TakeLast(PagesToWarm))))
        {
            if (await map.FindAsync(address.Path, cancellation) is { } page)
            {
                foreach (var extension in new[] { ".html", ".md", ".json" })
                {
                    await MakeAsync(map, page, extension);
                }
            }
        }
    }

    /// <summary>The first request of all costs the web server's own compilation: that visitor are we. Whatever comes of it, the site is there.</summary>
    private async Task VisitAsync(CancellationToken cancellation)
    {
        try
        {
            using var visitor = new HttpClient();
            using var answer = await visitor.GetAsync(new Uri(Url), cancellation);
        }
        catch (HttpRequestException)
        {
        }

        // The board that was read stays; to move it is a pause of a tenth of a second, which nobody waits for yet.
        GC.Collect();
    }

    private async Task<byte[]> MakeAsync(SiteMap map, SitePage page, string extension)
    {
        var bytes = Encoding.UTF8.GetBytes(extension switch
        {
            ".md" => page.Markdown(),
            ".json" => Visible.OfJson(page.Json()),
            _ => await _renderer.HtmlAsync(page, map.Content),
        });
        // Conversations are many and seldom asked for twice; what is under way changes while the store stays.
        if (page is not (Pages.TrialPage or Pages.SideBySidePage or Pages.RunsPage))
        {
            _cache.Remember(map, page.Address.File(extension), bytes);
        }

        return bytes;
    }

    private static async Task BytesAsync(HttpResponse response, string type, byte[] bytes)
    {
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            // In pieces: the first one is on its way while the last one of a large page is still being copied.
            for (var start = 0; start < bytes.Length; start += Piece)
            {
                await response.Body.WriteAsync(bytes.AsMemory(start, Math.Min(Piece, bytes.Length - start)), response.HttpContext.RequestAborted);
            }
        }
    }

    private static Task PlainAsync(HttpResponse response, int status, string text)
    {
        response.StatusCode = status;
        return BytesAsync(response, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));
    }

    private bool IsOurName(string host) =>
        !IPAddress.IsLoopback(_endpoint.Host) || host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>The token comes once in the address, and from then on in a cookie: it does not stay in the history.</summary>
    private bool MayEnter(HttpContext context)
    {
        if (_endpoint.Token is not { } token)
        {
            return true;
        }

        if (context.Request.Query["token"].ToString() is { Length: > 0 } shown)
        {
            if (!Same(shown, token))
            {
                return false;
            }

            context.Response.Cookies.Append(Cookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
            return true;
        }

        return Same(context.Request.Cookies[Cookie] ?? "", token);
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
