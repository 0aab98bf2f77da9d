using System.Collections.Concurrent;
using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

/// <summary>What is set on this machine is read as it is meant, and told.</summary>
public sealed class DoctorTests
{
    [Theory]
    [InlineData("OPENAI_API_KEY=\"{0}\" # my key")]
    [InlineData("export OPENAI_API_KEY='{0}'")]
    [InlineData("OPENAI_API_KEY={0}\t# my key")]
    public async Task A_key_in_a_file_of_settings_is_read_as_it_is_meant(string line)
    {
        using var scratch = new Scratch();
        var keys = new ConcurrentBag<string?>();
        await using var stub = await Stub.StartAsync(request =>
        {
            keys.Add(request.Key);
            return Brain.Answer(request);
        });
        File.WriteAllText(scratch.At(".env"), string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Loopback.Key));

        var (exit, output, error) = await Tool.RunAsync(new Dictionary<string, string>(Loopback.Reach(stub)) { ["OPENAI_API_KEY"] = "", [Tool.Folder] = scratch.Folder }, "doctor", "openai/gpt-5.4-mini", "--ping");

        exit.ShouldBe(0, output + error);
        keys.ShouldHaveSingleItem().ShouldBe(Loopback.Key);
    }

    [Fact]
    public async Task A_server_of_ones_own_is_not_said_to_lack_a_key()
    {
        var (_, output, _) = await Tool.RunAsync(new Dictionary<string, string> { ["MINE_BASE_URL"] = "http://127.0.0.1:1/v1", ["XAI_API_KEY"] = "" }, "doctor", "mine/m");

        output.ShouldContain("MINE_API_KEY is not set (optional)");
        output.ShouldContain("XAI_API_KEY is not set ");
        output.ShouldNotContain("XAI_API_KEY is not set (optional)");
    }

    [Fact]
    public async Task A_ping_says_at_once_why_nobody_answers()
    {
        var (exit, output, _) = await Tool.RunAsync(new Dictionary<string, string> { ["MINE_BASE_URL"] = "http://127.0.0.1:1/v1" }, "doctor", "mine/m", "a[b]/m", "--ping");

        exit.ShouldBe(3);
        output.ShouldContain("refused");
    }
}
