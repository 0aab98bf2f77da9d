namespace SupportAgentBench.Calls;

/// <summary>Why a model call brought no answer, after all retries.</summary>
public enum CallFailure
{
    /// <summary>Too many requests (429), longer than we wait.</summary>
    RateLimited,

    /// <summary>Credit or quota used up (402, insufficient_quota).</summary>
    Quota,

    /// <summary>The key is missing, wrong or revoked (401, 403).</summary>
    Unauthorized,

    /// <summary>There is no such model (404).</summary>
    UnknownModel,

    /// <summary>The provider's content filter refused the request or withheld the answer.</summary>
    ContentFilter,

    /// <summary>The provider does not understand the request (400, 422).</summary>
    BadRequest,

    /// <summary>The provider failed or is overloaded (5xx, 529).</summary>
    ServerError,

    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    /// <summary>Nobody listens at the address, or there is no such host.</summary>
    NobodyThere,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>An answer that is none: cut off, not JSON, without a message.</summary>
    Garbled,

    /// <summary>Replay: this request was never recorded, or differs from the record.</summary>
    NotRecorded,
}

/// <summary>A model call failed, and it is nobody's fault in the conversation: the world's, retried and then counted apart.</summary>
public sealed class CallFailedException(CallFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public CallFailure Failure => failure;
}

/// <summary>The next call could pass the budget. The trial is left unfinished; the same command with a higher budget goes on.</summary>
public sealed class BudgetReachedException(string message) : Exception(message);
