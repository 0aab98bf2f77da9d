using System.Text.Json.Nodes;
using Shouldly;
using SupportAgentBench.Imports;
using SupportAgentBench.Scoring;
using Xunit;

namespace SupportAgentBench.Tests.Scoring;

/// <summary>
/// What tools answer to a call that writes, from several trades and in six languages, written and labelled without a look at our words: whole
/// records, short answers, refusals. The reader was mended on them; docs/decisions tells what it found before. The floors only keep it from getting worse.
/// </summary>
public sealed class WriteResultsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, 0.99)]
    [InlineData(false, 0.95)]
    public void Whether_a_call_wrote_is_read_from_its_result(bool written, double leastRight)
    {
        var path = Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Data", "write-results.jsonl");
        var results = File.ReadLines(path).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        var right = 0;
        var all = 0;
        foreach (var result in results.Where(result => result["written"]!.GetValue<bool>() == written))
        {
            var isRight = Succeeded(result["tool"]!.GetValue<string>(), result["arguments"]!.ToJsonString(), result["result"]!.GetValue<string>()) == written;
            right += isRight ? 1 : 0;
            all++;
            if (!isRight)
            {
                output.WriteLine($"wrong {result["id"]} {result["tool"]} {result["arguments"]!.ToJsonString()} => {result["result"]}");
            }
        }

        output.WriteLine($"{(written ? "written" : "not written")}: {right} of {all} right");
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(leastRight);
    }

    private static bool Succeeded(string tool, string arguments, string result)
    {
        LoggedConversation log = new("one",
        [
            new(0, LoggedRole.Customer, "Please help me.", [], null, null),
            new(1, LoggedRole.Agent, null, [new("call-1", tool, arguments)], null, null),
            new(2, LoggedRole.Tool, result, [], "call-1", tool),
        ]);
        return new LogEvidence(LogTranscript.Of(log, "00000000", "test", new([tool], []), Repository.Wordings.Tools), Repository.Wordings).Writes.ShouldHaveSingleItem().Succeeded;
    }
}
