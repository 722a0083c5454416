using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// What a decision gave to a page, signed. It names things and carries no address: whatever somebody makes of a ticket, it
/// leads only where the campaign leads. It can be repeated as often as somebody likes: its lease and number count once.
/// </summary>
/// <remarks>
/// <code>
/// version 1 | lease 8 | number 4 | milliseconds since 1970 8 | decision 16 | site, slot, campaign, shown: length 1, text | tag 16
/// </code>
/// in base64url without padding. The tag is the first half of an HMAC-SHA256 with the site's ticket key, over a label and
/// everything before the tag; the label keeps it apart from whatever else the key may sign.
/// </remarks>
internal sealed record AdTicket
{
    /// <summary>Of the text. The longest that there can be, with four ids of 64 characters, has 418.</summary>
    public const int LengthMax = 512;

    public const int TagBytes = 16;

    private const byte Version = 2;
    private const int HeadBytes = 1 + 8 + 4 + 8 + 16;
    private const int BytesMax = HeadBytes + (4 * (1 + Identifier.LengthMax)) + TagBytes;

    public required string Site { get; init; }

    public required string Slot { get; init; }

    public required string Campaign { get; init; }

    /// <summary>The creative with the version of its content.</summary>
    public required string Shown { get; init; }

    public required DecisionId Decision { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long Lease { get; init; }

    /// <summary>Of the lease, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>What a text claims to be; null for what is no ticket. Nothing of it is true before <see cref="TicketClaim.IsGenuine"/>.</summary>
    public static TicketClaim? Read(string text)
    {
        if (text.Length is 0 or > LengthMax)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[LengthMax];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done
            || length < HeadBytes + TagBytes || !IsExactly(text, bytes[..length]))
        {
            return null;
        }

        var payload = bytes[..(length - TagBytes)];
        return Parse(payload) is { } ticket ? new TicketClaim(ticket, payload.ToArray(), bytes[(length - TagBytes)..length].ToArray()) : null;
    }

    /// <summary>Null unless the text was signed with the key.</summary>
    public static AdTicket? Verify(string text, ReadOnlySpan<byte> key) => Read(text) is { } claim && claim.IsGenuine(key) ? claim.Ticket : null;

    public string Sign(ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[BytesMax];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], Lease);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[9..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[13..], At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[21..], Decision.Run);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[29..], Decision.Number);
        var length = HeadBytes;
        foreach (var id in (ReadOnlySpan<string>)[Site, Slot, Campaign, Shown])
        {
            if (!Identifier.IsValid(id))
            {
                throw new InvalidOperationException($"'{id}' is no id, and a ticket can hold nothing else.");
            }

            bytes[length] = (byte)id.Length;
            length += 1 + Encoding.ASCII.GetBytes(id, bytes[(length + 1)..]);
        }

        Tag(key, bytes[..length], bytes.Slice(length, TagBytes));
        return Base64Url.EncodeToString(bytes[..(length + TagBytes)]);
    }

    internal static void Tag(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload, Span<byte> tag)
    {
        var mac = TicketMac.Of(key);
        mac.AppendData("sokbo ad ticket"u8);
        mac.AppendData(payload);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        mac.GetHashAndReset(hash);
        hash[..TagBytes].CopyTo(tag);
    }

    /// <summary>Decoders overlook white space and spare bits, and a ticket has one form only: no copy of it looks different.</summary>
    private static bool IsExactly(string text, ReadOnlySpan<byte> bytes)
    {
        Span<char> again = stackalloc char[LengthMax];
        return Base64Url.TryEncodeToChars(bytes, again, out var length) && text.AsSpan().SequenceEqual(again[..length]);
    }

    private static AdTicket? Parse(ReadOnlySpan<byte> payload)
    {
        var number = BinaryPrimitives.ReadInt32LittleEndian(payload[9..]);
        var at = BinaryPrimitives.ReadInt64LittleEndian(payload[13..]);
        if (payload[0] != Version || number < 0 || at < 0 || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        var rest = payload[HeadBytes..];
        if (!TryTakeId(ref rest, out var site) || !TryTakeId(ref rest, out var slot)
            || !TryTakeId(ref rest, out var campaign) || !TryTakeId(ref rest, out var shown) || !rest.IsEmpty)
        {
            return null;
        }

        return new AdTicket
        {
            Site = site,
            Slot = slot,
            Campaign = campaign,
            Shown = shown,
            Decision = new DecisionId(BinaryPrimitives.ReadUInt64LittleEndian(payload[21..]), BinaryPrimitives.ReadInt64LittleEndian(payload[29..])),
            At = DateTimeOffset.FromUnixTimeMilliseconds(at),
            Lease = BinaryPrimitives.ReadInt64LittleEndian(payload[1..]),
            Number = number,
        };
    }

    private static bool TryTakeId(ref ReadOnlySpan<byte> rest, out string id)
    {
        id = "";
        if (rest.IsEmpty || rest[0] > Identifier.LengthMax || rest.Length <= rest[0])
        {
            return false;
        }

        // Latin 1 maps every byte to one character, so that nothing is lost before the check.
        id = Encoding.Latin1.GetString(rest.Slice(1, rest[0]));
        rest = rest[(1 + rest[0])..];
        return Identifier.IsValid(id);
    }
}
