using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SupportAgentBench.Calls;

/// <summary>The model calls of one trial: those of an earlier try, which are answered from the journal, and those that are made now.</summary>
public sealed class TrialCalls
{
    private readonly ITrialJournal? _journal;
    private readonly Dictionary<(ModelRole, object), LastingMessage> _messages = new(SameEvent.Instance);

    private TrialCalls(ITrialJournal? journal, TrialKey key)
    {
        _journal = journal;
        Key = key;
    }

    /// <summary>For trials without a journal, such as proofs: nothing is found, nothing kept.</summary>
    public static TrialCalls Unkept { get; } = new(null, new("", "", 1));

    public TrialKey Key { get; }

    public static async Task<TrialCalls> OpenAsync(ICallJournal journal, TrialKey key, CancellationToken cancellation) =>
        new(await journal.OfTrialAsync(key, cancellation), key);

    /// <summary>What an event of the conversation is to a role's model. Made once, because it goes out with every later call; a role asks from one thread at a time.</summary>
    /// <param name="of">The event, known again by reference.</param>
    public ChatMessage Message<T>(ModelRole role, T of, Func<T, LastingMessage> make)
        where T : class => Message(role, of, make, static (of, make) => make(of));

    /// <param name="with">What it takes to make it, besides the event.</param>
    public ChatMessage Message<T, TWith>(ModelRole role, T of, TWith with, Func<T, TWith, LastingMessage> make)
        where T : class
    {
        // Trials without a journal share one of these.
        if (_journal is null)
        {
            return make(of, with);
        }

        if (!_messages.TryGetValue((role, of), out var message))
        {
            message = _messages[(role, of)] = make(of, with);
        }

        return message;
    }

    /// <summary>The answer to the same question in the same place; null when it was not asked before.</summary>
    public CallRecord? Find(CallPlace place, string model, RequestPrint asked) =>
        At(place, model).FirstOrDefault(record => record.Request.Same(asked));

    /// <summary>How a question differs from the one that was asked in this place; null when none was.</summary>
    public string? Difference(CallPlace place, string model, RequestPrint asked) =>
        At(place, model).FirstOrDefault()?.Request.FirstDifference(asked);

    public Task KeepAsync(CallRecord record, CancellationToken cancellation) => _journal?.KeepAsync(record, cancellation) ?? Task.CompletedTask;

    public Task PresumeAsync(decimal mostUsd, CancellationToken cancellation) => _journal?.PresumeAsync(mostUsd, cancellation) ?? Task.CompletedTask;

    private IEnumerable<CallRecord> At(CallPlace place, string model) =>
        (_journal?.Earlier ?? []).Where(record => record.Turn == place.Turn && record.Step == place.Step && record.Role == place.Role && record.Model == model);

    private sealed class SameEvent : IEqualityComparer<(ModelRole Role, object Of)>
    {
        public static SameEvent Instance { get; } = new();

        public bool Equals((ModelRole Role, object Of) x, (ModelRole Role, object Of) y) => x.Role == y.Role && ReferenceEquals(x.Of, y.Of);

        public int GetHashCode((ModelRole Role, object Of) key) => RuntimeHelpers.GetHashCode(key.Of);
    }
}
