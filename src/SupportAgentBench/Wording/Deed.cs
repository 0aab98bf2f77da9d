using System.Collections.Frozen;
using SupportAgentBench.Desks;

namespace SupportAgentBench.Wording;

/// <summary>Something that a message says was done, in any trade: "three checked bags have been added".</summary>
/// <param name="Kind">What was done, by its name in <c>wording/tools.yaml</c>: add, cancel, refund ...</param>
/// <param name="Thing">The part of the matter that it was done to, likewise; null when only the matter as a whole is named.</param>
/// <param name="Id">The number of what it was done to; null when none is named.</param>
/// <param name="ByAgent">The agent names itself; otherwise it may be a report of what the records show.</param>
/// <param name="IsNews">Told as done for the customer just now; otherwise a record is read out, somebody else did it, or it is the writer's own affair.</param>
/// <param name="Quote">The sentence, as it stands in the message.</param>
public sealed record Deed(string Kind, string? Thing, string? Id, bool ByAgent, bool IsNews, string Quote);

/// <summary>How deeds go together, in every language: from <c>wording/tools.yaml</c>.</summary>
/// <param name="Makers">Deeds that say only that something came about: "issued", "sent".</param>
/// <param name="Outcomes">Deeds that a noun names even beside such verbs: "I've issued the refund", "I've sent a replacement".</param>
/// <param name="Instead">By deed and thing: what it is then. What is credited as a voucher is given, not paid back.</param>
/// <param name="Drafts">What can be done to a proposal as well as to the matter.</param>
/// <param name="Changes">What a desk's kind of change is told as, the deed that it is first; never empty.</param>
public sealed record DeedWays(FrozenSet<string> Makers, FrozenSet<string> Outcomes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Instead, FrozenSet<string> Drafts, IReadOnlyDictionary<ChangeKind, IReadOnlyList<string>> Changes)
{
    /// <summary>The deed of a verb and a piece of what it was done to.</summary>
    internal string Of(string verb, RegionPiece piece)
    {
        var told = piece.Noun is { } noun && (verb == DeedWords.AnyDeed || (Makers.Contains(verb) && Outcomes.Contains(noun) && (piece.Thing is null || piece.Thing == noun))) ? noun : verb;
        return piece.Thing is { } thing && Instead.TryGetValue(told, out var things) && things.TryGetValue(thing, out var other) ? other : told;
    }
}

/// <summary>How one language says that something was done, whatever the trade.</summary>
/// <param name="Verbs">Finished verbs, each with its deed.</param>
/// <param name="Infinitives">The same for "I was able to ...".</param>
/// <param name="Pasts">Past forms of the agent, where a language has them beside the participle.</param>
/// <param name="Nouns">Nouns of deeds: "the cancellation has been completed".</param>
/// <param name="Active">Frames in which the agent names itself.</param>
/// <param name="Passive">Frames in which it does not.</param>
/// <param name="Past">The same in a tense that also tells of long ago.</param>
/// <param name="Others">Frames in which somebody else did it.</param>
/// <param name="Listed">Frames without a helping verb, for the lines of a list under a report.</param>
/// <param name="Alone">The same for a sentence that is nothing else: "Order cancelled."</param>
/// <param name="Opens">What opens a report, behind which such lines follow: "Here is what I have done:".</param>
/// <param name="Heads">What heads a list that may be a report as well as a record: "Summary".</param>
/// <param name="Further">A second verb of the same sentence: "cancelled it and refunded the fare".</param>
/// <param name="Contains">What a change is said to contain: "updated to include a bag".</param>
/// <param name="Records">Signs that nothing was done just now: a record is read out, or it is still to come.</param>
/// <param name="Hedges">Signs of a reading from records; they hold for the rest of the sentence too: "according to our system, ...".</param>
/// <param name="History">Signs of the same where the agent does not name itself: long ago, or by somebody else.</param>
/// <param name="Dates">The day on which something was done; of a tense that only tells of just now it is the thing's own.</param>
/// <param name="Failures">What takes a deed back in the same sentence: "... but it was refused".</param>
/// <param name="Signs">Words of frames that tell a deed without a verb of it: "on its way".</param>
/// <param name="Ends">Words at which the thing ends: "one bag to your flight".</param>
/// <param name="Targets">Of these, words before what something becomes: "upgraded to business class".</param>
public sealed record DeedWords(
    Lexicon Verbs, Lexicon Infinitives, Lexicon Pasts, Lexicon Nouns, Lexicon Things, Lexicon Matters, Lexicon Given,
    Patterns Active, Patterns Passive, Patterns Past, Patterns Others, Patterns Listed, Patterns Alone, Patterns Opens, Patterns Heads, Patterns Further, Patterns Contains, Patterns Records, Patterns Hedges, Patterns History, Patterns Dates, Patterns Failures,
    Lexicon Signs, Lexicon Ends, Lexicon Targets, Lexicon Joins, Lexicon None, Lexicon Pronouns, Lexicon Own, DeedWays Ways)
{
    /// <summary>Said of a deed that has no verb of its own: done, completed, processed.</summary>
    public const string AnyDeed = "make";
}
