using Prometheus;

namespace Sokbo.Gateway.Api;

internal static class ApiMetrics
{
    public static readonly Counter RateLimited = Metrics.CreateCounter(
        "sokbo_api_rate_limited_total", "Requests refused with 429, by surface.", "surface");
}
