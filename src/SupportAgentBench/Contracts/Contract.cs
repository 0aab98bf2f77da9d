using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Contracts;

/// <summary>Holds a customer's messages against its block, without a model. General on purpose: any customer is held to it, scripted, modelled or human.</summary>
public sealed class Contract(Wordings wordings, PartWordings words)
{
    private const int MostRemembered = 2_048;

    /// <summary>A draft is held against the words' rules before it is sent, and the message again when the conversation is audited.</summary>
    private readonly Recent<Said, IReadOnlyList<Breach>> _ofWords = new(MostRemembered);

    /// <summary>Every breach, in the order of the conversation; the customer's first e-mail is the case's own and is not looked at.</summary>
    public IReadOnlyList<Breach> Check(Part part, IReadOnlyList<TranscriptEvent> events)
    {
        var course = new Course(part, events, wordings);
        return InOrder(OfWords(course).Concat(Photos.In(course)).Concat(Endings.In(course)).Concat(Pushing.In(course)));
    }

    /// <summary>What the words of the last message alone break: a made-up or early fact, the role, the language, the person.</summary>
    public IReadOnlyList<Breach> CheckLast(Part part, IReadOnlyList<TranscriptEvent> events) => InOrder(OfWords(new(part, events, wordings, lastOnly: true)));

    private IEnumerable<Breach> OfWords(Course course) => course.FollowUps.SelectMany(message =>
        _ofWords.Of(new(course, message), (Course: course, Message: message, Words: words), static (_, asked) => OfWords(asked.Message, asked.Course, asked.Words)));

    private static IReadOnlyList<Breach> OfWords(FollowUp message, Course course, PartWordings words) =>
        [.. InventedFacts.In(message, course, words), .. EarlyFacts.In(message, course), .. Roles.In(message, course, words)];

    private static IReadOnlyList<Breach> InOrder(IEnumerable<Breach> breaches) =>
        [.. breaches.DistinctBy(breach => (breach.Kind, breach.Turn)).OrderBy(breach => breach.Turn).ThenBy(breach => breach.Kind)];

    /// <summary>All that the rules of words look at: whose message it is, what it says, and what the agent had said before it.</summary>
    private sealed class Said(Course course, FollowUp message) : IEquatable<Said>
    {
        private readonly Given _given = course.Given;
        private readonly Mood _mood = course.Part.Mood;
        private readonly int _turn = message.Turn;
        private readonly string _text = message.Text;
        private readonly IReadOnlyList<string> _before = [.. message.Before.Select(heard => heard.Text)];

        public bool Equals(Said? other) => other is not null && ReferenceEquals(_given, other._given) && _mood == other._mood && _turn == other._turn && _text == other._text
            && _before.SequenceEqual(other._before);

        public override bool Equals(object? obj) => Equals(obj as Said);

        public override int GetHashCode() => HashCode.Combine(_turn, _text, _before.Count, _before[^1]);
    }
}
