using System.Net;

namespace SupportAgentBench.Providers.Wire;

/// <summary>The client that all models of a provider share.</summary>
internal static class ProviderHttp
{
    public static HttpClient Client(string provider, Redactor redactor) => new(new SoundAnswers(
        new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false,

            // A provider is told nothing of our traces.
            ActivityHeadersPropagator = null,
        }, provider, redactor))
    {
        // Each try has a time of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
