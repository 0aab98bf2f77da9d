using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SupportAgentBench.Calls;

/// <summary>One part of a request: the seed, the tools, the form of the answer, or one message, as text.</summary>
public sealed class RequestPart
{
    public const int HashBytes = 16;

    private readonly Func<string> _body;

    private RequestPart(UInt128 hash, Func<string> body)
    {
        Hash = hash;
        _body = body;
    }

    /// <summary>The first 16 bytes of its SHA-256; equal parts are kept once.</summary>
    public UInt128 Hash { get; }

    public string Body => _body();

    public static RequestPart Of(string body) => Kept(HashOf(body), body);

    /// <summary>A part whose words are seldom asked for: they are made again then, and not held.</summary>
    public static RequestPart Of(Func<string> body) => new(HashOf(body()), body);

    public static RequestPart Kept(UInt128 hash, string body) => new(hash, () => body);

    private static UInt128 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static UInt128 HashOf(string body)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(body.Length));
        var hash = HashOf(bytes.AsSpan(0, Encoding.UTF8.GetBytes(body, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}

/// <summary>A request as it is compared, part by part.</summary>
public sealed record RequestPrint(IReadOnlyList<RequestPart> Parts)
{
    /// <summary>Where the messages begin: before them stand the seed, the tools and the form of the answer.</summary>
    public const int Messages = 3;

    /// <summary>The same question, word for word.</summary>
    public bool Same(RequestPrint asked) => Parts.Count == asked.Parts.Count && Shared(asked) == Parts.Count;

    /// <summary>How many parts both begin with.</summary>
    public int Shared(RequestPrint asked)
    {
        var most = Math.Min(Parts.Count, asked.Parts.Count);
        var same = 0;
        while (same < most && Parts[same].Hash == asked.Parts[same].Hash)
        {
            same++;
        }

        return same;
    }

    /// <summary>Where another request first differs from this one, with a few words from there on; null when they are the same.</summary>
    public string? FirstDifference(RequestPrint asked)
    {
        var i = Shared(asked);
        if (i == Parts.Count && i == asked.Parts.Count)
        {
            return null;
        }

        var (was, now) = (Parts.ElementAtOrDefault(i), asked.Parts.ElementAtOrDefault(i));
        var at = was is null || now is null ? 0 : SharedLetters(was.Body, now.Body);
        return $"{(i switch { 0 => "the seed", 1 => "the tools", 2 => "the form of the answer", _ => $"message {i - Messages + 1}" })}: recorded {Shown(was, at)}, asked now {Shown(now, at)}";
    }

    private static int SharedLetters(string a, string b)
    {
        var at = 0;
        while (at < a.Length && at < b.Length && a[at] == b[at])
        {
            at++;
        }

        return at;
    }

    private static string Shown(RequestPart? part, int at)
    {
        if (part is null)
        {
            return "nothing";
        }

        var start = Math.Max(0, at - 30);
        var words = part.Body.AsSpan(start, Math.Min(90, part.Body.Length - start));
        return $"\"{(start > 0 ? "..." : "")}{words}{(start + words.Length < part.Body.Length ? "..." : "")}\"";
    }
}
