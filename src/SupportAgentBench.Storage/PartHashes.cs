using System.Buffers.Binary;
using System.Globalization;
using SupportAgentBench.Calls;

namespace SupportAgentBench.Storage;

/// <summary>Hashes of parts as they stand in a store: in a row of bytes, and as 32 hex digits.</summary>
internal static class PartHashes
{
    public static UInt128 Of(string digits) => BinaryPrimitives.ReadUInt128BigEndian(Convert.FromHexString(digits));

    public static string Text(UInt128 hash) => hash.ToString("x32", CultureInfo.InvariantCulture);

    public static UInt128[] Read(byte[] row)
    {
        var hashes = new UInt128[row.Length / RequestPart.HashBytes];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt128BigEndian(row.AsSpan(i * RequestPart.HashBytes));
        }

        return hashes;
    }

    public static byte[] Write(IReadOnlyList<RequestPart> parts, int from)
    {
        var row = new byte[(parts.Count - from) * RequestPart.HashBytes];
        for (var i = from; i < parts.Count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(row.AsSpan((i - from) * RequestPart.HashBytes), parts[i].Hash);
        }

        return row;
    }
}
