using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Sokbo.Gateway.Api;

/// <summary>What all rate limits answer; <see cref="ProblemMiddleware"/> adds the words.</summary>
internal static class RateLimitRefusal
{
    public static Func<OnRejectedContext, CancellationToken, ValueTask> Of(string surface) => (context, _) =>
    {
        Refuse(context.HttpContext.Response, surface, context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : default);
        return ValueTask.CompletedTask;
    };

    public static void Refuse(HttpResponse response, string surface, TimeSpan wait)
    {
        ApiMetrics.RateLimited.WithLabels(surface).Inc();
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    public static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
