using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using SupportAgentBench.Files;

namespace SupportAgentBench.Wording;

/// <summary>
/// By what the result of a call that writes shows that nothing was written. In a record that comes back whole, a false or a failure may be of
/// something else: keys count where they are of the call's own matter.
/// </summary>
/// <param name="Harmless">What sounds like a no and is none: it is taken out before a text is cut into sentences.</param>
/// <param name="Texts">What a sentence says then.</param>
/// <param name="Done">What a sentence says that tells that all went well, whatever the call was for.</param>
/// <param name="Reports">What a sentence says that tells a deed and says no no: "Deposit released".</param>
/// <param name="Messages">Last words of keys whose text is read as sentences.</param>
/// <param name="Remarks">Last words of keys whose text is read so where little stands beside it: in a record they are of anything.</param>
/// <param name="Filled">Words of keys that say what went wrong, unless they are empty.</param>
/// <param name="False">Keys that say so by being false.</param>
/// <param name="Weak">Keys that say so by being false, unless a state beside them says that it was done: approved, completed.</param>
/// <param name="True">Keys that say so by being true.</param>
/// <param name="Status">Last words of keys whose value tells: a word of failure, or a number from 400 to 599.</param>
/// <param name="Words">Words of failure.</param>
/// <param name="Beside">Words that keys may have beside, whatever they are about.</param>
/// <param name="Inside">Keys under which a result stands inside another.</param>
/// <param name="Yes">Texts that are as good as true.</param>
/// <param name="No">Texts that are as good as false.</param>
public sealed partial record RefusalWords(
    Patterns Harmless, Patterns Texts, Patterns Done, Patterns Reports, FrozenSet<string> Messages, FrozenSet<string> Remarks, FrozenSet<string> Filled, FrozenSet<string> False, FrozenSet<string> Weak, FrozenSet<string> True,
    FrozenSet<string> Status, FrozenSet<string> Words, FrozenSet<string> Beside, FrozenSet<string> Inside, FrozenSet<string> Yes, FrozenSet<string> No)
{
    /// <summary>What went wrong stands at the beginning; a long result is not searched to its end.</summary>
    private const int Beginning = 400;

    private const int Deepest = 4;

    // Of how many keys an object is at most, so that what stands in it is the answer and no part of a record: another object, a remark, a message.
    private const int MostBesideObject = 2;
    private const int MostBesideRemark = 4;
    private const int MostBesideMessage = 6;

    private const int MostInState = 4;

    private const int LeastStem = 5;

    /// <summary>In the order in which they overrule each other: an error beside a state that says done counts, a remark that sounds like a no does not.</summary>
    private enum Says
    {
        Nothing,
        No,
        Done,
        Failed,
    }

    public bool Refuse(string result, Attempt of)
    {
        var text = result.AsSpan().TrimStart();
        return (text is ['{' or '[' or '"' or 'f', ..] && Json(result, of) is { } told ? told : Read(result, of)) is Says.No or Says.Failed;
    }

    /// <summary>The first sentence that says yes or no decides: what follows explains.</summary>
    private Says Read(string text, Attempt of)
    {
        var beginning = text.AsSpan().TrimStart();
        foreach (var sentence in Sentence().Split(Harmless.Blank(beginning[..Math.Min(beginning.Length, Beginning)].ToString())))
        {
            if (ReadSentence(sentence, of) is not Says.Nothing and var says)
            {
                return says;
            }
        }

        return Says.Nothing;
    }

    private Says ReadSentence(string sentence, Attempt of)
    {
        if (Done.In(sentence))
        {
            return Says.Done;
        }

        var no = Texts.First(sentence)?.Index;
        var done = Word().Matches(sentence).FirstOrDefault(word => of.Outcomes.Contains(NameParts.Plain(word.Value)))?.Index;
        return no is null ? (done is not null || Reports.In(sentence) ? Says.Done : Says.Nothing) : no >= done ? Says.Done : Says.No;
    }

    /// <summary>Null when the text only looks like JSON.</summary>
    private Says? Json(string result, Attempt of)
    {
        try
        {
            using var json = JsonDocument.Parse(HalfCharacters.Mended(result));
            return Read(json.RootElement, of, 0);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A list of several records is no answer to a call that failed; of other lists the first entry is looked at.</summary>
    private Says Read(JsonElement value, Attempt of, int depth) => value.ValueKind switch
    {
        _ when depth > Deepest => Says.Nothing,
        JsonValueKind.False when depth == 0 => Says.No,
        JsonValueKind.Object => Read([.. value.EnumerateObject()], of, depth),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0] is var first => first.ValueKind switch
        {
            JsonValueKind.Object when first.TryGetProperty("text", out var piece) => Read(piece, of, depth + 1),
            JsonValueKind.Object when value.GetArrayLength() == 1 => Read(first, of, depth + 1),
            JsonValueKind.String => Read(first.GetString()!, of),
            _ => Says.Nothing,
        },
        JsonValueKind.String when value.GetString() is { } text && !of.Told.Contains(text.Trim()) => text.AsSpan().TrimStart() is ['{', ..] && Json(text, of) is { } told ? told : Read(text, of),
        _ => Says.Nothing,
    };

    private Says Read(JsonProperty[] all, Attempt of, int depth) => all.Select(property => Read(property, of, depth, all.Length)).DefaultIfEmpty().Max();

    private Says Read(JsonProperty property, Attempt of, int depth, int beside)
    {
        var parts = NameParts.PlainInOrder(property.Name);
        if (parts.Count == 0)
        {
            return Says.Nothing;
        }

        var key = string.Join('_', parts);
        var value = property.Value;
        var isOwn = parts.TrueForAll(part => IsOwn(part, of));
        var isStatus = isOwn && Status.Contains(parts[^1]);
        var isState = isStatus || (parts.Count == 1 && of.Verbs.Any(verb => IsAlike(parts[0], verb)));
        if ((isOwn && parts.Exists(Filled.Contains) && IsFilled(value))
            || (True.Contains(key) && IsYes(value))
            || (IsNo(value) && !of.Set.Contains(Attempt.Setting(parts, value.ToString())) && (False.Contains(key) || (isOwn && IsOutcome(parts, value, of, beside) && !Weak.Contains(key))))
            || (isState && IsFailure(value, of)) || (isStatus && IsFailureCode(value, of)))
        {
            return Says.Failed;
        }

        if ((IsYes(value) && (False.Contains(key) || (isOwn && parts.Exists(of.Outcomes.Contains)))) || (isState && State(value).Exists(of.Outcomes.Contains)))
        {
            return Says.Done;
        }

        if (beside <= MostBesideMessage && ((Weak.Contains(key) && IsNo(value)) || (value.ValueKind is JsonValueKind.Null && parts.Count == 2 && of.Brings.Contains(parts[0]))))
        {
            return Says.No;
        }

        var isRead = Inside.Contains(key) || value.ValueKind switch
        {
            JsonValueKind.String => isOwn && ((beside <= MostBesideMessage && Messages.Contains(parts[^1])) || (beside <= MostBesideRemark && Remarks.Contains(parts[^1]))),
            JsonValueKind.Object => beside <= MostBesideObject || parts.TrueForAll(part => IsNamed(part, of)),
            JsonValueKind.Array => beside <= MostBesideObject && isOwn && value.EnumerateArray().All(entry => entry.ValueKind is JsonValueKind.String),
            _ => false,
        };
        return isRead ? Read(value, of, depth + 1) : Says.Nothing;
    }

    /// <summary>"booked": false tells of a call that books, and "reset": false of one that resets. In a record that comes back whole a word of other calls tells nothing.</summary>
    private static bool IsOutcome(List<string> parts, JsonElement value, Attempt of, int beside) =>
        parts.Exists((beside <= MostBesideMessage ? of.Possible : of.Brings).Contains) || (parts.Count == 1 && of.Verbs.Contains(parts[0]) && value.ValueKind is JsonValueKind.False);

    private bool IsFailure(JsonElement value, Attempt of) =>
        !of.Told.Contains(value.ToString()) && State(value).Exists(word => Words.Contains(word) && !of.Own.Contains(word) && !of.Outcomes.Contains(word));

    private static bool IsFailureCode(JsonElement value, Attempt of) => !of.Told.Contains(value.ToString()) && int.TryParse(value.ToString(), out var code) && code is >= 400 and < 600;

    /// <summary>What a key of the call's own answer may be made of.</summary>
    private bool IsOwn(string part, Attempt of) =>
        Beside.Contains(part) || of.Possible.Contains(part) || Filled.Contains(part) || Status.Contains(part) || Messages.Contains(part) || Remarks.Contains(part) || IsNamed(part, of);

    private static bool IsNamed(string part, Attempt of) => of.Own.Contains(part) || of.Own.Any(own => IsAlike(part, own));

    /// <summary>Of the same stem: orders and order, cancellation and cancel.</summary>
    private static bool IsAlike(string one, string other) =>
        one.AsSpan().CommonPrefixLength(other) is var same && (same >= LeastStem || (same == Math.Min(one.Length, other.Length) && Math.Abs(one.Length - other.Length) <= 1));

    /// <summary>"Refund issued" is a state; a remark of many words is none.</summary>
    private static List<string> State(JsonElement value) => value.ValueKind is JsonValueKind.String && NameParts.PlainInOrder(value.GetString()!) is { Count: <= MostInState } words ? words : [];

    private bool IsYes(JsonElement value) => value.ValueKind is JsonValueKind.True || IsOneOf(value, Yes);

    private bool IsNo(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False => true,
        JsonValueKind.Number => value.TryGetDecimal(out var number) && number == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => IsOneOf(value, No),
    };

    private bool IsFilled(JsonElement value) => ErrorWords.IsFilled(value) && !IsOneOf(value, No);

    private static bool IsOneOf(JsonElement value, FrozenSet<string> words) => value.ValueKind is JsonValueKind.String && words.Contains(NameParts.Plain(value.GetString()!.Trim()));

    [GeneratedRegex(@"(?<=[.!?;:])\s+|[\r\n]+|</?(?!html)\w[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
