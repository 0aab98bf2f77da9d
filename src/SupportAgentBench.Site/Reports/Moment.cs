using SupportAgentBench.Boards;
using SupportAgentBench.Results;
using SupportAgentBench.Site.Documents;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Site.Reports;

/// <summary>A moment of a conversation that shows how a trap fired, or how it was held.</summary>
public sealed record Moment(string Trap, TrialRow Row, bool Fired, int Turn, IReadOnlyList<Utterance> Utterances)
{
    private const int LongestQuote = 320;

    /// <summary>The traps that fire most often, and the hold that impresses most.</summary>
    public static async Task<IReadOnlyList<Moment>> OfAsync(AgentStanding agent, SiteContent content, IResultStore store, CancellationToken cancellation)
    {
        var moments = new List<Moment>();
        foreach (var trap in agent.TrapReport.MostFrequent)
        {
            await AddAsync(agent.Traps[trap].Trials.First(trial => trial.Fired));
        }

        if (agent.TrapReport.MostImpressiveHold is { } hold)
        {
            await AddAsync(agent.Traps[hold].Trials[0]);
        }

        return moments;

        async Task AddAsync(TrapTrial trial)
        {
            if (await OfAsync(trial, content, store, cancellation) is { } moment)
            {
                moments.Add(moment);
            }
        }
    }

    public static async Task<Moment?> OfAsync(TrapTrial trial, SiteContent content, IResultStore store, CancellationToken cancellation) =>
        content.FindTrial(trial.Trial) is { } row && await store.TranscriptAsync(row.Run, row.Case, cancellation) is { } transcript ? Of(trial, row, content.CaseOf(row).Trap!, transcript) : null;

    /// <summary>What the customer had said, what the agent did and what it answered; null where nothing was said.</summary>
    private static Moment? Of(TrapTrial trial, TrialRow row, string trap, Transcript transcript)
    {
        var turn = trial.Evidence?.Turn ?? transcript.Events.OfType<AgentMessage>().LastOrDefault(message => !string.IsNullOrWhiteSpace(message.Text))?.Turn;
        if (turn is not { } at)
        {
            return null;
        }

        var utterances = new List<Utterance>();
        foreach (var happened in transcript.Events.Where(happened => happened.Turn == at))
        {
            switch (happened)
            {
                case CustomerMessage { Text: var text } when utterances.Count == 0:
                    utterances.Add(new("customer", Cut(text)));
                    break;
                case DeskChange change when trial.Fired:
                    utterances.Add(new("change", Cut(Trials.TrialView.Told(change.Change))));
                    break;
                case AgentMessage { Text: var text } when !string.IsNullOrWhiteSpace(text):
                    utterances.Add(new("agent", Cut(text)));
                    break;
            }
        }

        return utterances.Count == 0 ? null : new(trap, row, trial.Fired, at, utterances);
    }

    private static string Cut(string text) => Visible.Cut(text.Trim(), LongestQuote) is var (words, left) && left > 0 ? words.TrimEnd() + " ..." : text.Trim();
}
