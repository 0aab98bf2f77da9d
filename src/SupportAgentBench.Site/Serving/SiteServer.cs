using System.Net;
using System.Security.Cryptography;
using System.Text;
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
    private readonly WebApplication _app;
    private readonly SiteCache _cache;
    private readonly PageRenderer _renderer = new();
    private readonly SiteEndpoint _endpoint;

    private SiteServer(WebApplication app, SiteCache cache, SiteEndpoint endpoint)
    {
        _app = app;
        _cache = cache;
        _endpoint = endpoint;
    }

    /// <summary>Where it listens, once it is started.</summary>
    public string Url => _app.Urls.First();

    /// <exception cref="UserMistakeException">The port is taken, an open address lacks a token, or the store cannot be read.</exception>
    public static async Task<SiteServer> StartAsync(SiteEndpoint endpoint, IResultStore store, Func<CancellationToken, Task<SiteMap>> load, TimeProvider time, CancellationToken cancellation)
    {
        if (!IPAddress.IsLoopback(endpoint.Host) && string.IsNullOrWhiteSpace(endpoint.Token))
        {
            throw new UserMistakeException($"{endpoint.Host} can be reached from other machines, and transcripts are not for everybody: add --token WORD, or leave --host out");
        }

        var cache = new SiteCache(store, load, time);
        await cache.OpenAsync(cancellation);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint.Host, endpoint.Port);
        });
        var app = builder.Build();
        var server = new SiteServer(app, cache, endpoint);
        app.Run(server.AnswerAsync);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e)
        {
            await server.DisposeAsync();
            throw new UserMistakeException($"port {endpoint.Port} cannot be used ({e.Message}): name another --port");
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
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
            response.Redirect(request.PathBase + request.Path);
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

        var (map, _) = await _cache.CurrentAsync(context.RequestAborted);
        var dot = path.LastIndexOf('.');
        var extension = dot < 0 ? ".html" : path[dot..];
        var address = (dot < 0 ? path.TrimEnd('/') : path[..dot]) is { Length: > 0 } stem ? stem : "index";
        var type = extension switch { ".html" => "text/html; charset=utf-8", ".md" => "text/markdown; charset=utf-8", ".json" => "application/json; charset=utf-8", _ => null };
        if (type is null || await map.FindAsync(address, context.RequestAborted) is not { } page)
        {
            await PlainAsync(response, StatusCodes.Status404NotFound, "There is no such page.");
            return;
        }

        var bytes = page is Pages.TrialPage ? await FormAsync(map, page, extension) : await _cache.RememberAsync(map, path, () => FormAsync(map, page, extension));
        await BytesAsync(response, type, bytes);
    }

    private async Task<byte[]> FormAsync(SiteMap map, SitePage page, string extension) => Encoding.UTF8.GetBytes(extension switch
    {
        ".md" => page.Markdown(),
        ".json" => page.Json(),
        _ => await _renderer.HtmlAsync(page, map.Content),
    });

    private static async Task BytesAsync(HttpResponse response, string type, byte[] bytes)
    {
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
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
