namespace Sokbo.Gateway.Ads;

/// <summary>For what pages ask for besides decisions and events: the same bucket of their address.</summary>
internal sealed class AdsRateLimitFilter(AdsRateLimit limit) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        limit.Admits(context.HttpContext) ? await next(context) : Results.Empty;
}
