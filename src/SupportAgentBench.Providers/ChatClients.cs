using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;
using SupportAgentBench.Calls;
using SupportAgentBench.Providers.Pipeline;
using SupportAgentBench.Providers.Wire;

namespace SupportAgentBench.Providers;

/// <summary>
/// Makes the chat client of a model. Outermost first: the journal answers what was answered before, the line waits and tries again, the options
/// are added, the budget books each try, the answer is checked and cleaned; innermost is the vendor's own client.
/// </summary>
/// <param name="live">False for a replay: then no key is needed and nothing is sent.</param>
/// <param name="traced">Spans and metrics by the GenAI conventions around each try.</param>
public sealed class ChatClients(ProviderAccess access, ModelCatalogue catalogue, BudgetLedger ledger, IProgress<CallNotice> notices, TimeProvider time, bool live, bool traced) : IDisposable
{
    /// <summary>Room for an answer and the reasoning before it; some providers ask for a limit, and a budget needs one.</summary>
    private const int StandardMostTokens = 8_192;

    private readonly Dictionary<string, (HttpClient Http, ProviderLine Line)> _lines = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Model, ModelRole Role), bool> _cutOff = new();
    private readonly HashSet<string> _wordKeys = new(StringComparer.Ordinal);

    /// <summary>The model's price; null where it is not known.</summary>
    public TokenPrice? PriceOf(ModelReference model) =>
        catalogue.Find(model.Id)?.Price is { } price ? price with { CacheWrite = access.CardOf(model.Provider).CacheWrite is { } times ? price.Input * times : null } : null;

    public IChatClient For(ModelReference model)
    {
        var price = PriceOf(model);
        if (!live)
        {
            return new JournalChat(Nothing.Instance, model.Name, price, live: false);
        }

        var endpoint = access.Endpoint(model.Provider);
        if (model.Options.Seed && endpoint.Card.Speaks is Dialect.Anthropic)
        {
            notices.Report(new CallNotice.Told($"{model.Name}: {model.Provider} knows no seed; none is sent"));
        }

        if (access.WordSetting(endpoint.Card) is { } word && _wordKeys.Add(word))
        {
            notices.Report(new CallNotice.Told($"{word} is a word, a number or short: it is taken out where it stands as a key, but not out of answers, which may use it as they like (a random key of 16 letters and digits is taken out everywhere)"));
        }

        var most = model.Options.MaxTokens ?? (int)Math.Min(StandardMostTokens, catalogue.Find(model.Id)?.MaxOutput ?? StandardMostTokens);
        var (http, line) = LineTo(endpoint);
        var vendor = Vendor(endpoint, model.Model, http);
        IChatClient chat = new CheckedChat(vendor, model.Provider, model.Options.Timeout, access.Redactor, time);
        chat = traced ? chat.AsBuilder().UseOpenTelemetry(sourceName: CallTelemetry.Source).Build() : chat;
        chat = new BudgetChat(chat, ledger, price, model.Name, catalogue.Find(model.Id)?.MaxOutput, endpoint.Card.Speaks is Dialect.Anthropic ? AnthropicChat.ThinkingTokens(model.Options.Effort) : 0);
        chat = new OptionChat(chat, model, most, notices);
        chat = new LineChat(chat, line, model.Name, time, notices);
        chat = new JournalChat(chat, model.Name, price, live: true);
        return new CutOffChat(chat, model, most, _cutOff, notices);
    }

    public void Dispose()
    {
        foreach (var (http, _) in _lines.Values)
        {
            http.Dispose();
        }
    }

    private (HttpClient Http, ProviderLine Line) LineTo(Endpoint endpoint)
    {
        var name = endpoint.Card.Name;
        if (!_lines.TryGetValue(name, out var line))
        {
            line = _lines[name] = (ProviderHttp.Client(name, access.Redactor), new(name, Unreached(endpoint), endpoint.Limits, time, new(Environment.ProcessId + _lines.Count), notices));
        }

        return line;
    }

    /// <summary>Of a server of one's own the first thought is whether it runs; a vendor's runs, and what is missing is the way to it.</summary>
    private static string Unreached(Endpoint endpoint) => endpoint.IsVendors
        ? $"{endpoint.Url.Host} cannot be reached from here: this machine's network, its proxy (HTTPS_PROXY) or its names (DNS) may be why"
        : $"is the server running? {endpoint.Card.AddressSetting} says where it is";

    private static IChatClient Vendor(Endpoint endpoint, string model, HttpClient http) => endpoint.Card.Speaks switch
    {
        Dialect.Openai => new OpenAiChat(
            new OpenAI.Chat.ChatClient(model, new ApiKeyCredential(endpoint.Key ?? "none"), new OpenAIClientOptions
            {
                Endpoint = endpoint.Url,
                Transport = new HttpClientPipelineTransport(http),

                // The line tries again, and nobody listens to this log: each would be a stop of every call on its way.
                RetryPolicy = OneTry.Instance,
                ClientLoggingOptions = new() { EnableLogging = false },
                NetworkTimeout = Timeout.InfiniteTimeSpan,
            }), endpoint.Url, model, endpoint.Card),
        Dialect.Anthropic => new AnthropicChat(
            new AnthropicClient(new ClientOptions { BaseUrl = endpoint.Url.ToString().TrimEnd('/'), ApiKey = endpoint.Key, AuthToken = null, HttpClient = http, MaxRetries = 0, Timeout = TimeSpan.FromHours(1) })
                .AsIChatClient(model), model),
        Dialect.Ollama => new OllamaApiClient(OllamaHttp(endpoint.Url, http), model),
        _ => throw new InvalidOperationException($"no such dialect: {endpoint.Card.Speaks}"),
    };

    /// <summary>Ollama's client takes its address from the HTTP client, and puts its own path in place of what follows the last slash.</summary>
    private static HttpClient OllamaHttp(Uri url, HttpClient http)
    {
        http.BaseAddress ??= url.AbsolutePath.EndsWith('/') ? url : new(url.AbsoluteUri + "/");
        return http;
    }

    /// <summary>Behind the journal of a replay there is nothing.</summary>
    private sealed class Nothing : IChatClient
    {
        public static Nothing Instance { get; } = new();

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new CallFailedException(CallFailure.NotRecorded, "replay: calls outside a trial are not recorded");

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("answers are read whole");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
