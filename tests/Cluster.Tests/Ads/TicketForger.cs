using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Sokbo.Cluster.Tests.Ads;

/// <summary>
/// Makes of the tickets that a page was given others that nobody has given: what somebody would send who wants a campaign to
/// pay for more, or for another place, than what was shown. Every one names a campaign that there is, so that it is counted
/// as forged there, and every one would be billed by a server that does not look at the signature.
/// </summary>
/// <remarks>Of a ticket: version 1, lease 8, number 4, time 8, decision 16; slot, campaign and others; signature 16.</remarks>
internal static class TicketForger
{
    private const int LeaseAt = 1;
    private const int NumberAt = 9;
    private const int TimeAt = 13;
    private const int SignatureBytes = 16;

    /// <summary>Kinds of forgeries.</summary>
    public const int Kinds = 6;

    /// <summary>The kind that names the campaign of the other ticket.</summary>
    public const int Swapped = 4;

    /// <summary>When a ticket says that it was given out.</summary>
    public static DateTimeOffset TimeOf(string ticket) =>
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(Base64Url.DecodeFromChars(ticket).AsSpan(TimeAt)));

    /// <summary>A forgery of one kind.</summary>
    /// <param name="kind">From 0 to <see cref="Kinds"/>, without it.</param>
    /// <param name="ticket">A genuine ticket.</param>
    /// <param name="other">Another one, of any slot and campaign of the site.</param>
    /// <param name="random">What is changed, and by how much.</param>
    public static string Forge(int kind, string ticket, string other, Random random)
    {
        var bytes = Base64Url.DecodeFromChars(ticket);
        var place = bytes.AsSpan();
        switch (kind)
        {
            case 0:
                // The signature itself: one bit of it.
                place[^(1 + random.Next(SignatureBytes))] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                // Another number of the same lease.
                BinaryPrimitives.WriteInt32LittleEndian(place[NumberAt..], BinaryPrimitives.ReadInt32LittleEndian(place[NumberAt..]) + 1 + random.Next(3));
                break;
            case 2:
                // The next lease, whatever was given out of it.
                BinaryPrimitives.WriteInt64LittleEndian(place[LeaseAt..], BinaryPrimitives.ReadInt64LittleEndian(place[LeaseAt..]) + 1);
                break;
            case 3:
                // One that has expired, given out anew.
                BinaryPrimitives.WriteInt64LittleEndian(place[TimeAt..], BinaryPrimitives.ReadInt64LittleEndian(place[TimeAt..]) + 86_400_000);
                break;
            case Swapped:
                // What another slot or campaign was given, under this signature.
                return ticket == other
                    ? Forge(0, ticket, other, random)
                    : Base64Url.EncodeToString([.. Base64Url.DecodeFromChars(other)[..^SignatureBytes], .. place[^SignatureBytes..]]);
            default:
                // Signed with a key that the forger has made up.
                HMACSHA256.HashData("a key"u8, place[..^SignatureBytes]).AsSpan(0, SignatureBytes).CopyTo(place[^SignatureBytes..]);
                break;
        }

        return Base64Url.EncodeToString(bytes);
    }
}
