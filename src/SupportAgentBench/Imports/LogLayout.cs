using System.Text.Json;

namespace SupportAgentBench.Imports;

/// <summary>How the conversations of a log are laid out.</summary>
internal enum LogLayout
{
    /// <summary>One a line. A broken line costs itself only.</summary>
    Lines,

    /// <summary>One behind the other, each over as many lines as it likes.</summary>
    Values,

    /// <summary>In an array, on one line or many.</summary>
    Array,
}

/// <summary>Tells by the beginning of a log how it is laid out.</summary>
internal static class LogLayouts
{
    public static LogLayout Of(ReadOnlySpan<byte> head)
    {
        var value = head.TrimStart(" \t\r\n"u8);
        var reader = new Utf8JsonReader(value, isFinalBlock: false, default);
        try
        {
            return Of(ref reader, value);
        }
        catch (JsonException e)
        {
            // A line that breaks off is told from broken JSON over many lines by what follows: another line that begins at its very beginning.
            var place = value[(int)reader.BytesConsumed..].TrimStart(" \t\r\n"u8);
            return e.LineNumber == 0 || (e.BytePositionInLine == 0 && !place.IsEmpty && place[0] is (byte)'{' or (byte)'[') ? LogLayout.Lines : LogLayout.Values;
        }
    }

    private static LogLayout Of(ref Utf8JsonReader reader, ReadOnlySpan<byte> value)
    {
        var isArray = value.StartsWith("["u8);
        while (reader.Read())
        {
            var isList = isArray ? IsListOfConversations(reader) : false;
            if (isList is true)
            {
                return LogLayout.Array;
            }

            isArray &= isList is null;
            if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return value[..(int)reader.BytesConsumed].Contains((byte)'\n') ? LogLayout.Values : LogLayout.Lines;
            }
        }

        return isArray ? LogLayout.Array : value.Contains((byte)'\n') ? LogLayout.Values : LogLayout.Lines;
    }

    /// <summary>An array holds conversations, or the messages of one; null when this token does not tell.</summary>
    private static bool? IsListOfConversations(in Utf8JsonReader reader) => (reader.CurrentDepth, reader.TokenType) switch
    {
        (0, JsonTokenType.StartArray) or (1, JsonTokenType.StartObject) => null,
        (0 or 1, _) => true,
        (2, JsonTokenType.PropertyName) when reader.ValueTextEquals("role"u8) || reader.ValueTextEquals("content"u8) => false,
        (2, JsonTokenType.PropertyName) when reader.ValueTextEquals("messages"u8) || reader.ValueTextEquals("traj"u8) => true,
        _ => null,
    };
}
