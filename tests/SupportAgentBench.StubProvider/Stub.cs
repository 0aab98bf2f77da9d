using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SupportAgentBench.StubProvider;

/// <summary>
/// A provider of chat models on loopback that speaks the real protocols over real HTTP: OpenAI's chat completions, Anthropic's messages and
/// Ollama's chat. It counts what it is asked, and misbehaves when told to.
/// </summary>
public sealed class Stub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<StubRequest, StubReply> _answer;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, int> _answered = new();
    private readonly ConcurrentDictionary<string, (StubReply Reply, byte[] Body)>? _known;
    private readonly bool _counts;
    private long _first;
    private long _last;
    private int _requests;
    private int _underWay;
    private int _mostUnderWay;

    private Stub(WebApplication app, Func<StubRequest, StubReply> answer, bool counts)
    {
        _counts = counts;
        _known = counts ? null : new();
        _app = app;
        _answer = answer;
    }

    /// <summary>The root; OpenAI's protocol is below /v1, Anthropic's and Ollama's at the root.</summary>
    public Uri Url { get; private set; } = null!;

    public Uri OpenAi => new(Url, "v1");

    /// <summary>Requests that came in, whatever became of them.</summary>
    public int Requests => _requests;

    public int MostUnderWay => _mostUnderWay;

    /// <summary>Whole answers that were sent, by request body: more than one means that somebody paid twice.</summary>
    public IReadOnlyDictionary<string, int> Answered => _answered;

    /// <summary>The body of the request that came in last.</summary>
    public JsonElement Last { get; private set; }

    /// <summary>Keys that were sent along.</summary>
    public ConcurrentDictionary<string, bool> Keys { get; } = new();

    /// <summary>From the first request to the last.</summary>
    public TimeSpan Busy => Stopwatch.GetElapsedTime(_first, _last);

    /// <param name="counts">Notes which questions were answered. A bench has no need of it: there the same question gets the same answer again, for next to no work of the stub.</param>
    public static async Task<Stub> StartAsync(Func<StubRequest, StubReply> answer, bool counts = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = null;
            server.ListenLocalhost(FreePort());
        });
        var app = builder.Build();
        var stub = new Stub(app, answer, counts);
        app.MapPost("/v1/chat/completions", context => stub.AnswerAsync(context, "openai"));
        app.MapPost("/v1/messages", context => stub.AnswerAsync(context, "anthropic"));
        app.MapPost("/api/chat", context => stub.AnswerAsync(context, "ollama"));
        await app.StartAsync();
        stub.Url = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return stub;
    }

    /// <summary>From now on nobody listens there.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        await _app.StopAsync(new CancellationToken(canceled: true));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AnswerAsync(HttpContext context, string protocol)
    {
        var number = Interlocked.Increment(ref _requests);
        var now = Interlocked.Increment(ref _underWay);
        InterlockedMax(ref _mostUnderWay, now);
        _last = Stopwatch.GetTimestamp();
        Interlocked.CompareExchange(ref _first, _last, 0);
        try
        {
            await ReplyAsync(context, protocol, number);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task ReplyAsync(HttpContext context, string protocol, int number)
    {
        using var read = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, 1 << 20));
        await context.Request.Body.CopyToAsync(read, context.RequestAborted);
        var question = _known is null ? "" : Convert.ToHexString(SHA256.HashData(read.GetBuffer().AsSpan(0, (int)read.Length)));
        if (_known is not null && _known.TryGetValue(question, out var known))
        {
            await SayAgainAsync(context, known.Reply, known.Body);
            return;
        }

        using var document = JsonDocument.Parse(read.ToArray());
        var key = context.Request.Headers.Authorization.ToString() is { Length: > 7 } bearer ? bearer[7..] : context.Request.Headers["x-api-key"].ToString();
        Keys.TryAdd(key, true);
        var request = new StubRequest(protocol, document.RootElement.Clone(), key, number);
        Last = request.Body;
        var reply = _answer(request);
        await reply.Until.WaitAsync(_closing.Token);
        if (reply.Delay > TimeSpan.Zero)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
            await Task.Delay(reply.Delay, either.Token);
        }

        var body = Encoding.UTF8.GetBytes(reply.Body ?? reply.Answer!.Written(protocol, request.Model));
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (reply.CutAfter is { } share)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body.AsMemory(0, (int)(body.Length * share)));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        if (reply.Stalls)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
            await context.Response.Body.FlushAsync();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        await context.Response.Body.WriteAsync(body);
        _known?.TryAdd(question, (reply, body));
        if (_counts && reply is { Status: 200, Answer: not null })
        {
            _answered.AddOrUpdate(Convert.ToHexString(SHA256.HashData(read.ToArray())), 1, (_, times) => times + 1);
        }
    }

    private async Task SayAgainAsync(HttpContext context, StubReply reply, byte[] body)
    {
        if (reply.Delay > TimeSpan.Zero)
        {
            await Task.Delay(reply.Delay, _closing.Token);
        }

        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        var known = Volatile.Read(ref target);
        while (value > known && Interlocked.CompareExchange(ref target, value, known) is var seen && seen != known)
        {
            known = seen;
        }
    }
}
