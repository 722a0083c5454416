using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// What a decision gave to a page, signed. It names things and carries no address: whatever somebody makes of a ticket, it
/// leads only where the campaign leads.
/// </summary>
internal sealed record AdTicket
{
    public const int LengthMax = 1_024;

    private const string Version = "1";
    private const int PartCount = 7;

    public required string Site { get; init; }

    public required string Slot { get; init; }

    public required string Campaign { get; init; }

    /// <summary>The creative with the version of its content.</summary>
    public required string Shown { get; init; }

    public required string Decision { get; init; }

    public required DateTimeOffset At { get; init; }

    public string Sign(ReadOnlySpan<byte> key)
    {
        var text = string.Join(
            '|', Version, Site, Slot, Campaign, Shown, Decision, At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        var bytes = Encoding.UTF8.GetBytes(text);
        return $"{Base64Url.EncodeToString(bytes)}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, bytes))}";
    }

    /// <summary>The site that a ticket claims to be of, whose key can tell whether it is true; null for what is no ticket.</summary>
    public static string? ClaimedSite(string text) => Split(text) is { } parts && Parse(parts.Payload) is { } ticket ? ticket.Site : null;

    /// <summary>Null unless the ticket was signed with the key.</summary>
    public static AdTicket? Verify(string text, ReadOnlySpan<byte> key) =>
        Split(text) is { } parts && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, parts.Payload), parts.Signature)
            ? Parse(parts.Payload)
            : null;

    private static (byte[] Payload, byte[] Signature)? Split(string text)
    {
        if (text.Length > LengthMax || text.Split('.') is not [var payload, var signature] || !Base64Url.IsValid(payload) || !Base64Url.IsValid(signature))
        {
            return null;
        }

        return (Base64Url.DecodeFromChars(payload), Base64Url.DecodeFromChars(signature));
    }

    private static AdTicket? Parse(byte[] payload)
    {
        var parts = Encoding.UTF8.GetString(payload).Split('|');
        if (parts.Length != PartCount || parts[0] != Version || !parts[1..6].All(Identifier.IsValid)
            || !long.TryParse(parts[6], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        return new AdTicket
        {
            Site = parts[1],
            Slot = parts[2],
            Campaign = parts[3],
            Shown = parts[4],
            Decision = parts[5],
            At = DateTimeOffset.FromUnixTimeMilliseconds(at),
        };
    }
}
