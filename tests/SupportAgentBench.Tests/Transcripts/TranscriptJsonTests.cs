using Shouldly;
using SupportAgentBench.Agents;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Transcripts;

public sealed class TranscriptJsonTests
{
    /// <summary>One of every event: the contract that stored transcripts rest on.</summary>
    private static readonly Transcript Everything = new(
        new(TranscriptHeader.CurrentFormat, "0a1b2c3d", "vendor/model", "a-case", "scripted", "Northline", 7),
        [
            new CustomerMessage(1, "Hello\n\"there\" é", "a@example.com", "Subject", new("p.jpg", "A crack.")),
            new ModelUsage(1, ModelRole.Agent, "model-2026-01-01", 100, null, 60, 20, null, "tool_calls", 12.5),
            new Thought(1, 1, ThoughtKind.Reasoning, "Look it up first.", "c2lnbmVk"),
            new ToolCall(1, 1, "1.1.1", "lookup_order", """{"order_number":1112}"""),
            new ToolResult(1, 1, "1.1.1", """{"error":"x"}""", true),
            new DeskChange(1, 2, new(ChangeKind.AddressChange, 1112, [], null, new("A B", "1 Road", null, "Leeds", null, "LS1 1AA", "GB"), null)),
            new DeskChange(1, 3, new(ChangeKind.Replacement, 1112, ["A-1"], "A-2", null, "cracked")),
            new AgentMessage(1, "", 12.5),
            new Fault(1, ErrorOwner.Infrastructure, "429"),
            new Ended(1, TerminationReason.Error, ErrorOwner.Infrastructure),
        ]);

    [Fact]
    public void The_stored_form_is_the_approved_one() => Golden.Match("transcript.jsonl", TranscriptJson.Write(Everything));

    [Fact]
    public void An_approved_transcript_can_still_be_read() =>
        TranscriptJson.Write(TranscriptJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Approved", "transcript.jsonl"))))
            .ShouldBe(TranscriptJson.Write(Everything));

    [Fact]
    public void A_transcript_of_the_first_format_can_still_be_read()
    {
        var old = TranscriptJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Approved", "transcript-1.jsonl")));

        old.Header.Format.ShouldBe("sab-transcript/1");
        old.Events.Count.ShouldBe(Everything.Events.Count - 1);
        old.Events.OfType<ModelUsage>().ShouldHaveSingleItem().Input.ShouldBe(100);
    }

    [Fact]
    public void A_transcript_that_was_cut_off_or_is_of_another_format_is_refused()
    {
        var lines = TranscriptJson.Write(Everything).Split('\n');
        Should.Throw<FormatException>(() => TranscriptJson.Read(string.Join('\n', lines[..5]))).Message.ShouldContain("cut off");
        Should.Throw<FormatException>(() => TranscriptJson.Read(lines[0].Replace("transcript/2", "transcript/9", StringComparison.Ordinal))).Message.ShouldContain("sab-transcript/9");
        Should.Throw<FormatException>(() => TranscriptJson.Read(lines[0] + "\n{broken")).Message.ShouldContain("line 2");
    }

    [Fact]
    public void The_document_names_every_event_and_every_reason()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "transcripts.md"));
        foreach (var line in TranscriptJson.Write(Everything).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            document.ShouldContain($"| `{System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()}` |");
        }

        foreach (var reason in SupportAgentBench.Files.Words.All<TerminationReason>())
        {
            document.ShouldContain($"`{reason}`");
        }
    }

    [Fact]
    public async Task A_stored_conversation_scores_the_same_after_reading()
    {
        var played = Some.Case(Repository.Cases.Cases.First(known => known.Bucket is Bucket.Twin).Id);
        var transcript = await Some.ConversationAsync(played, new ProofAgent(played.Proof));
        var again = TranscriptJson.Read(TranscriptJson.Write(transcript));
        var scorer = new SupportAgentBench.Scoring.Scorer(Repository.Desk, Repository.Wordings);

        SupportAgentBench.Results.ResultJson.Write(scorer.Score(played, again)).ShouldBe(SupportAgentBench.Results.ResultJson.Write(scorer.Score(played, transcript)));
    }
}
