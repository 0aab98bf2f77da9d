using System.Text.Json.Nodes;
using Shouldly;
using SupportAgentBench.Wording;
using Xunit;

namespace SupportAgentBench.Tests.Wording;

/// <summary>
/// What customers answer to a proposal, in six languages, written and labelled without a look at our words. The reader was mended on them; the
/// floors only keep it from getting worse.
/// </summary>
public sealed class AnswersTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("yes", 0.96, 9)]
    [InlineData("no", 0.88, 4)]
    public void Whether_a_customer_agrees_is_read_from_its_answer(string label, double leastFound, int mostAlarms)
    {
        var path = Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Data", "answers.jsonl");
        var rows = File.ReadLines(path).Select(line => JsonNode.Parse(line)!.AsObject()).Select(row => (
            Id: row["id"]!.GetValue<string>(), Language: row["language"]!.GetValue<string>(), Text: row["answer"]!.GetValue<string>(), Is: row["label"]!.GetValue<string>() == label,
            Found: Read(row["language"]!.GetValue<string>(), row["answer"]!.GetValue<string>()) == label)).ToList();
        foreach (var row in rows.Where(row => row.Is != row.Found))
        {
            output.WriteLine($"{(row.Is ? "missed" : "false alarm")} {row.Id} {row.Language} {row.Text.ReplaceLineEndings(" / ")}");
        }

        foreach (var (name, some) in rows.GroupBy(row => row.Language).Select(some => (some.Key, some.ToList())).Append(("all", rows)))
        {
            output.WriteLine($"{label} {name}: found {some.Count(row => row.Is && row.Found)}/{some.Count(row => row.Is)}, false alarms {some.Count(row => !row.Is && row.Found)}/{some.Count(row => !row.Is)}");
        }

        ((double)rows.Count(row => row.Is && row.Found) / rows.Count(row => row.Is)).ShouldBeGreaterThanOrEqualTo(leastFound, "found");
        rows.Count(row => !row.Is && row.Found).ShouldBeLessThanOrEqualTo(mostAlarms, "false alarms");
    }

    private static string Read(string code, string text) => Repository.Wordings.Read(text, code).Answer switch
    {
        Answer.Yes => "yes",
        Answer.No => "no",
        _ => "neither",
    };
}
