using System.Text;
using System.Text.Json;
using Shouldly;
using SupportAgentBench.Imports;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Imports;

/// <summary>Logs are read in every usual form; a bad place is told with its line, and the reading goes on.</summary>
[Collection(typeof(Alone))]
public sealed class LogReaderTests
{
    private const string Chat = """{"id":"a","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}""";
    private const string Bare = """[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]""";
    private const string BareId = "c184a355aee02";
    private static readonly string Other = Chat.Replace("\"a\"", "\"b\"");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

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
        var read = await ReadAsync(LogFormat.OpenaiChat, Bare, Bare.Replace(":", ": "), Bare.Replace("Hello", "Good morning"));

        read[0].Conversation!.Id.ShouldBe(read[1].Conversation!.Id, "blanks between the signs are no content");
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

    /// <summary>As an export writes it that is meant for eyes: every value on a line of its own.</summary>
    private static string Pretty(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Indented);

    public static TheoryData<string, LogFormat, string, string[]> Forms => new()
    {
        { "one array over many lines", LogFormat.OpenaiChat, Pretty($"[{Chat},{Other},{Chat.Replace("\"a\"", "\"c\"")}]"), ["a", "b", "c"] },
        { "one array on one line", LogFormat.OpenaiChat, $"[{Chat},{Other}]", ["a", "b"] },
        { "one array, a conversation a line", LogFormat.OpenaiChat, $"[\n{Chat},\n{Other}\n]\n", ["a", "b"] },
        { "behind a byte order mark", LogFormat.OpenaiChat, $"\uFEFF[\n{Chat},\n{Other}\n]\n", ["a", "b"] },
        { "one array of bare conversations", LogFormat.OpenaiChat, Pretty($"[{Bare},{Bare.Replace("Hello", "Good day")}]"), [BareId, "c469b4a7417d5"] },
        { "the messages of one conversation over many lines", LogFormat.OpenaiChat, Pretty(Bare), [BareId] },
        { "bare conversations, each over many lines", LogFormat.OpenaiChat, $"{Pretty(Bare)}\n{Pretty(Bare)}", [BareId, BareId] },
        { "one conversation over many lines", LogFormat.OpenaiChat, Pretty(Chat), ["a"] },
        { "conversations over many lines, one behind the other", LogFormat.OpenaiChat, $"{Pretty(Chat)}\n{Pretty(Other)}\n", ["a", "b"] },
        { "two arrays, one behind the other", LogFormat.OpenaiChat, $"{Pretty($"[{Chat}]")}\n{Pretty($"[{Other}]")}\n", ["a", "b"] },
        { "trajectories over many lines, one behind the other", LogFormat.TauBench, $"{Pretty(Chat)}\n{Pretty(Other)}\n", ["a", "b"] },
        { "one array of trajectories over many lines", LogFormat.TauBench, Pretty($"[{Chat},{Other}]"), ["a", "b"] },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_conversation_is_read_however_the_JSON_is_laid_out(string form, LogFormat format, string log, string[] ids)
    {
        var read = await ReadAsync(format, log);

        read.Select(entry => entry.Wrong).ShouldAllBe(wrong => wrong == null, form);
        read.Select(entry => entry.Conversation!.Id).ShouldBe(ids, form);
    }

    [Fact]
    public async Task What_is_no_conversation_in_an_array_is_told_with_the_line_where_it_begins_and_the_reading_goes_on()
    {
        var read = await ReadAsync(LogFormat.OpenaiChat, "[", $"{Chat},", "", "  7, {\"id\":8},", "  {", "    \"messages\": [{\"role\":\"user\",\"content\":\"\\ud83d\"}]", "  }", "]");

        read.Select(entry => (entry.Line, entry.Wrong)).ShouldBe([(2, null), (4, "is a number, not a conversation"), (4, "has no list 'messages'"), (5, null)]);
        read[3].Conversation!.Messages.Single().Text.ShouldBe("\uFFFD");
    }

    [Theory]
    [InlineData("[\n  {good},\n  {good},\n  {\"id\" \"x\"},\n  {good},\n  {good}\n]", 2, 4)]
    [InlineData("[\n  {good},\n  {\"id\":\"x\",", 1, 3)]
    [InlineData("[\n  {good}\n  {good}\n]", 1, 3)]
    [InlineData("{\n  \"id\": \"x\",\n  \"messages\": [oops]\n}\n", 0, 3)]
    public async Task Broken_JSON_over_many_lines_is_told_once_with_its_line_and_what_stands_before_it_is_kept(string log, int kept, int line)
    {
        var read = await ReadAsync(LogFormat.OpenaiChat, log.Replace("{good}", Chat));

        read.Count(entry => entry.Conversation is not null).ShouldBe(kept);
        read.Count.ShouldBe(kept + 1);
        read[^1].Line.ShouldBe(line);
        read[^1].Wrong!.ShouldStartWith("is not JSON");
        read[^1].Mend!.ShouldContain("behind it");
    }

    [Fact]
    public async Task A_first_line_that_breaks_off_does_not_take_the_others_with_it()
    {
        var read = await ReadAsync(LogFormat.OpenaiChat, """{"id":"x","messages":[{"role":"user",""", Chat, Other);

        read.Select(entry => entry.Conversation?.Id).ShouldBe([null, "a", "b"]);
    }

    [Fact]
    public async Task Of_a_packed_file_that_breaks_off_what_stands_before_is_read()
    {
        var read = new List<string>();
        await Should.ThrowAsync<InvalidDataException>(async () =>
        {
            await foreach (var entry in LogReader.ReadAsync(new Torn(Encoding.UTF8.GetBytes($"{Chat}\n{Other}\n{{")), LogFormat.OpenaiChat, CancellationToken.None))
            {
                read.Add(entry.Conversation!.Id);
            }
        });

        read.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task One_array_of_any_size_is_read_in_bounded_memory(string between)
    {
        var filler = new string('x', 1 << 16);
        await using var endless = new Repeating(Encoding.UTF8.GetBytes($"{Chat.Replace("Hello", filler)},{between}"), 1_500, $"{Other}]", "[");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var count = 0;
        var most = 0L;
        await foreach (var entry in LogReader.ReadAsync(endless, LogFormat.OpenaiChat, CancellationToken.None))
        {
            entry.Wrong.ShouldBeNull();
            most = count++ % 300 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) : most;
        }

        count.ShouldBe(1_501);
        (most - before).ShouldBeLessThan(60L << 20);
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

    /// <summary>What a packed file gives that was cut.</summary>
    private sealed class Torn(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var count ? count : throw new InvalidDataException("cut");
    }

    /// <summary>A file that exists only while it is read.</summary>
    private sealed class Repeating(byte[] piece, long times, string end, string begin = "") : MemoryStream
    {
        private readonly byte[] _begin = Encoding.UTF8.GetBytes(begin);
        private readonly byte[] _end = Encoding.UTF8.GetBytes(end);
        private long _given = -begin.Length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var (source, from) = _given < 0 ? (_begin, (int)(_begin.Length + _given))
                : _given < times * piece.Length ? (piece, (int)(_given % piece.Length))
                : (_end, (int)(_given - (times * piece.Length)));
            var count = Math.Min(buffer.Length, source.Length - from);
            source.AsSpan(from, count).CopyTo(buffer.Span);
            _given += count;
            return ValueTask.FromResult(count);
        }
    }
}
