using Shouldly;
using SupportAgentBench.StubProvider;
using Xunit;

namespace SupportAgentBench.Cli.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Spans_by_the_genai_conventions_are_exported_when_asked_for_without_a_word_of_what_was_said()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        await using var collector = await Collector.StartAsync();

        var (exit, _, error) = await Tool.RunAsync(Settings(stub, collector), "run", "--agent", "openai/gpt-5.4-mini", "--case", "tracking", "--runs", "1", "--store", scratch.At("out"), "--json");

        exit.ShouldBe(0, error);
        foreach (var name in new[] { "invoke_agent openai/gpt-5.4-mini", "execute_tool lookup_order", "chat gpt-5.4-mini", "gen_ai.evaluation.result", "instruction_following", "gen_ai.usage.input_tokens", "gen_ai.client.token.usage" })
        {
            collector.Received.ShouldContain(name);
        }

        collector.Received.ShouldNotContain("what can I do for you");
        collector.Received.ShouldNotContain("support agent of Northline");
    }

    [Fact]
    public async Task Contents_are_exported_only_when_that_is_asked_for_as_well()
    {
        using var scratch = new Scratch();
        await using var stub = await Stub.StartAsync(request => Brain.Answer(request));
        await using var collector = await Collector.StartAsync();
        var settings = Settings(stub, collector);
        settings["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";

        await Tool.RunAsync(settings, "run", "--agent", "openai/gpt-5.4-mini", "--case", "tracking", "--runs", "1", "--store", scratch.At("out"), "--json");

        collector.Received.ShouldContain("what can I do for you");
    }

    private static Dictionary<string, string> Settings(Stub stub, Collector collector) => new()
    {
        ["OPENAI_BASE_URL"] = $"{stub.OpenAi}",
        ["OPENAI_API_KEY"] = "sk-test-0123456789abcdefghij",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };
}
