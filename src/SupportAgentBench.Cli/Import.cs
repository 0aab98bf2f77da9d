using SupportAgentBench.Imports;
using SupportAgentBench.Results;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Cli;

/// <summary>Takes conversations in: transcript, score, store. What is there already stays as it is.</summary>
internal sealed class Import(Wordings wordings, LogScorer scorer, Run run, ToolRoles tools, IResultStore store)
{
    /// <summary>Conversations that were read.</summary>
    public int Read { get; private set; }

    /// <summary>Of these, in the store before.</summary>
    public int Known { get; private set; }

    /// <summary>Places of the file that were no conversation.</summary>
    public int Unread { get; set; }

    public async Task<TrialResult> TakeAsync(LoggedConversation conversation, CancellationToken cancellation)
    {
        var transcript = LogTranscript.Of(conversation, run.Id, run.Agent, tools, wordings.Tools);
        var result = new TrialResult(run.Id, run.Agent, conversation.Id, null, scorer.Score(transcript), null, null, transcript);
        Read++;
        if (await store.TranscriptAsync(run.Id, conversation.Id, cancellation) is not null)
        {
            Known++;
        }
        else
        {
            await store.KeepAsync(result, cancellation);
        }

        return result;
    }
}
