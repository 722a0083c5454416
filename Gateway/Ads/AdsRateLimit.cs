using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// A token bucket for each address, of a bounded number: addresses are spread over them by a hash that differs with every
/// process, so that nobody can aim at a neighbour.
/// </summary>
internal sealed class AdsRateLimit(IOptions<AdsOptions> options) : IRateLimiterPolicy<int>
{
    public const string Policy = "ads";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = RateLimitRefusal.Of(Policy);

    public RateLimitPartition<int> GetPartition(HttpContext httpContext) => RateLimitPartition.GetTokenBucketLimiter(
        (int)((uint)Hash(httpContext.Connection.RemoteIpAddress) % (uint)options.Value.BucketsMax),
        _ => RateLimitRefusal.Bucket(options.Value.RequestsPerSecond, options.Value.BurstMax));

    /// <summary>Of IPv6 the first 64 bits: the rest is for one household to choose.</summary>
    private static int Hash(IPAddress? address)
    {
        if (address is null)
        {
            return 0;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var hash = default(HashCode);
        hash.AddBytes(plain.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, 8) : bytes);
        return hash.ToHashCode();
    }
}
