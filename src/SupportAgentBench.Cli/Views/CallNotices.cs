using System.Collections.Concurrent;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Cli.Views;

/// <summary>What is heard of model calls while a command runs: who is waited for, and sentences that are told once.</summary>
internal sealed class CallNotices(TimeProvider time) : IProgress<CallNotice>
{
    private readonly ConcurrentDictionary<string, (string Why, long Since, TimeSpan For)> _waiting = new();
    private readonly ConcurrentQueue<string> _told = new();

    public void Report(CallNotice value)
    {
        switch (value)
        {
            case CallNotice.Waiting waiting:
                // Of many calls that wait, the longest wait is the one to tell.
                _waiting.AddOrUpdate(waiting.Provider, _ => (waiting.Why, time.GetTimestamp(), waiting.For),
                    (_, known) => Left(known) > waiting.For ? known : (waiting.Why, time.GetTimestamp(), waiting.For));
                break;
            case CallNotice.Answers answers:
                _waiting.TryRemove(answers.Provider, out _);
                break;
            case CallNotice.Told told:
                _told.Enqueue(told.Sentence);
                break;
        }
    }

    /// <summary>"waiting 42 s: openai 429", for each provider that is waited for; empty when none is.</summary>
    public string Waiting => string.Join(", ", _waiting.Where(pair => Left(pair.Value) > TimeSpan.Zero).OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"waiting {Math.Ceiling(Left(pair.Value).TotalSeconds):0} s: {pair.Key} {pair.Value.Why}"));

    /// <summary>Sentences that were not shown yet.</summary>
    public IEnumerable<string> Take()
    {
        while (_told.TryDequeue(out var sentence))
        {
            yield return sentence;
        }
    }

    /// <summary>For commands that show no progress.</summary>
    public void Print()
    {
        foreach (var told in Take())
        {
            Console.Error.WriteLine(Text.Safe(told));
        }
    }

    private TimeSpan Left((string Why, long Since, TimeSpan For) waiting) => waiting.For - time.GetElapsedTime(waiting.Since);
}
