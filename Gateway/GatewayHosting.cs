using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Articles.Archives;
using Sokbo.Gateway.Articles.Intake;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Embedding;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Gateway.Operations;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Sites;
using Sokbo.Gateway.Weather;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway;

/// <summary>The public edge, as a part that both the Gateway process and Standalone have. A cluster client comes from the host.</summary>
public static class GatewayHosting
{
    /// <summary>Call after <c>AddOperations</c>.</summary>
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        if (FirstKey.Problem(builder.Configuration[FirstKey.ConfigurationKey]) is { } problem)
        {
            throw new StartException(problem);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 4 * 1024 * 1024);

        var services = builder.Services;
        services.AddProxies(builder.Configuration);
        services.AddApi();
        services.AddDelivery();
        services.AddAccess();
        services.AddSites();
        services.AddWeather();
        services.AddMedia();
        services.AddIntake();
        services.AddAds();
        services.AddPages();
        return builder;
    }

    /// <summary>Call after <c>UseOperations</c>.</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        app.Services.GetRequiredService<WireMappers>().CheckComplete();
        app.UseForwardedHeaders();
        app.UseKeptPages();

        // Only pages are compressed. Around every other answer it would put a stream that passes it on as it is.
        app.UseWhen(static context => !ProblemMiddleware.Covers(context.Request.Path), static pages => pages.UseResponseCompression());
        app.UseApi();
        app.UseDelivery();
        app.UsePages();
        app.MapApiDescription();
        app.MapDelivery();
        app.MapAccess();
        app.MapSites();
        app.MapArticles();
        app.MapArchives();
        app.MapIntake();
        app.MapBreaking();
        app.MapArrangements();
        app.MapWeather();
        app.MapMedia();
        app.MapPictures();
        app.MapPictureAnswers();
        app.MapAds();
        app.MapPages();
        app.MapEmbedding();
        return app;
    }
}
