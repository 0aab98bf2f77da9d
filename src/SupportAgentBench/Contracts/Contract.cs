using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>Holds a customer's messages against its block, without a model. General on purpose: any customer is held to it, scripted, modelled or human.</summary>
public sealed class Contract(Wordings wordings, PartWordings words)
{
    /// <summary>Every breach, in the order of the conversation; the customer's first e-mail is the case's own and is not looked at.</summary>
    public IReadOnlyList<Breach> Check(Part part, IReadOnlyList<TranscriptEvent> events)
    {
        var course = new Course(part, events, wordings);
        return InOrder(OfWords(course).Concat(Photos.In(course)).Concat(Endings.In(course)).Concat(Pushing.In(course)));
    }

    /// <summary>What the words of the last message alone break: a made-up or early fact, the role, the language, the person.</summary>
    public IReadOnlyList<Breach> CheckLast(Part part, IReadOnlyList<TranscriptEvent> events) => InOrder(OfWords(new(part, events, wordings, lastOnly: true)));

    private IEnumerable<Breach> OfWords(Course course) => InventedFacts.In(course, words).Concat(EarlyFacts.In(course)).Concat(Roles.In(course, words));

    private static IReadOnlyList<Breach> InOrder(IEnumerable<Breach> breaches) =>
        [.. breaches.DistinctBy(breach => (breach.Kind, breach.Turn)).OrderBy(breach => breach.Turn).ThenBy(breach => breach.Kind)];
}
