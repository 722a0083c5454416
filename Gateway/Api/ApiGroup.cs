using Microsoft.AspNetCore.Http.Metadata;

namespace Sokbo.Gateway.Api;

/// <summary>What all groups of the management API have in common.</summary>
internal static class ApiGroup
{
    public const string Prefix = "/api/v1";

    public const long BodyBytesMax = 1024 * 1024;

    /// <summary>
    /// A group under <c>/api/v1</c>: signed in, rate limited, bodies up to <paramref name="bodyBytesMax"/>, every refusal a
    /// problem with a code. Add <c>RequireRoles</c> to it or to its endpoints.
    /// </summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string name, string tag, long bodyBytesMax = BodyBytesMax) =>
        routes.MapGroup($"{Prefix}/{name}")
            .WithTags(tag)
            .WithMetadata(ApiMetadata.Instance, new BodyLimit(bodyBytesMax))
            .RequireAuthorization()
            .RequireRateLimiting(ApiRateLimit.Policy);

    /// <summary>This POST creates something: without <c>Idempotency-Key</c> it is refused.</summary>
    public static TBuilder Creates<TBuilder>(this TBuilder builder, bool showsSecret = false)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new CreatesMetadata(showsSecret));

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
