using SupportAgentBench.Contracts;
using SupportAgentBench.Judging;
using SupportAgentBench.Results;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Boards;

/// <summary>How well the customer kept to its part, over everything that was played under a protocol: the quality of the instrument.</summary>
/// <param name="Conversations">Audited, void playings included.</param>
/// <param name="Faulty">Conversations with at least one fault.</param>
/// <param name="Void">Trials that stayed void: three playings were spoilt.</param>
/// <param name="Unread">Trials in which the model's part of the audit could not be read.</param>
/// <param name="Kinds">By kind of fault.</param>
public sealed record CustomerReport(int Conversations, int Faulty, int Void, int Unread, IReadOnlyDictionary<BreachKind, FaultCount> Kinds)
{
    /// <summary>Null where nothing was audited, as in stores of earlier versions.</summary>
    public static CustomerReport? From(IEnumerable<TrialRow> rows)
    {
        var owned = rows.Where(row => row.FaultOwner is null or ErrorOwner.Customer).ToList();
        var audited = owned.FindAll(row => row.Audit is not null);
        var conversations = audited.Sum(row => row.Audit!.Conversations);
        if (conversations == 0)
        {
            return null;
        }

        var faults = audited.SelectMany(row => row.Audit!.Faults.Select(fault => (Conversation: (row.Run, row.Case, fault.Attempt), Fault: fault))).ToList();
        return new(
            conversations, faults.Select(pair => pair.Conversation).Distinct().Count(), owned.Count(row => row.FaultOwner is ErrorOwner.Customer), audited.Count(row => row.Audit!.Unread is not null),
            Enum.GetValues<BreachKind>().ToDictionary(kind => kind, kind =>
            {
                var ofKind = faults.Where(pair => pair.Fault.Kind == kind).GroupBy(pair => pair.Conversation).ToList();
                int With(FaultEffect effect) => ofKind.Count(conversation => conversation.Any(pair => pair.Fault.Effect == effect));
                return new FaultCount(ofKind.Count, 100.0 * ofKind.Count / conversations, With(FaultEffect.Helped), With(FaultEffect.Hindered));
            }));
    }
}

/// <summary>One kind of fault.</summary>
/// <param name="Conversations">In which it happened.</param>
/// <param name="Per100">Of 100 conversations.</param>
/// <param name="Helped">Conversations in which it may have decided a good outcome; likewise hindered a bad one.</param>
public sealed record FaultCount(int Conversations, double Per100, int Helped, int Hindered);
