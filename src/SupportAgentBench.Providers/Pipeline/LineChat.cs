using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Providers.Wire;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>Brings a call through: waits for the line, tries, and tries again where that makes sense. Every way out of the loop is bounded.</summary>
internal sealed class LineChat(IChatClient inner, ProviderLine line, string model, TimeProvider time, IProgress<CallNotice> notices) : DelegatingChatClient(inner)
{
    /// <summary>A model that refuses so many requests in a row, and never took one, is asked no more.</summary>
    private const int RefusalsUntilClosed = 3;

    private const int BytesPerToken = 4;
    private CallFailedException? _closed;
    private int _refusals;
    private bool _answered;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var tokens = line.CountsTokens ? Requests.Bytes(messages, options) / BytesPerToken : 0;
        for (var tries = 1; ; tries++)
        {
            if (_closed is { } closed)
            {
                throw new CallFailedException(closed.Failure, closed.Message);
            }

            await line.EnterAsync(tokens, cancellationToken);
            CallFailedException failure;
            TimeSpan? wait;
            try
            {
                var response = await base.GetResponseAsync(messages, options, cancellationToken);
                line.Succeeded(tokens, response.Usage?.InputTokenCount + response.Usage?.OutputTokenCount);
                _answered = true;
                _refusals = 0;
                return response;
            }
            catch (RefusedException refused)
            {
                failure = new(refused.Failure, refused.Message, refused);
                wait = line.Failed(failure, refused.Overloaded, refused.RetryAfter, tries);
            }
            catch (CallFailedException failed)
            {
                failure = failed;
                wait = line.Failed(failure, overloaded: false, null, tries);
            }
            catch
            {
                line.Leave();
                throw;
            }

            if (wait is not { } pause)
            {
                CloseIfHopeless(failure);
                throw failure;
            }

            line.Tell(pause, Short(failure));
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private void CloseIfHopeless(CallFailedException failure)
    {
        if (failure.Failure is CallFailure.UnknownModel or CallFailure.BadRequest && !_answered && Interlocked.Increment(ref _refusals) == RefusalsUntilClosed)
        {
            _closed = failure;
            notices.Report(new CallNotice.Told($"{failure.Message}: no more calls to {model}; check its name, its options and the address"));
        }
    }

    private static string Short(CallFailedException failure) => failure.InnerException is RefusedException refused ? $"{refused.Status}" : failure.Failure switch
    {
        CallFailure.TimedOut => "no answer in time",
        CallFailure.Garbled => "garbled answer",
        _ => "unreachable",
    };
}
