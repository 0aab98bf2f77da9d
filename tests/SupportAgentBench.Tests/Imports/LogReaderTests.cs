using System.Text;
using Shouldly;
using SupportAgentBench.Imports;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Imports;

/// <summary>Logs are read in every usual form; a bad place is told with its line, and the reading goes on.</summary>
public sealed class LogReaderTests
{
    private const string Chat = """{"id":"a","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}""";

    [Fact]
    public async Task A_conversation_a_line_is_read_with_its_id()
    {
        var read = await ReadAsync(LogFormat.OpenaiChat, Chat, Chat.Replace("\"a\"", "17"));

        read.Select(entry => entry.Conversation!.Id).ShouldBe(["a", "17"]);
        read[0].Conversation!.Messages.Select(message => message.Role).ShouldBe([LoggedRole.Customer, LoggedRole.Agent]);
    }

    [Fact]
    public async Task Half_a_character_is_read_as_one_that_cannot_be_and_whole_ones_stay()
    {
        var read = await ReadAsync(LogFormat.OpenaiChat, Chat.Replace("Hello", "Hello \\ud83d and \\ud83d\\ude00"), Chat.Replace("\"a\"", "17"));

        read[0].Conversation!.Messages[1].Text.ShouldBe("Hello \uFFFD and \U0001F600");
        read[1].Conversation!.Id.ShouldBe("17");
    }

    [Fact]
    public async Task A_bare_array_is_named_by_its_content()
    {
        const string bare = """[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]""";

        var read = await ReadAsync(LogFormat.OpenaiChat, bare, bare, bare.Replace("Hello", "Good morning"));

        read[0].Conversation!.Id.ShouldBe(read[1].Conversation!.Id);
        read[0].Conversation!.Id.ShouldNotBe(read[2].Conversation!.Id);
    }

    [Theory]
    [InlineData("{\"id\":\"x\"", "is not JSON")]
    [InlineData("{\"id\":\"x\"}", "has no list 'messages'")]
    [InlineData("42", "is a number, not a conversation")]
    [InlineData("{\"messages\":[]}", "nobody says anything")]
    [InlineData("{\"messages\":[{\"content\":\"Hi\"}]}", "message 0 has no role")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"robot\",\"content\":\"Hi\"}]}", "message 1 is of the role 'robot'")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":{\"a\":1}}]}", "the content of message 0 is an object")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{}}]}]}", "message 0 calls a tool without a name")]
    public async Task A_bad_line_is_told_with_its_number_and_mend_and_the_reading_goes_on(string bad, string says)
    {
        var read = await ReadAsync(LogFormat.OpenaiChat, Chat, "", bad, Chat);

        read.Count.ShouldBe(3);
        read[1].Line.ShouldBe(3);
        read[1].Wrong!.ShouldStartWith(says);
        read[1].Mend.ShouldNotBeNullOrEmpty();
        read[2].Conversation.ShouldNotBeNull();
    }

    [Fact]
    public async Task Text_in_parts_is_put_together_and_pictures_are_passed_over()
    {
        var read = await ReadAsync(LogFormat.OpenaiChat, """
            {"messages":[{"role":"user","content":[{"type":"text","text":"See here:"},{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"broken"}]}]}
            """.Trim());

        read.Single().Conversation!.Messages.Single().Text.ShouldBe("See here:\nbroken");
    }

    [Fact]
    public async Task The_function_call_of_before_is_understood_like_a_tool_call()
    {
        var events = Events(await OneAsync("""
            {"id":"f","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Cancel it"},
            {"role":"assistant","content":null,"function_call":{"name":"cancel","arguments":"{\"order\":1}"}},
            {"role":"function","name":"cancel","content":"done"},{"role":"assistant","content":"Cancelled."}]}
            """.ReplaceLineEndings("")));

        events.OfType<ToolCall>().Single().ShouldBe(new ToolCall(1, 1, "call-2", "cancel", "{\"order\":1}") { MessageIndex = 2 });
        events.OfType<ToolResult>().Single().ShouldBe(new ToolResult(1, 1, "call-2", "done", false) { MessageIndex = 3 });
        events.OfType<SystemMessage>().Single().Text.ShouldBe("Be kind.");
        events[^1].ShouldBe(new Ended(1, TerminationReason.Recorded, null));
    }

    [Fact]
    public async Task Results_find_their_calls_by_id_and_repeated_ids_stay_apart()
    {
        var events = Events(await OneAsync("""
            {"id":"p","messages":[{"role":"user","content":"Both please"},
            {"role":"assistant","content":"One moment","tool_calls":[{"id":"1","function":{"name":"a","arguments":{"x":1}}},{"id":"2","function":{"name":"b","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"2","content":"of b"},{"role":"tool","tool_call_id":"1","content":"Error: no such x"},
            {"role":"user","content":"Again"},
            {"role":"assistant","content":"","tool_calls":[{"id":"1","function":{"name":"a","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"1","content":"of a"},{"role":"assistant","content":""}]}
            """.ReplaceLineEndings("")));

        events.OfType<ToolCall>().Select(call => (call.Turn, call.Step, call.Id)).ShouldBe([(1, 1, "1"), (1, 1, "2"), (2, 1, "1~2")]);
        events.OfType<ToolResult>().Select(result => (result.Id, result.Content, result.IsError)).ShouldBe([("2", "of b", false), ("1", "Error: no such x", true), ("1~2", "of a", false)]);
        events.OfType<AgentMessage>().Select(message => message.Text).ShouldBe(["One moment", ""]);
    }

    [Fact]
    public async Task Trajectories_come_as_one_array_or_one_a_line()
    {
        const string one = """{"task_id":3,"trial":1,"reward":0.0,"info":{},"traj":[{"role":"user","content":"Hi"}]}""";
        var array = await ReadAsync(LogFormat.TauBench, $"[{one},", one.Replace("\"trial\":1", "\"trial\":2"), ",{\"traj\":7}]");
        var lines = await ReadAsync(LogFormat.TauBench, one, one.Replace("\"trial\":1", "\"trial\":2"));

        array.Select(entry => entry.Conversation?.Id).ShouldBe(["3-1", "3-2", null]);
        array[2].Line.ShouldBe(3);
        lines.Select(entry => entry.Conversation!.Id).ShouldBe(["3-1", "3-2"]);
    }

    [Fact]
    public async Task An_array_that_breaks_off_is_told_and_what_stands_before_it_is_kept()
    {
        var read = await ReadAsync(LogFormat.TauBench, "[", """{"task_id":1,"trial":0,"traj":[{"role":"user","content":"Hi"}]},""", """{"task_id":2,"traj":[{"role":"us""");

        read.Count.ShouldBe(2);
        read[0].Conversation!.Id.ShouldBe("1-0");
        read[1].Wrong!.ShouldStartWith("is not JSON");
    }

    [Fact]
    public async Task An_array_over_many_lines_is_explained_where_a_line_was_expected()
    {
        var read = await ReadAsync(LogFormat.OpenaiChat, "[", "  {}", "]");

        read[0].Mend!.ShouldContain("--format tau-bench");
    }

    [Fact]
    public async Task A_line_without_end_is_skipped_in_bounded_memory()
    {
        await using var endless = new Repeating(Encoding.UTF8.GetBytes(new string('x', 1 << 16)), (80L << 20) / (1 << 16), $"\n{Chat}\n");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = await AllAsync(LogReader.ReadAsync(endless, LogFormat.OpenaiChat, CancellationToken.None));

        read.Count.ShouldBe(2);
        read[0].Wrong!.ShouldContain("longer than");
        read[1].Conversation!.Id.ShouldBe("a");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200L << 20);
    }

    private static async Task<LoggedConversation> OneAsync(string line) => (await ReadAsync(LogFormat.OpenaiChat, line)).Single().Conversation!;

    private static IReadOnlyList<TranscriptEvent> Events(LoggedConversation conversation) =>
        LogTranscript.Of(conversation, "00000000", "logged", new(["cancel"], []), Repository.Wordings.Tools).Events;

    private static Task<List<LogEntry>> ReadAsync(LogFormat format, params string[] lines) =>
        AllAsync(LogReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), format, CancellationToken.None));

    private static async Task<List<LogEntry>> AllAsync(IAsyncEnumerable<LogEntry> entries)
    {
        var all = new List<LogEntry>();
        await foreach (var entry in entries)
        {
            all.Add(entry);
        }

        return all;
    }

    /// <summary>A file that exists only while it is read.</summary>
    private sealed class Repeating(byte[] piece, long times, string end) : MemoryStream
    {
        private readonly byte[] _end = Encoding.UTF8.GetBytes(end);
        private long _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var (source, from) = _given < times * piece.Length ? (piece, (int)(_given % piece.Length)) : (_end, (int)(_given - (times * piece.Length)));
            var count = Math.Min(buffer.Length, source.Length - from);
            source.AsSpan(from, count).CopyTo(buffer.Span);
            _given += count;
            return ValueTask.FromResult(count);
        }
    }
}
