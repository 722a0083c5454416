using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Access;

namespace Sokbo.Gateway.Api;

/// <summary>A token bucket for each caller; strangers share one per address.</summary>
internal sealed class ApiRateLimit(IOptions<ApiOptions> options) : IRateLimiterPolicy<string>
{
    public const string Policy = "api";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = RateLimitRefusal.Of(Policy);

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetTokenBucketLimiter(
        Caller.Of(httpContext.User) is { } caller ? "key " + caller.Id : "address " + httpContext.Connection.RemoteIpAddress,
        _ => RateLimitRefusal.Bucket(options.Value.RequestsPerSecond, options.Value.BurstMax));
}
