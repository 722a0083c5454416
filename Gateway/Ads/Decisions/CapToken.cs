using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// Counts for frequency caps, signed, in the reader's own storage: campaigns, periods and numbers, and nothing that tells
/// one reader from another. Who throws it away begins anew, who copies an old one sees a campaign more often; a cap is a
/// courtesy to readers, and nothing is billed by it.
/// </summary>
/// <remarks>
/// Text: <c>base64url(version, entries).base64url(first 16 bytes of HMAC-SHA256)</c>; an entry is 8 bytes campaign, 1
/// period, 4 since, 2 count, all big-endian. With 64 entries it has some 1,300 characters.
/// </remarks>
internal static class CapToken
{
    public const int LengthMax = 1_400;

    private const byte Version = 1;
    private const int EntryBytes = 15;
    private const int SignatureBytes = 16;

    private static ReadOnlySpan<byte> Purpose => "cap token\0"u8;

    /// <summary>Null when nothing is to be remembered.</summary>
    public static string? Write(CapCounts counts, ReadOnlySpan<byte> key, DateTimeOffset now)
    {
        if (counts.Entries.IsEmpty)
        {
            return null;
        }

        var payload = new List<byte> { Version };
        Span<byte> bytes = stackalloc byte[EntryBytes];
        foreach (var entry in counts.Entries)
        {
            if (entry.Counts(now))
            {
                BinaryPrimitives.WriteUInt64BigEndian(bytes, entry.Campaign);
                bytes[8] = (byte)entry.Period;
                BinaryPrimitives.WriteUInt32BigEndian(bytes[9..], entry.Since);
                BinaryPrimitives.WriteUInt16BigEndian(bytes[13..], entry.Count);
                payload.AddRange(bytes);
            }
        }

        byte[] all = [.. payload];
        return all.Length == 1 ? null : $"{Base64Url.EncodeToString(all)}.{Base64Url.EncodeToString(Sign(all, key))}";
    }

    /// <summary>Empty for no token, and for what was not signed with the key: a reader cannot make a campaign go away.</summary>
    public static CapCounts Read(string? text, ReadOnlySpan<byte> key)
    {
        if (text is not { Length: > 0 and <= LengthMax } || text.Split('.') is not [var payload, var signature]
            || !Base64Url.IsValid(payload) || !Base64Url.IsValid(signature))
        {
            return new CapCounts([]);
        }

        var bytes = Base64Url.DecodeFromChars(payload);
        return bytes.Length > 0 && bytes[0] == Version && (bytes.Length - 1) % EntryBytes == 0
            && CryptographicOperations.FixedTimeEquals(Sign(bytes, key), Base64Url.DecodeFromChars(signature))
                ? new CapCounts(bytes.Skip(1).Chunk(EntryBytes).Select(Entry))
                : new CapCounts([]);
    }

    private static CapEntry Entry(byte[] bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        (CapPeriod)bytes[8],
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9)),
        BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(13)));

    private static byte[] Sign(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> key) =>
        HMACSHA256.HashData(key, [.. Purpose, .. payload])[..SignatureBytes];
}
