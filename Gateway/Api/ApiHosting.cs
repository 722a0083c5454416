using Microsoft.Extensions.Options;
using Sokbo.Gateway.Articles.Surfaces;

namespace Sokbo.Gateway.Api;

public static class ApiHosting
{
    /// <summary>The ground of the HTTP API: JSON, problems, idempotency, rate limits, its description.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));

        // Bad requests reach ProblemMiddleware as exceptions, which know the line and the member.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton<IdempotencyStore>();
        services.AddRateLimiter(options => options.AddPolicy<string, ApiRateLimit>(ApiRateLimit.Policy));
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) ?? false;
            options.AddDocumentTransformer<ApiDocument>();
            options.AddOperationTransformer<ApiOperationDocument>();
        });
        return services;
    }

    /// <summary>
    /// The order matters: problems are outermost; the caller is known before the rate limit, which is per caller; strangers
    /// are refused before a body is read; a body is UTF-8 before anything looks at it; the reservation is last.
    /// </summary>
    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<KoreanBodies>();
        app.UseMiddleware<IdempotencyMiddleware>();
        return app;
    }

    public static IEndpointRouteBuilder MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").ShowsNoArticles("It describes calls.");
        return routes;
    }
}
