using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>What the address of a campaign's page contains, signed with the site's ticket key.</summary>
/// <remarks>
/// <code>
/// version 1 | seconds since 1970 at which it ends 8 | site, campaign, link: length 1, text | tag 16
/// </code>
/// in base64url without padding. The tag is the first half of an HMAC-SHA256 over a label and everything before the tag;
/// the label keeps it apart from tickets and cap tokens, which the same key signs.
/// </remarks>
internal sealed record LinkToken(string Site, string Campaign, string Link, DateTimeOffset Until)
{
    /// <summary>Of the text. The longest that there can be, with three ids of 64 characters, has 294.</summary>
    public const int LengthMax = 320;

    private const byte Version = 1;
    private const int HeadBytes = 1 + 8;
    private const int TagBytes = 16;

    private static ReadOnlySpan<byte> Purpose => "campaign link\0"u8;

    /// <summary>What a text claims, with what it takes to check that; null for what has not the form. Nothing of it is true before <see cref="IsGenuine"/>.</summary>
    public static LinkToken? Read(string? text)
    {
        if (text is not { Length: > 0 and <= LengthMax })
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[LengthMax];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var length) == OperationStatus.Done && length >= HeadBytes + TagBytes
            ? Parse(bytes[..(length - TagBytes)])
            : null;
    }

    /// <summary>In constant time; the whole text is compared, so a link has one form only.</summary>
    public bool IsGenuine(string text, ReadOnlySpan<byte> key) => !key.IsEmpty
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(key)), Encoding.ASCII.GetBytes(text));

    public string Sign(ReadOnlySpan<byte> key)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        head[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(head[1..], Until.ToUnixTimeSeconds());
        byte[] payload = [.. head, .. Text(Site), .. Text(Campaign), .. Text(Link)];
        return Base64Url.EncodeToString([.. payload, .. HMACSHA256.HashData(key, [.. Purpose, .. payload])[..TagBytes]]);
    }

    private static LinkToken? Parse(ReadOnlySpan<byte> payload)
    {
        var until = BinaryPrimitives.ReadInt64BigEndian(payload[1..]);
        if (payload[0] != Version || until < 0 || until > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        var rest = payload[HeadBytes..];
        return Take(ref rest) is { } site && Take(ref rest) is { } campaign && Take(ref rest) is { } link && rest.IsEmpty
            ? new LinkToken(site, campaign, link, DateTimeOffset.FromUnixTimeSeconds(until))
            : null;
    }

    private static byte[] Text(string id) => [(byte)id.Length, .. Encoding.ASCII.GetBytes(id)];

    private static string? Take(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] > Identifier.LengthMax || rest.Length <= rest[0])
        {
            return null;
        }

        var id = Encoding.Latin1.GetString(rest.Slice(1, rest[0]));
        rest = rest[(1 + rest[0])..];
        return Identifier.IsValid(id) ? id : null;
    }
}
