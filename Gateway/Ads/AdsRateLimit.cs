using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// A token bucket for each address, of a bounded number: addresses are spread over them by a hash that differs with every
/// process, so that nobody can aim at a neighbour.
/// </summary>
/// <remarks>
/// A bucket is one number, the moment at which it is full again: taking moves it on by what one request costs, and a bucket
/// that would be full only later than a whole burst from now is empty. So there is nothing to fill, to tidy or to lock.
/// </remarks>
internal sealed class AdsRateLimit
{
    public const string Surface = "ads";

    private readonly TimeProvider _time;
    private readonly long[] _fullAt;
    private readonly long _cost;
    private readonly long _burst;

    public AdsRateLimit(IOptions<AdsOptions> options, TimeProvider time)
    {
        _time = time;
        _fullAt = new long[options.Value.BucketsMax];
        _cost = Math.Max(1, time.TimestampFrequency / options.Value.RequestsPerSecond);
        _burst = _cost * options.Value.BurstMax;
    }

    /// <summary>False when the address has asked too often; the answer is then complete but for its words.</summary>
    public bool Admits(HttpContext context)
    {
        if (Take(context.Connection.RemoteIpAddress) is not { } wait)
        {
            return true;
        }

        RateLimitRefusal.Refuse(context.Response, Surface, wait);
        return false;
    }

    /// <returns>Null, or how long it takes until the bucket has what a request costs.</returns>
    public TimeSpan? Take(IPAddress? address)
    {
        ref var fullAt = ref _fullAt[(uint)Hash(address) % (uint)_fullAt.Length];
        var now = _time.GetTimestamp();
        var known = Volatile.Read(ref fullAt);
        while (true)
        {
            var next = Math.Max(known, now) + _cost;
            if (next - now > _burst)
            {
                return _time.GetElapsedTime(now + _burst, next);
            }

            var found = Interlocked.CompareExchange(ref fullAt, next, known);
            if (found == known)
            {
                return null;
            }

            known = found;
        }
    }

    /// <summary>Of IPv6 the first 64 bits: the rest is for one household to choose.</summary>
    private static int Hash(IPAddress? address)
    {
        if (address is null)
        {
            return 0;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out var length);
        var hash = default(HashCode);
        hash.AddBytes(plain.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..8] : bytes[..length]);
        return hash.ToHashCode();
    }
}
