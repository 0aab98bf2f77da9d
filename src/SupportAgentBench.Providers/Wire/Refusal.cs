using System.Globalization;
using System.Text;
using System.Text.Json;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers.Wire;

/// <summary>A status other than success, read: what kind of failure it is, and how long the provider asks us to wait.</summary>
internal sealed class RefusedException(CallFailure failure, int status, string message, string? option, bool overloaded, TimeSpan? retryAfter) : Exception(message)
{
    public CallFailure Failure => failure;

    public int Status => status;

    /// <summary>The option of the request that the provider names as the fault; null when it names none.</summary>
    public string? Option => option;

    /// <summary>Too much for the provider: fewer calls at once are called for.</summary>
    public bool Overloaded => overloaded;

    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>Reads error answers of all providers: they differ in form, not in what they mean.</summary>
internal static class Refusal
{
    private const int Overload = 529;

    /// <summary>Letters that are told and kept, and bytes of what is no JSON that are read for it: a key that is cut in two is not known as one.</summary>
    private const int MostTold = 500, MostRead = 8_192;

    /// <summary>Options that we send, under the names that providers give them.</summary>
    private static readonly (string Word, string Option)[] Options =
    [
        ("temperature", "temperature"), ("reasoning_effort", "effort"), ("reasoning", "effort"), ("thinking", "effort"), ("seed", "seed"),
        ("max_completion_tokens", "max_tokens"), ("max_tokens", "max_tokens"), ("num_predict", "max_tokens"), ("response_format", "format"), ("json_schema", "format"),
        ("cache_control", "cache"), ("output_config", "format"), ("output_format", "format"),
    ];

    /// <summary>What our clients add to an address.</summary>
    private static readonly string[] Endings = ["/chat/completions", "/v1/messages", "/api/chat"];

    public static RefusedException Of(string provider, HttpResponseMessage response, byte[] body, Redactor redactor)
    {
        var status = (int)response.StatusCode;
        var (message, code, parameter) = Error(body);
        var failure = Failure(status, code, message);
        return new(
            failure, status, $"{provider}: {status} {Short(Redirect(provider, response) ?? (message.Length > 0 ? message : response.ReasonPhrase ?? ""), redactor)}",
            failure is CallFailure.BadRequest ? OptionIn(parameter, message) : null, status is 429 or 503 or Overload, RetryAfter(response));
    }

    /// <summary>An answer that is nothing but an error, whatever its status says; null for every other one.</summary>
    public static RefusedException? InSuccess(string provider, HttpResponseMessage response, byte[] body, Redactor redactor)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (!root.TryGetProperty("error", out var error) || error.ValueKind is not (JsonValueKind.Object or JsonValueKind.String)
            || root.TryGetProperty("choices", out _) || root.TryGetProperty("content", out _) || root.TryGetProperty("message", out _))
        {
            return null;
        }

        var (message, code, _) = Error(body);
        var status = error.ValueKind is JsonValueKind.Object && int.TryParse(Text(error, "code"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 500;
        return new(Failure(status, code, message), status, $"{provider}: {status} {Short(message, redactor)}", null, status is 429 or 503 or Overload, RetryAfter(response));
    }

    /// <summary>Where a redirect points, without user, query and fragment, which may hold secrets, and what to set; null for what is none.</summary>
    private static string? Redirect(string provider, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is < 300 or > 399 || response.Headers.Location is not { } location
            || response.RequestMessage?.RequestUri is not { } asked || !Uri.TryCreate(asked, location.OriginalString, out var to))
        {
            return null;
        }

        var plain = to.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        var setting = ProviderCard.Setting(provider, "BASE_URL");
        var ending = Endings.FirstOrDefault(ending => plain.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        return $"{response.ReasonPhrase}: it points to {plain}, and redirects are not followed ({(ending is null ? $"{setting} is to name the server's own address" : $"set {setting} to {plain[..^ending.Length]}")})";
    }

    /// <summary>What is told of a provider's words: without keys, and no more than a person reads. Cleaned before it is cut.</summary>
    public static string Short(string text, Redactor redactor)
    {
        var clean = redactor.Clean(text);
        return clean.Length > MostTold ? clean[..MostTold] + "..." : clean;
    }

    /// <summary>The beginning of a body that is no JSON.</summary>
    public static string Start(ReadOnlySpan<byte> body, Redactor redactor) => Short(Beginning(body), redactor);

    private static string Beginning(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, MostRead)]).ReplaceLineEndings(" ");

    private static CallFailure Failure(int status, string code, string message) => status switch
    {
        _ when Has(code, "content_filter", "content_policy", "safety") || (status == 400 && Has(message, "content management policy", "content filter", "content_filter")) => CallFailure.ContentFilter,
        402 => CallFailure.Quota,
        _ when Has(code, "insufficient_quota", "billing", "credit") || (status is 400 or 403 or 429 && Has(message, "credit balance", "exceeded your current quota", "insufficient credits")) => CallFailure.Quota,
        401 or 403 => CallFailure.Unauthorized,
        404 => CallFailure.UnknownModel,
        _ when Has(code, "model_not_found") => CallFailure.UnknownModel,
        429 => CallFailure.RateLimited,
        408 => CallFailure.TimedOut,
        409 or 425 or >= 500 => CallFailure.ServerError,
        _ => CallFailure.BadRequest,
    };

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An option is the fault only when the answer names it; a request can be wrong in other ways.</summary>
    private static string? OptionIn(string parameter, string message) =>
        Options.FirstOrDefault(pair => parameter.Contains(pair.Word, StringComparison.OrdinalIgnoreCase)).Option
        ?? Options.FirstOrDefault(pair => Has(message, $"'{pair.Word}'", $"\"{pair.Word}\"", $"`{pair.Word}`", $"{pair.Word}:", $"{pair.Word} ")).Option;

    /// <summary>{"error": {"message", "code", "type", "param"}}, {"error": "..."}, {"message": "..."}, {"detail": ...}, or the text as it is.</summary>
    private static (string Message, string Code, string Parameter) Error(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root is { ValueKind: JsonValueKind.Array } && root.GetArrayLength() > 0)
            {
                root = root[0];
            }

            var error = root.ValueKind is JsonValueKind.Object && root.TryGetProperty("error", out var inner) ? inner : root;
            if (error.ValueKind is JsonValueKind.Object)
            {
                var message = Text(error, "message");
                return (message.Length > 0 ? message : Text(error, "detail"), $"{Text(error, "code")} {Text(error, "type")} {Text(error, "status")}", Text(error, "param"));
            }

            return (error.ToString(), "", "");
        }
        catch (JsonException)
        {
            return (Beginning(body), "", "");
        }
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>Seconds, or a date; a date is held against the provider's own clock, not ours.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("retry-after-ms", out var exact) && double.TryParse(exact.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, int.MaxValue));
        }

        return response.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } then } when response.Headers.Date is { } now => then > now ? then - now : TimeSpan.Zero,
            _ => null,
        };
    }
}
