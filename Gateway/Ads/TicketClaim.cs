using System.Security.Cryptography;

namespace Sokbo.Gateway.Ads;

/// <summary>A text that looks like a ticket. Its site says which key can tell whether it is one.</summary>
internal sealed class TicketClaim(AdTicket ticket, byte[] payload, byte[] tag)
{
    /// <summary>What it says of itself. Whoever made it wrote that.</summary>
    public AdTicket Ticket => ticket;

    /// <summary>Whether it was signed with the key. An empty key signs nothing.</summary>
    public bool IsGenuine(ReadOnlySpan<byte> key)
    {
        Span<byte> expected = stackalloc byte[AdTicket.TagBytes];
        AdTicket.Tag(key, payload, expected);
        return !key.IsEmpty & CryptographicOperations.FixedTimeEquals(expected, tag);
    }
}
