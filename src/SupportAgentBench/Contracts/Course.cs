using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Contracts;

/// <summary>The customer's side of a contract: what it may know, wants and holds back. Nothing else of the case.</summary>
public sealed record Part(CustomerBlock Block, Email Email, string Language, Mood Mood);

/// <summary>A conversation from the customer's side: each later message with what the agent had said before it.</summary>
internal sealed class Course
{
    private readonly IReadOnlyList<TranscriptEvent> _events;

    public Course(Part part, IReadOnlyList<TranscriptEvent> events, Wordings wordings, bool lastOnly = false)
    {
        Part = part;
        Wordings = wordings;
        _events = events;
        Words = wordings.Of(part.Language);
        Given = Given.To(part, wordings);
        var agent = new List<Heard>();
        var followUps = new List<FollowUp>();
        var first = true;
        var last = lastOnly ? events.OfType<CustomerMessage>().LastOrDefault() : null;
        foreach (var happened in events)
        {
            if (happened is AgentMessage theirs)
            {
                agent.Add(new(theirs.Turn, theirs.Text, wordings.Read(theirs.Text, part.Language), new(theirs.Text, wordings)));
            }
            else if (happened is CustomerMessage mine)
            {
                // The first message is the case's own e-mail.
                if (!first && agent.Count > 0 && (!lastOnly || ReferenceEquals(mine, last)))
                {
                    followUps.Add(new(mine.Turn, mine.Text, mine.Attachment, [.. agent], Given, Words));
                }

                first = false;
            }
        }

        Agent = agent;
        FollowUps = followUps;
        Changes = [.. events.OfType<DeskChange>().Select(made => made.Change.Kind).Distinct()];
        End = events.OfType<Ended>().LastOrDefault();
        ThenSent = Given.Then is { } then && followUps.Any(message => message.Line.Holds(then));
    }

    public Part Part { get; }

    public Wordings Wordings { get; }

    public LanguageWords Words { get; }

    public Given Given { get; }

    public IReadOnlyList<Heard> Agent { get; }

    public IReadOnlyList<FollowUp> FollowUps { get; }

    public IReadOnlyList<ChangeKind> Changes { get; }

    /// <summary>Null while the conversation goes on.</summary>
    public Ended? End { get; }

    /// <summary>The second request has been made.</summary>
    public bool ThenSent { get; }

    /// <summary>All that is to be heard before the customer may be satisfied.</summary>
    public IEnumerable<Fact> Wanted => Part.Block.SatisfiedBy.Concat(Part.Block.Then?.SatisfiedBy ?? []);

    public static bool Says(IEnumerable<Heard> heard, Fact fact) => heard.Any(message => fact.IsIn(message.Reading));

    /// <summary>The agent's last message asks for a yes to a change that it does not also report as made.</summary>
    public static bool Proposes(Heard message) =>
        message.Reading.Statements.Any(said => said.Tense is Tense.Proposed && message.Reading.Says(said.Action, Tense.Done) is null);
}

/// <summary>A message of the agent as it was understood.</summary>
internal sealed record Heard(int Turn, string Text, Reading Reading, Source Source);

/// <summary>A later message of the customer; taken apart when that is first asked for.</summary>
internal sealed class FollowUp(int turn, string text, Attachment? attachment, IReadOnlyList<Heard> before, Given given, LanguageWords words)
{
    public int Turn => turn;

    public string Text => text;

    public Attachment? Attachment => attachment;

    /// <summary>The agent's messages up to it; never empty.</summary>
    public IReadOnlyList<Heard> Before => before;

    public Heard Last => before[^1];

    /// <summary>The message without what the block says word for word.</summary>
    public string Own => field ??= given.OwnWords(text);

    public Line Line => field ??= new(text, words);
}
