using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SupportAgentBench.Transcripts;

/// <summary>The stored form: JSON lines, the header first, then one event a line.</summary>
public static class TranscriptJson
{
    private const int Usual = 32 * 1024;

    private static readonly TranscriptContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter<Desks.ChangeKind>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<Calls.ModelRole>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<ThoughtKind>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<ErrorOwner>(JsonNamingPolicy.SnakeCaseLower), new JsonStringEnumConverter<TerminationReason>(JsonNamingPolicy.SnakeCaseLower) },
    });

    public static string Write(Transcript transcript) => Encoding.UTF8.GetString(WriteBytes(transcript).Span);

    public static ReadOnlyMemory<byte> WriteBytes(Transcript transcript)
    {
        var lines = new ArrayBufferWriter<byte>(Usual);
        using var json = new Utf8JsonWriter(lines, new() { Encoder = Context.Options.Encoder, SkipValidation = true });
        Line(transcript.Header, Context.TranscriptHeader);
        foreach (var happened in transcript.Events)
        {
            Line(happened, Context.TranscriptEvent);
        }

        return lines.WrittenMemory;

        void Line<T>(T value, JsonTypeInfo<T> info)
        {
            JsonSerializer.Serialize(json, value, info);
            json.Reset();
            lines.Write("\n"u8);
        }
    }

    /// <exception cref="FormatException">The text is not a transcript of a format that is known; the message names the line.</exception>
    public static Transcript Read(string text)
    {
        TranscriptHeader? header = null;
        var events = new List<TranscriptEvent>();
        var number = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            number++;
            try
            {
                if (header is null)
                {
                    header = JsonSerializer.Deserialize(line, Context.TranscriptHeader) ?? throw new FormatException("the header is empty");
                    if (!TranscriptHeader.KnownFormats.Contains(header.Format))
                    {
                        throw new FormatException($"the format is '{header.Format}'; this version reads {string.Join(" and ", TranscriptHeader.KnownFormats)}");
                    }
                }
                else
                {
                    events.Add(JsonSerializer.Deserialize(line, Context.TranscriptEvent) ?? throw new FormatException($"line {number} is empty"));
                }
            }
            catch (JsonException e)
            {
                throw new FormatException($"line {number} is not readable: {e.Message}", e);
            }
        }

        return header is null || events is not [.., TranscriptEvent.Ended]
            ? throw new FormatException("the transcript has no end: it was cut off")
            : new(header, events);
    }
}

[JsonSerializable(typeof(TranscriptHeader))]
[JsonSerializable(typeof(TranscriptEvent))]
internal sealed partial class TranscriptContext : JsonSerializerContext;
