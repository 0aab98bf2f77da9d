namespace SupportAgentBench.StubProvider;

/// <summary>How the stub answers: properly, or as real providers do on a bad day.</summary>
public sealed record StubReply
{
    public StubAnswer? Answer { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>Sent instead of the answer.</summary>
    public string? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public TimeSpan Delay { get; init; }

    /// <summary>Answers when this is done.</summary>
    public Task Until { get; init; } = Task.CompletedTask;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Sends so much of the body, then cuts the connection.</summary>
    public double? CutAfter { get; init; }

    /// <summary>Sends half of the body, then nothing more, without closing.</summary>
    public bool Stalls { get; init; }

    public static implicit operator StubReply(StubAnswer answer) => new() { Answer = answer };

    public static StubReply Error(int status, string message, string? code = null, string? type = null, string? param = null, string? retryAfter = null) => new()
    {
        Status = status,
        Body = System.Text.Json.JsonSerializer.Serialize(new { error = new { message, code, type, param } }),
        Headers = retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Retry-After"] = retryAfter },
    };
}
