using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Providers.Wire;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>Books what each call costs, and starts none that could pass the budget.</summary>
/// <param name="price">Null where it is not known: then nothing can be reserved, and the spend is unknown.</param>
/// <param name="mostTokens">The longest answer that a request allows.</param>
internal sealed class BudgetChat(IChatClient inner, BudgetLedger ledger, TokenPrice? price, int mostTokens) : DelegatingChatClient(inner)
{
    /// <summary>For the frame of a request and of its messages, which is not text but is counted.</summary>
    private const int FrameBytes = 1_024;

    /// <summary>The most input tokens a byte that a provider has reported; a byte is at most one token, but who counts is the provider.</summary>
    private double _tokensPerByte = 1;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var bytes = FrameBytes + Requests.Bytes(messages, options);
        var most = price?.Most((long)Math.Ceiling(bytes * _tokensPerByte), mostTokens) ?? 0;
        await ledger.ReserveAsync(most, cancellationToken);
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            Learn(response.Usage?.InputTokenCount, bytes);
            ledger.Settle(most, price?.CostOf(response.Usage));
            return response;
        }
        catch (Exception e) when (e is RefusedException or CallFailedException { Failure: CallFailure.Unreachable })
        {
            ledger.Release(most);
            throw;
        }
        catch
        {
            // It was carried out, or may have been, and nobody says what it cost.
            ledger.Settle(most, null);
            throw;
        }
    }

    private void Learn(long? tokens, long bytes)
    {
        if (tokens is { } counted && bytes > 0 && (double)counted / bytes > _tokensPerByte)
        {
            _tokensPerByte = 1.1 * counted / bytes;
        }
    }
}
