using SupportAgentBench.StubProvider;

namespace SupportAgentBench.Cli.Tests;

/// <summary>How the tool reaches a provider on this machine.</summary>
internal static class Loopback
{
    public const string Key = "sk-proj-abcdefghijklmnop0123456789";

    public static Dictionary<string, string> Reach(Stub stub) => new()
    {
        ["OPENAI_BASE_URL"] = $"{stub.OpenAi}",
        ["OPENAI_API_KEY"] = Key,
        ["ANTHROPIC_BASE_URL"] = $"{stub.Url}",
        ["ANTHROPIC_API_KEY"] = "sk-ant-0123456789abcdefghij",
        ["ACME_BASE_URL"] = $"{stub.OpenAi}",
    };

    public static async Task UntilAsync(Func<bool> so)
    {
        while (!so())
        {
            await Task.Delay(3);
        }
    }
}
