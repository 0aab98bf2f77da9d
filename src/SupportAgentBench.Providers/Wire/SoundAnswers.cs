using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers.Wire;

/// <summary>
/// Where answers of providers come in, whatever client asked: reads the whole body within bounds, and turns everything that is not a JSON
/// answer into a failure with a name. The vendors' clients above it only ever see sound answers.
/// </summary>
internal sealed class SoundAnswers(HttpMessageHandler inner, string provider, Redactor redactor) : DelegatingHandler(inner)
{
    /// <summary>An answer of a chat model is some kilobytes; what is longer than this is not one.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        byte[] body;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            body = await BodyAsync(response.Content, cancellationToken);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw new CallFailedException(IsNobodyThere(e) ? CallFailure.NobodyThere : CallFailure.Unreachable, redactor.Clean($"{provider}: {Innermost(e).Message}"), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CallFailedException(CallFailure.Garbled, redactor.Clean($"{provider}: the answer broke off: {Innermost(e).Message}"), e);
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw Refusal.Of(provider, response, body, redactor);
            }
        }

        if (!IsJson(body))
        {
            using (response)
            {
                throw new CallFailedException(CallFailure.Garbled,
                    $"{provider}: the answer is not JSON ({response.Content.Headers.ContentType?.MediaType ?? "no content type"}, {body.Length} bytes): {Refusal.Start(body, redactor)}");
            }
        }

        // Gateways report failures of the provider behind them with 200.
        if (body.AsSpan().IndexOf("\"error\""u8) >= 0 && Refusal.InSuccess(provider, response, body, redactor) is { } hidden)
        {
            response.Dispose();
            throw hidden;
        }

        response.Content.Dispose();
        response.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return response;
    }

    private static bool IsNobodyThere(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.NameResolutionError || Innermost(e) is SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    private static async Task<byte[]> BodyAsync(HttpContent content, CancellationToken cancellation)
    {
        await content.LoadIntoBufferAsync(MostBytes, cancellation);
        var body = await content.ReadAsByteArrayAsync(cancellation);

        // Some servers put the mark of UTF-8 before their JSON.
        return body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body;
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Exception Innermost(Exception e) => e.InnerException is null ? e : Innermost(e.InnerException);
}
