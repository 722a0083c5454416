using System.Security.Cryptography;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// An HMAC-SHA256 that has taken in the key of the site for which this thread signed or checked last: taking it in anew for
/// each ticket costs as much as the ticket. A thread holds one.
/// </summary>
internal static class TicketMac
{
    [ThreadStatic]
    private static IncrementalHash? _mac;

    [ThreadStatic]
    private static byte[]? _key;

    /// <summary>Empty of data. For this thread, until it asks again.</summary>
    public static IncrementalHash Of(ReadOnlySpan<byte> key)
    {
        if (_mac is { } known && key.SequenceEqual(_key))
        {
            return known;
        }

        _mac?.Dispose();
        _key = key.ToArray();
        return _mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
    }
}
