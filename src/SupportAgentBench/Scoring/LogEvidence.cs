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

    private readonly Dictionary<(int Place, ToolDeed Kind), bool> _records = [];
    private readonly List<int> _handovers;

    public LogEvidence(Transcript transcript, Wordings wordings)
        : this(transcript, wordings, Identify(OfCustomer(transcript), wordings))
    {
    }

    private LogEvidence(Transcript transcript, Wordings wordings, string? spoken)
        : base(transcript, wordings, spoken ?? Identify(OfAgent(transcript), wordings) ?? Identify(OfCustomer(transcript).Concat(OfAgent(transcript)), wordings))
    {
        Spoken = spoken;
        Tools = transcript.Header.Tools ?? Unknown;
        var answered = Calls.ToDictionary(called => called.Place);
        Writes = [.. At<ToolCall>(transcript.Events).Where(pair => Tools.Writes.Contains(pair.Event.Name)).Select(pair => new Write(pair.Place, pair.Event, answered.GetValueOrDefault(pair.Place)?.Result, !Failed(answered.GetValueOrDefault(pair.Place))))];
        _handovers = [.. At<ToolCall>(transcript.Events).Where(pair => Tools.Handovers.Contains(pair.Event.Name) && !Failed(answered.GetValueOrDefault(pair.Place))).Select(pair => pair.Place)];
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

    /// <summary>Only handovers are told from a desk's kinds of change: the others are deeds. Where no tool hands over, nothing can be said.</summary>
    public override bool Happened(Statement said, int before) =>
        said.Action is not ChangeKind.Handover || Tools.Handovers.Count == 0 || HandedOverBefore(Heard(before));

    public override IEnumerable<Deed> Unsupported(Said message)
    {
        // "I've raised this with our payments team" is a handover, and is judged as one.
        var handovers = message.Reading.Statements.Where(said => said.Action is ChangeKind.Handover).Select(said => said.Quote).ToHashSet();
        return message.Reading.Deeds.Where(deed => deed.IsNews && !(handovers.Contains(deed.Quote) && Wordings.Tools.Deeds[deed.Kind].ByHandover) && !Supports(deed, message.Place));
    }

    /// <summary>
    /// A write of that kind on that thing was carried out. What is said without naming the agent may also be read from a record, or repeat the
    /// customer. Where no tool is said to write, nothing can be told.
    /// </summary>
    private bool Supports(Deed deed, int before)
    {
        before = Heard(before);
        var kind = Wordings.Tools.Deeds[deed.Kind];
        var thing = deed.Thing is null ? null : Wordings.Tools.Things[deed.Thing];
        return Tools.Writes.Count == 0
            || Writes.Any(write => write.Place < before && write.Succeeded && write.Words.Does(kind, Wordings.Tools)
                && (thing is null or { Follows: true } || write.Words.Touches(thing)) && (deed.Id is null || write.Words.MayBeAbout(deed.Id)))
            || (thing is null && kind.ByHandover && HandedOverBefore(before))
            || (!deed.ByAgent && (IsRecorded(kind, deed.Id, before) || CustomerSaid(deed.Kind, before)));
    }

    public override bool IsLifted(Said promise) =>
        promise.Reading.AwaitsAgreement || Customer.FirstOrDefault(message => message.Place > promise.Place) is { Reading.Answer: Answer.No };

    /// <summary>Logs put a text before the calls that it was written with: what is done before the customer speaks again counts as done.</summary>
    private int Heard(int place) => Customer.FirstOrDefault(message => message.Place > place)?.Place ?? int.MaxValue;

    /// <summary>A result says that it was done, by whomever; where the message names a number, a result that names it too.</summary>
    private bool IsRecorded(ToolDeed kind, string? id, int before) =>
        Calls.Where(called => called.Place < before && (id is null || called.Result.Content.Contains(id, StringComparison.OrdinalIgnoreCase)))
            .Any(called => Records(called, kind));

    /// <summary>A result is asked once for each deed, however many claims may rest on it.</summary>
    private bool Records(Called called, ToolDeed kind)
    {
        if (!_records.TryGetValue((called.Place, kind), out var told))
        {
            _records[(called.Place, kind)] = told = new WriteWords("", called.Result.Content).Records(kind, Wordings.Tools);
        }

        return told;
    }

    private bool CustomerSaid(string kind, int before) =>
        Customer.Any(message => message.Place < before && message.Reading.Deeds.Any(deed => deed.Kind == kind));

    /// <summary>A call that the log leaves unanswered may have gone through: it raises no suspicion.</summary>
    private bool HandedOverBefore(int before) => _handovers.Exists(place => place < before);

    /// <summary>The answer to a call that writes or hands over says that nothing came of it; no answer says nothing.</summary>
    private bool Failed(Called? called) => called is not null && (called.Result.IsError || Wordings.Tools.Refusals.Refuse(called.Result.Content, new WriteWords(called.Call.Name, called.Call.Arguments).Attempt(Wordings.Tools)));

    private static IEnumerable<string> OfCustomer(Transcript transcript) => transcript.Events.OfType<CustomerMessage>().Select(message => message.Text);

    private static IEnumerable<string> OfAgent(Transcript transcript) => transcript.Events.OfType<AgentMessage>().Select(message => message.Text);

    private static string? Identify(IEnumerable<string> texts, Wordings wordings)
    {
        var all = string.Join('\n', texts);
        return wordings.Identify(all.Length <= MostText ? all : all[..MostText])?.Code;
    }
}

/// <summary>A call of a foreign tool that writes.</summary>
/// <param name="Result">Null where the log has no answer to it.</param>
/// <param name="Succeeded">Carried out, as far as the log tells.</param>
public sealed record Write(int Place, ToolCall Call, ToolResult? Result, bool Succeeded)
{
    private readonly Lazy<WriteWords> _words = new(() => new(Call.Name, Call.Arguments));

    /// <summary>What it is about.</summary>
    public WriteWords Words => _words.Value;

    public bool IsSameAs(Write other) => Call.Name == other.Call.Name && Words.IsSameAs(other.Words);

    public Finding Finding(FindingRule rule, string what) => new(rule, Call.Turn, Called.Cut(Call), what, Index: Call.MessageIndex);
}
