using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Conversations;

/// <summary>Plays one case: the customer writes, the agent acts and answers, until somebody ends it or a limit does.</summary>
public sealed class Conversation(
    SupportCase played, OpenDesk desk, IAgent agent, ICustomer customer, string instructions, Limits limits, TranscriptHeader header, TrialCalls calls)
{
    private readonly List<TranscriptEvent> _events = [];
    private int _turn;

    /// <summary>Always comes back with a transcript that has exactly one end; only cancellation and our own bugs throw.</summary>
    public async Task<Transcript> PlayAsync(CancellationToken cancellation)
    {
        var opening = played.Email;
        var message = new CustomerMessage(1, opening.Body, opening.From, opening.Subject, Attached(opening.Photo));
        Ended? end = null;
        while (end is null)
        {
            _turn++;
            _events.Add(message with { Turn = _turn });
            end = await AgentTurnAsync(cancellation);
            if (end is null)
            {
                (message, end) = await CustomerTurnAsync(cancellation);
            }
        }

        _events.Add(end);
        return new(header, _events);
    }

    /// <summary>Steps until the agent answers; null when the conversation goes on.</summary>
    private async Task<Ended?> AgentTurnAsync(CancellationToken cancellation)
    {
        double? latency = null;
        for (var step = 1; step <= limits.MostSteps; step++)
        {
            AgentStep next;
            try
            {
                next = await agent.NextAsync(new(instructions, ToolCatalogue.All, _events, header.Seed, _turn, step, calls), cancellation);
            }
            catch (TurnFailedException failure)
            {
                return Failed(failure);
            }

            if (next.Usage is { } usage)
            {
                _events.Add(usage);
                latency = usage.LatencyMs is { } took ? (latency ?? 0) + took : latency;
            }

            _events.AddRange(next.Thoughts);

            switch (next)
            {
                case AgentStep.Answer answer:
                    _events.Add(new AgentMessage(_turn, answer.Text, latency));
                    return desk.Changes.Any(change => change.Kind is ChangeKind.Handover) ? new(_turn, TerminationReason.HandedOver, null)
                        : desk.Changes.Any(change => change.Kind is ChangeKind.Closure) ? new(_turn, TerminationReason.Closed, null)
                        : null;
                case AgentStep.Calls asked:
                    CallTools(asked, step);
                    break;
            }
        }

        _events.Add(new Fault(_turn, ErrorOwner.Agent, $"no answer after {limits.MostSteps} steps"));
        return new(_turn, TerminationReason.StepLimit, ErrorOwner.Agent);
    }

    private void CallTools(AgentStep.Calls asked, int step)
    {
        foreach (var (index, request) in asked.Requests.Index())
        {
            var id = $"{_turn}.{step}.{index + 1}";
            _events.Add(new ToolCall(_turn, step, id, request.Name, Kept(request.ArgumentsJson)));
            using var span = CallTelemetry.Tool(request.Name, id);
            var outcome = desk.Call(request.Name, request.ArgumentsJson);
            _events.Add(new ToolResult(_turn, step, id, outcome.Content, outcome.IsError));
            if (outcome.Change is { } change)
            {
                _events.Add(new DeskChange(_turn, step, change));
            }
        }
    }

    /// <summary>As it was written, unless it has no measure: then the tool refuses it anyway.</summary>
    private static string Kept(string arguments) => arguments.Length <= ToolArguments.MostLetters ? arguments
        : $"{arguments[..(ToolArguments.MostLetters - 100)]} [cut: {arguments.Length} characters]";

    private async Task<(CustomerMessage Message, Ended? End)> CustomerTurnAsync(CancellationToken cancellation)
    {
        var messages = _events.Where(happened => happened is CustomerMessage or AgentMessage).ToList();
        CustomerReply reply;
        try
        {
            reply = await customer.ReplyAsync(new(played.Customer, played.Email, played.Language, played.Mood, messages, [.. _events.OfType<DeskChange>()], header.Seed, calls), cancellation);
        }
        catch (TurnFailedException failure)
        {
            return (new(_turn, "", null, null, null), Failed(failure));
        }

        _events.AddRange(reply.Usage);
        var message = new CustomerMessage(_turn, reply.Text ?? "", null, null, reply.Attachment);
        if (reply.End is not { } reason)
        {
            // The last answer may still have settled it; but there is no room for another message.
            return (message, _turn == limits.MostTurns ? new(_turn, TerminationReason.TurnLimit, null) : null);
        }

        if (reply.Text is not null)
        {
            _events.Add(message);
        }

        return (message, new(_turn, reason, null));
    }

    private Ended Failed(TurnFailedException failure)
    {
        _events.Add(new Fault(_turn, failure.Owner, failure.Message));
        return new(_turn, TerminationReason.Error, failure.Owner);
    }

    private static Attachment? Attached(Photo? photo) => photo is null ? null : new(photo.File, photo.Shows);
}
