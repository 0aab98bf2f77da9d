using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Scoring;

/// <summary>The evidence of an imported conversation: no case and no desk, only what was said, called and answered.</summary>
public sealed class LogEvidence : Evidence
{
    /// <summary>Enough to tell a language by.</summary>
    private const int MostText = 20_000;

    private static readonly ToolRoles Unknown = new([], []);

    public LogEvidence(Transcript transcript, Wordings wordings)
        : this(transcript, wordings, Identify(transcript.Events.OfType<CustomerMessage>().Select(message => message.Text), wordings))
    {
    }

    private LogEvidence(Transcript transcript, Wordings wordings, LanguageWords? spoken)
        : base(transcript, wordings, (spoken ?? Identify(transcript.Events.OfType<AgentMessage>().Select(message => message.Text), wordings) ?? wordings.Languages[0]).Code)
    {
        Spoken = spoken?.Code;
        Tools = transcript.Header.Tools ?? Unknown;
        var answered = Calls.ToDictionary(called => called.Place);
        Writes = [.. At<ToolCall>(transcript.Events).Where(pair => Tools.Writes.Contains(pair.Event.Name)).Select(pair => new Write(pair.Place, pair.Event, answered.GetValueOrDefault(pair.Place)?.Result))];
        Grounds = new(
            [
                .. At<SystemMessage>(transcript.Events).Select(pair => (pair.Place, pair.Event.Text)).Concat(Customer.Select(message => (message.Place, message.Text)))
                    .Concat(Calls.Select(called => (called.Place, called.Result.Content))).OrderBy(source => source.Place),
            ],
            null, null, [1, 2, 3, 5, 7, 10, 14, 30]);
    }

    /// <summary>What the foreign tools do, as far as it was said.</summary>
    public ToolRoles Tools { get; }

    /// <summary>Every call of a tool that writes, carried out or not.</summary>
    public IReadOnlyList<Write> Writes { get; }

    public override string? Spoken { get; }

    public override Grounds Grounds { get; }

    public override bool HandedOver => HandedOverBefore(int.MaxValue);

    /// <summary>Only handovers are told from a desk's kinds of change; where no tool hands over, nothing can be said.</summary>
    public override bool Happened(Statement said, int before) =>
        said.Action is not ChangeKind.Handover || Tools.Handovers.Count == 0 || HandedOverBefore(Heard(before));

    /// <summary>
    /// A write of that kind on that thing was carried out. What is said without naming the agent may also be read from a record, or repeat the
    /// customer. Where no tool is said to write, nothing can be told.
    /// </summary>
    public override bool Supports(Deed deed, int before)
    {
        before = Heard(before);
        var kind = Wordings.Tools.Deeds[deed.Kind];
        var thing = deed.Thing is null ? null : Wordings.Tools.Things[deed.Thing];
        return Tools.Writes.Count == 0
            || Writes.Any(write => write.Place < before && write.Succeeded && (thing is { Follows: true } || (write.Words.Does(kind, Wordings.Tools.Deeds) && (thing is null || write.Words.Touches(thing)))))
            || (thing is null && HandedOverBefore(before))
            || (!deed.ByAgent && (IsRecorded(kind, thing, before) || CustomerSaid(deed.Kind, before)));
    }

    public override bool IsLifted(Said promise) =>
        promise.Reading.AwaitsAgreement || Customer.FirstOrDefault(message => message.Place > promise.Place) is { Reading.Refuses: true };

    /// <summary>Logs put a text before the calls that it was written with: what is done before the customer speaks again counts as done.</summary>
    private int Heard(int place) => Customer.FirstOrDefault(message => message.Place > place)?.Place ?? int.MaxValue;

    private bool IsRecorded(ToolDeed kind, ToolThing? thing, int before) =>
        Calls.Where(called => called.Place < before).Any(called => kind.States.Concat(thing is { Follows: true } ? thing.Words : [])
            .Any(state => called.Result.Content.Contains($"\"{state}\"", StringComparison.OrdinalIgnoreCase)));

    private bool CustomerSaid(string kind, int before) =>
        Customer.Any(message => message.Place < before && message.Reading.Deeds.Any(deed => deed.Kind == kind));

    /// <summary>A call that the log leaves unanswered may have gone through: it raises no suspicion.</summary>
    private bool HandedOverBefore(int before) =>
        At<ToolCall>(Transcript.Events).Any(pair => pair.Place < before && Tools.Handovers.Contains(pair.Event.Name)
            && !Calls.Any(called => called.Place == pair.Place && called.Result.IsError));

    private static LanguageWords? Identify(IEnumerable<string> texts, Wordings wordings)
    {
        var all = string.Join('\n', texts);
        return wordings.Identify(all.Length <= MostText ? all : all[..MostText]);
    }
}

/// <summary>A call of a foreign tool that writes.</summary>
/// <param name="Result">Null where the log has no answer to it.</param>
public sealed record Write(int Place, ToolCall Call, ToolResult? Result)
{
    private readonly Lazy<WriteWords> _words = new(() => new(Call.Name, Call.Arguments));

    /// <summary>What it is about.</summary>
    public WriteWords Words => _words.Value;

    public bool IsSameAs(Write other) => Call.Name == other.Call.Name && Words.IsSameAs(other.Words);

    public Finding Finding(FindingRule rule, string what) => new(rule, Call.Turn, Called.Cut(Call), what, Index: Call.MessageIndex);

    /// <summary>Carried out, as far as the log tells.</summary>
    public bool Succeeded => Result is not { IsError: true };
}
