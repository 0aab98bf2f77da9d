using System.Buffers;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using static OpenAI.Chat.MicrosoftExtensionsAIChatExtensions;

namespace SupportAgentBench.Providers.Wire;

/// <summary>
/// Writes requests of OpenAI's protocol for one model: tool arguments as they were written, whatever they are, and what the provider wants back.
/// Tools and the form of the answer are made by the chat library, once.
/// </summary>
internal sealed class OpenAiRequest(string model, ProviderCard card)
{
    private const int Frame = 512;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly JsonEncodedText _most = JsonEncodedText.Encode(card.MaxTokens);
    private Func<ChatMessage, byte[]>? _written;
    private Made<IReadOnlyList<AITool>> _tools = new([], []);
    private Made<ChatResponseFormat?> _form = new(null, []);

    public RequestBody Body(IEnumerable<ChatMessage> messages, ChatOptions options)
    {
        var written = messages.Select(message => LastingMessage.Made(message, this, _written ??= Written)).ToList();
        var (tools, form) = (options.Tools is { Count: > 0 } asked ? Tools(asked) : [], options.ResponseFormat is { } format ? Form(format, options) : []);
        var body = new RequestBody(Frame + tools.Length + form.Length + written.Sum(message => message.Length + 1));
        using var json = new Utf8JsonWriter(body, Plain);
        json.WriteStartObject();
        Options(json, options);
        json.WriteString("model"u8, model);
        Raw(json, "response_format"u8, form);
        Raw(json, "tools"u8, tools);
        json.WriteStartArray("messages"u8);
        foreach (var message in written)
        {
            Raw(json, message);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body;
    }

    private void Options(Utf8JsonWriter json, ChatOptions options)
    {
        if (options.MaxOutputTokens is { } most)
        {
            json.WriteNumber(_most, most);
        }

        if (options.Temperature is { } temperature)
        {
            json.WriteNumber("temperature"u8, temperature);
        }

        if (options.Seed is { } seed)
        {
            json.WriteNumber("seed"u8, seed);
        }

        if (options.Reasoning?.Effort is { } effort)
        {
            json.WriteString("reasoning_effort"u8, effort is ReasoningEffort.ExtraHigh ? "xhigh" : effort.ToString().ToLowerInvariant());
        }
    }

    /// <summary>The list is another in every call, the tools are the same.</summary>
    private byte[] Tools(IList<AITool> asked)
    {
        var tools = _tools;
        if (!tools.Of.SequenceEqual(asked))
        {
            tools = _tools = new([.. asked], Encoding.UTF8.GetBytes($"[{string.Join(',', asked.OfType<AIFunctionDeclaration>().Select(tool => ModelReaderWriter.Write(tool.AsOpenAIChatTool())))}]"));
        }

        return tools.Bytes;
    }

    private byte[] Form(ChatResponseFormat format, ChatOptions options)
    {
        var form = _form;
        if (!ReferenceEquals(form.Of, format))
        {
            form = _form = new(format, ModelReaderWriter.Write(format.AsOpenAIChatResponseFormat(options)!).ToArray());
        }

        return form.Bytes;
    }

    /// <summary>A message may be several of the protocol: each result of a tool is one.</summary>
    private byte[] Written(ChatMessage message)
    {
        var scratch = Scratch.Taken();
        var json = scratch.Json;
        var results = message.Contents.OfType<FunctionResultContent>().ToList();
        if (results.Count > 0)
        {
            results.ForEach(result => Result(json, result));
        }
        else
        {
            Message(json, message);
        }

        return scratch.Written();
    }

    private static void Result(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "tool"u8);
        json.WriteString("tool_call_id"u8, result.CallId);
        json.WriteString("content"u8, result.Result as string ?? $"{result.Result}");
        json.WriteEndObject();
    }

    private void Message(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        var texts = message.Contents.OfType<TextContent>().Select(content => content.Text).ToList();
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        if (calls.Count > 0)
        {
            if (string.Concat(texts) is { Length: > 0 } aloud)
            {
                json.WriteString("content"u8, aloud);
            }

            Calls(json, calls, [.. message.Contents.OfType<TextReasoningContent>()]);
        }
        else if (texts is [var only])
        {
            json.WriteString("content"u8, only);
        }
        else
        {
            json.WriteStartArray("content"u8);
            texts.ForEach(text => Text(json, text));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    /// <summary>With the parts that the provider sealed: some stand beside the calls, some within one.</summary>
    private void Calls(Utf8JsonWriter json, List<FunctionCallContent> calls, List<TextReasoningContent> thoughts)
    {
        var kept = thoughts.Select(thought => thought.ProtectedData).OfType<string>().SelectMany(data => JsonElement.Parse(data).EnumerateObject()).DistinctBy(part => part.Name).ToList();
        json.WriteStartArray("tool_calls"u8);
        foreach (var (index, call) in calls.Index())
        {
            json.WriteStartObject();
            json.WriteString("id"u8, call.CallId);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, call.ArgumentsAsWritten());
            json.WriteEndObject();
            foreach (var part in kept.Where(part => part.Name == OpenAiAnswer.CallParts && index < part.Value.GetArrayLength()).SelectMany(part => part.Value[index].EnumerateObject()))
            {
                part.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        foreach (var part in kept.Where(part => part.Name != OpenAiAnswer.CallParts))
        {
            part.WriteTo(json);
        }

        if (card.PassesBack.Contains(OpenAiAnswer.Reasoning) && kept.TrueForAll(part => part.Name != OpenAiAnswer.Reasoning)
            && string.Concat(thoughts.Where(thought => thought.ProtectedData is null).Select(thought => thought.Text)) is { Length: > 0 } told)
        {
            json.WriteString(OpenAiAnswer.Reasoning, told);
        }
    }

    private static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> name, byte[] value)
    {
        if (value.Length > 0)
        {
            json.WritePropertyName(name);
            Raw(json, value);
        }
    }

    /// <summary>Made by us or by the library: there is nothing to check.</summary>
    private static void Raw(Utf8JsonWriter json, byte[] value) => json.WriteRawValue(value, skipInputValidation: true);

    private sealed record Made<T>(T Of, byte[] Bytes);

    /// <summary>What a thread writes a message in, before it is as long as it is.</summary>
    private sealed class Scratch
    {
        private const int Usual = 4096, MostKept = 256 * 1024;

        [ThreadStatic]
        private static Scratch? _ofThread;

        private readonly ArrayBufferWriter<byte> _bytes = new(Usual);

        private Scratch() => Json = new(_bytes, Plain);

        public Utf8JsonWriter Json { get; }

        public static Scratch Taken()
        {
            if (_ofThread is not { _bytes.Capacity: <= MostKept } scratch)
            {
                return _ofThread = new();
            }

            scratch._bytes.ResetWrittenCount();
            scratch.Json.Reset();
            return scratch;
        }

        public byte[] Written()
        {
            Json.Flush();
            return _bytes.WrittenSpan.ToArray();
        }
    }
}
