using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Imports;

/// <summary>Lays a logged conversation out as a transcript: turns, steps, and each result behind its call.</summary>
public sealed class LogTranscript
{
    private readonly List<TranscriptEvent> _events = [];
    private readonly List<(string Id, string? Logged, string Name, int Turn, int Step)> _open = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _repeats = new(StringComparer.Ordinal);
    private int _turn = 1;
    private int _step;
    private bool _handedOver;

    private LogTranscript()
    {
    }

    /// <summary>Every transcript of a log says that it is one: there is no desk behind it.</summary>
    public const string Desk = "imported";

    /// <summary>The customer of a log is whoever it was.</summary>
    public const string Customer = "recorded";

    public static Transcript Of(LoggedConversation conversation, string run, string agent, ToolRoles tools, ToolWords words)
    {
        var made = new LogTranscript();
        foreach (var message in conversation.Messages)
        {
            made.Add(message, tools, words.Errors);
        }

        made._events.Add(new Ended(made._turn, made._handedOver ? TerminationReason.HandedOver : TerminationReason.Recorded, null));
        return new(new(TranscriptHeader.CurrentFormat, run, agent, conversation.Id, Customer, Desk, 0, tools), made._events);
    }

    private void Add(LoggedMessage message, ToolRoles tools, ErrorWords errors)
    {
        switch (message.Role)
        {
            case LoggedRole.System:
                _events.Add(new SystemMessage(_turn, message.Text!) { MessageIndex = message.Index });
                break;
            case LoggedRole.Customer:
                _turn += _events.Exists(happened => happened is CustomerMessage) ? 1 : 0;
                _step = 0;
                _events.Add(new CustomerMessage(_turn, message.Text!, null, null, null) { MessageIndex = message.Index });
                break;
            case LoggedRole.Agent:
                AddAgent(message);
                break;
            case LoggedRole.Tool:
                AddResult(message, tools, errors);
                break;
        }
    }

    private void AddAgent(LoggedMessage message)
    {
        // Without a call an empty text is an empty answer; beside a call it is no message at all.
        if (message.Calls.Count == 0 || !string.IsNullOrWhiteSpace(message.Text))
        {
            _events.Add(new AgentMessage(_turn, message.Text ?? "", null) { MessageIndex = message.Index });
        }

        _step += message.Calls.Count > 0 ? 1 : 0;
        foreach (var call in message.Calls)
        {
            var id = Unused(call.Id ?? $"call-{message.Index}");
            _open.Add((id, call.Id, call.Name, _turn, _step));
            _events.Add(new ToolCall(_turn, _step, id, call.Name, call.Arguments) { MessageIndex = message.Index });
        }
    }

    /// <summary>By the call's id where the log has one; else the oldest open call of that tool; else the oldest open call.</summary>
    private void AddResult(LoggedMessage message, ToolRoles tools, ErrorWords errors)
    {
        var place = message.Answers is { } id ? _open.FindLastIndex(call => call.Logged == id) : -1;
        place = place < 0 ? _open.FindIndex(call => call.Name == message.Tool) : place;
        place = place < 0 && _open.Count > 0 ? 0 : place;
        if (place < 0)
        {
            return;
        }

        var answered = _open[place];
        _open.RemoveAt(place);
        var isError = errors.IsError(message.Text!);
        _handedOver |= !isError && tools.Handovers.Contains(answered.Name);
        _events.Add(new ToolResult(answered.Turn, answered.Step, answered.Id, message.Text!, isError) { MessageIndex = message.Index });
    }

    private string Unused(string id)
    {
        var unused = id;
        while (!_ids.Add(unused))
        {
            unused = $"{id}~{_repeats[id] = _repeats.GetValueOrDefault(id, 1) + 1}";
        }

        return unused;
    }
}
