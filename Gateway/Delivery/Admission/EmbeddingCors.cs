using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>Lets pages that embed our elements read what this gateway answers: those of <see cref="EmbeddingOrigins"/>, no others.</summary>
internal sealed class EmbeddingCors(EmbeddingOrigins origins) : ICorsPolicyProvider
{
    public const string Policy = "embedding";

    private static readonly TimeSpan PreflightAge = TimeSpan.FromMinutes(10);

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        if (policyName != Policy)
        {
            return Task.FromResult<CorsPolicy?>(null);
        }

        var host = context.Request.Host;
        return Task.FromResult<CorsPolicy?>(new CorsPolicyBuilder()
            .SetIsOriginAllowed(origin => origins.Allows(origin, host))
            .AllowAnyHeader()
            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete)
            .AllowCredentials()
            // Browsers hide it otherwise: a page that is told to wait could not know how long.
            .WithExposedHeaders(HeaderNames.RetryAfter)
            .SetPreflightMaxAge(PreflightAge)
            .Build());
    }
}
