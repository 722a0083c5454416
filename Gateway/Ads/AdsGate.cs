using Microsoft.AspNetCore.Cors.Infrastructure;
using Sokbo.Gateway.Delivery.Admission;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// What comes before the calls of pages that come thousands of times a second, in the place of the middleware that stands
/// before everything else: nobody has a key here, and nothing is reserved.
/// </summary>
internal sealed class AdsGate(AdsRateLimit limit, ICorsService cors, ICorsPolicyProvider policies)
{
    /// <summary>A call that pages of other publishers may make too, where a site lets them.</summary>
    public RequestDelegate Before(RequestDelegate call) => async context =>
    {
        if (IsFromElsewhere(context.Request))
        {
            var result = await EvaluateAsync(context);

            // As late as this, so that it stands on a problem as well, which is written over what was there.
            context.Response.OnStarting(() =>
            {
                cors.ApplyResult(result, context.Response);
                return Task.CompletedTask;
            });
        }

        if (limit.Admits(context))
        {
            await call(context);
        }
    };

    /// <summary>What a browser asks before it lets a page of another publisher call.</summary>
    public async Task AnswerPreflightAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        cors.ApplyResult(await EvaluateAsync(context), context.Response);
    }

    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin, ..] && !EmbeddingOrigins.IsSameHost(origin, request.Host);

    private async Task<CorsResult> EvaluateAsync(HttpContext context)
    {
        var policy = await policies.GetPolicyAsync(context, EmbeddingCors.Policy) ?? throw new InvalidOperationException("The policy for other publishers is missing.");
        return cors.EvaluatePolicy(context, policy);
    }
}
