using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Providers.Pipeline;
using SupportAgentBench.StubProvider;

namespace SupportAgentBench.Providers.Tests;

/// <summary>Real clients against a stub provider, with waits of milliseconds instead of seconds.</summary>
internal sealed class Wire : IAsyncDisposable
{
    public const string Key = "sk-test-1234567890abcdefghij";

    private static readonly Dictionary<string, ProviderCard> Cards = new()
    {
        ["openai"] = new("openai", Dialect.Openai, "http://api.openai.invalid/v1", null, null, ["OPENAI_API_KEY"], ProviderCard.StandardMaxTokens, [], null),
        ["deepseek"] = new("deepseek", Dialect.Openai, null, null, null, ["OPENAI_API_KEY"], "max_tokens", ["reasoning_content"], null),
        ["google"] = new("google", Dialect.Openai, null, null, null, ["OPENAI_API_KEY"], "max_tokens", ["extra_content"], null),
        ["anthropic"] = new("anthropic", Dialect.Anthropic, null, null, null, ["ANTHROPIC_API_KEY"], ProviderCard.StandardMaxTokens, [], 1.25m),
        ["ollama"] = new("ollama", Dialect.Ollama, "http://127.0.0.1:1", "OLLAMA_HOST", null, [], ProviderCard.StandardMaxTokens, [], null),
    };

    private readonly ChatClients _clients;

    private Wire(Stub stub, ChatClients clients, BudgetLedger ledger, List<CallNotice> notices)
    {
        Stub = stub;
        _clients = clients;
        Ledger = ledger;
        Notices = notices;
    }

    public Stub Stub { get; }

    public BudgetLedger Ledger { get; }

    public List<CallNotice> Notices { get; }

    public IEnumerable<string> Told => Notices.OfType<CallNotice.Told>().Select(notice => notice.Sentence);

    public static async Task<Wire> StartAsync(
        Func<StubRequest, StubReply> answer, decimal? budget = null, LineLimits? limits = null, TimeProvider? time = null, Dictionary<string, string>? settings = null, TokenPrice? price = null)
    {
        var stub = await Stub.StartAsync(answer);
        var all = new Dictionary<string, string>
        {
            ["OPENAI_BASE_URL"] = $"{stub.OpenAi}",
            ["DEEPSEEK_BASE_URL"] = $"{stub.OpenAi}",
            ["GOOGLE_BASE_URL"] = $"{stub.OpenAi}",
            ["ACME_BASE_URL"] = $"{stub.OpenAi}",
            ["ANTHROPIC_BASE_URL"] = $"{stub.Url}",
            ["OLLAMA_HOST"] = $"{stub.Url}",
            ["OPENAI_API_KEY"] = Key,
            ["ANTHROPIC_API_KEY"] = "sk-ant-test-0987654321zyxwvut",
        };
        foreach (var (name, value) in settings ?? [])
        {
            all[name] = value;
        }

        var notices = new List<CallNotice>();
        var ledger = new BudgetLedger(budget);
        var access = new ProviderAccess(Cards, all.GetValueOrDefault, limits ?? Fast);
        var catalogue = new ModelCatalogue(new Dictionary<string, ModelCard> { ["openai/m"] = new("openai/m", "OpenAI", "m", null, price ?? new(1, 0.1m, 4), 128_000, 16_000, "test"), ["anthropic/m"] = new("anthropic/m", "Anthropic", "m", null, new(1, 0.1m, 4), 200_000, 64_000, "test") });
        return new(stub, new(access, catalogue, ledger, new Listener(notices), time ?? TimeProvider.System, live: true, traced: false), ledger, notices);
    }

    public static LineLimits Fast { get; } = new(null, null, 512, new(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(20)), TimeSpan.FromMilliseconds(500));

    public IChatClient Client(string reference = "openai/m")
    {
        var problems = new List<string>();
        return _clients.For(ModelReference.Parse(reference, problems) ?? throw new InvalidOperationException(string.Join('\n', problems)));
    }

    public Task<ChatResponse> AskAsync(string reference = "openai/m", ChatOptions? options = null, CancellationToken cancellation = default) =>
        Client(reference).GetResponseAsync([new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hello")], options, cancellation);

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        await Stub.DisposeAsync();
    }

    private sealed class Listener(List<CallNotice> notices) : IProgress<CallNotice>
    {
        public void Report(CallNotice value)
        {
            lock (notices)
            {
                notices.Add(value);
            }
        }
    }
}
