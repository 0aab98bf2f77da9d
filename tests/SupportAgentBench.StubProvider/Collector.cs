using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace SupportAgentBench.StubProvider;

/// <summary>A collector of traces and metrics on loopback: takes whatever is exported, as bytes.</summary>
public sealed class Collector(WebApplication app) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _received = new();

    public string Url => app.Urls.First();

    public string Received => string.Join('\n', _received);

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/v1/{what}", async context =>
        {
            using var read = new MemoryStream();
            await context.Request.Body.CopyToAsync(read);
            collector._received.Enqueue(Encoding.UTF8.GetString(read.ToArray()));
        });
        await app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
