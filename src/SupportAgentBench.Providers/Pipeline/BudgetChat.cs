using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Files;
using SupportAgentBench.Providers.Wire;

namespace SupportAgentBench.Providers.Pipeline;

/// <summary>Books what each call costs, and starts none that could pass the budget.</summary>
/// <param name="price">Null where it is not known: then nothing can be reserved, and the spend is unknown.</param>
/// <param name="longest">The longest answer that the model gives, in tokens; null where it is not known.</param>
/// <param name="thinking">Tokens that are allowed for thoughts beyond the limit that the request asks for.</param>
internal sealed class BudgetChat(IChatClient inner, BudgetLedger ledger, TokenPrice? price, string model, long? longest, int thinking) : DelegatingChatClient(inner)
{
    /// <summary>For the frame of a request and of its messages, which is not text but is counted.</summary>
    private const int FrameBytes = 1_024;

    /// <summary>The most input tokens a byte that a provider has reported; a byte is at most one token, but who counts is the provider.</summary>
    private double _tokensPerByte = 1;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var place = CallPlace.TakenFrom(options);
        var bytes = FrameBytes + Requests.Bytes(messages, options);
        var most = Longest(options?.MaxOutputTokens) is { } answer ? price?.Most((long)Math.Ceiling(bytes * _tokensPerByte), answer) ?? 0 : 0;
        await ledger.ReserveAsync(most, cancellationToken);
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (e is RefusedException or CallFailedException { Failure: CallFailure.Unreachable or CallFailure.NobodyThere })
        {
            ledger.Release(most);
            throw;
        }
        catch
        {
            // It was carried out, or may have been, and nobody says what it cost.
            await SettleAsync(most, null, place);
            throw;
        }

        Learn(response.Usage?.InputTokenCount, bytes);
        await SettleAsync(most, price?.CostOf(response.Usage), place);
        return response;
    }

    /// <summary>A model that takes no limit may answer at its full length. Null where that is not known: then nothing can be reserved either, nor kept as the most that it cost.</summary>
    private long? Longest(int? asked) => asked + thinking ?? longest ?? (ledger.Limit is null ? null
        : throw new UserMistakeException($"{model} takes no limit of its answers, and how long they can be is not known: no budget can hold it (name its max_output in a file of your own with --prices)"));

    /// <summary>What a call may have cost is kept as well: the same command must not spend it again.</summary>
    private async Task SettleAsync(decimal most, decimal? cost, CallPlace? place)
    {
        ledger.Settle(most, cost);
        if (cost is null && most > 0 && place is not null)
        {
            await place.Trial.PresumeAsync(most, CancellationToken.None);
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
