using SupportAgentBench.Boards;
using SupportAgentBench.Files;
using SupportAgentBench.Imports;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Cli;

/// <summary>Takes conversations in: transcript, score, store. What is there already stays as it is. Keeps counts and ids only.</summary>
internal sealed class Import(Wordings wordings, Run run, ToolRoles tools, IResultStore store)
{
    /// <summary>A log with more tools than this has none worth listing.</summary>
    private const int MostTools = 200;

    private readonly LogScorer _scorer = new(wordings);
    private readonly Dictionary<string, int> _calls = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public LogReport Report { get; } = new(run.Agent, tools);

    /// <summary>Of the conversations that were read, those that were in the store before.</summary>
    public int Known { get; private set; }

    /// <summary>Those whose id had stood in the file before: they are in no figure.</summary>
    public int Repeated { get; private set; }

    /// <summary>Every tool that was called, the busiest first.</summary>
    public IReadOnlyList<(string Tool, int Calls)> Tools => [.. _calls.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value))];

    /// <summary>The result, null for a conversation that stands twice in the file; and what is wrong with keeping it, null when nothing is.</summary>
    public async Task<(TrialResult? Result, string? Wrong)> TakeAsync(LoggedConversation conversation, CancellationToken cancellation)
    {
        var isNew = _taken.Add(conversation.Id);
        var transcript = LogTranscript.Of(conversation, run.Id, run.Agent, tools, wordings.Tools);
        var result = isNew ? Counted(conversation.Id, transcript) : null;
        if (await store.TranscriptAsync(run.Id, conversation.Id, cancellation) is not { } kept)
        {
            await store.KeepAsync(result!, cancellation);
            return (result, null);
        }

        (Known, Repeated) = isNew ? (Known + 1, Repeated) : (Known, Repeated + 1);
        return (result, TranscriptJson.Write(kept) == TranscriptJson.Write(transcript) ? null
            : $"the id '{conversation.Id}' is in the store with another conversation, which stays (name the agent of this file with --agent, or give each conversation an id of its own)");
    }

    private TrialResult Counted(string id, Transcript transcript)
    {
        var score = _scorer.Score(transcript);
        Report.Add(id, score);
        foreach (var call in transcript.Events.OfType<TranscriptEvent.ToolCall>().Where(call => _calls.Count < MostTools || _calls.ContainsKey(call.Name)))
        {
            _calls[call.Name] = _calls.GetValueOrDefault(call.Name) + 1;
        }

        return new(run.Id, run.Agent, id, null, score, null, null, transcript);
    }

    /// <summary>Tools that were named but never called, each with its mend.</summary>
    public IEnumerable<string> NeverCalled() => tools.Writes.Concat(tools.Handovers).Where(name => !_calls.ContainsKey(name))
        .Select(name => $"the tool '{name}' was never called ({Nearest.Mend(name, _calls.Keys) ?? "is it written so in the log?"})");
}
