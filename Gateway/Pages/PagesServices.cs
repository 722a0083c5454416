using Sokbo.Gateway.Articles.Archives;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Pages.Weather;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Pages;

internal static class PagesServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();

        // Blazor asks for this encoder: Korean stays Korean in the source of a page instead of becoming &#x…; at thrice the size.
        services.AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        // Pages only. They hold no secret, so compressing them together with what a stranger chose gives nothing away, over
        // https either; answers of the API may hold keys and stay as they are. Assets are compressed when they are built.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        services.AddSingleton<WebAssets>();
        services.AddSingleton<LivePages>();
        services.AddSingleton<PageCache>();
        services.AddSingleton<KeptPages>();
        services.AddScoped<PageMarkup>();
        services.AddScoped<PageRenderer>();
        services.AddScoped<PageFrames>();
        services.AddOptions<WebSubOptions>().BindConfiguration(WebSubOptions.Section)
            .Validate(static options => options.Problem is null, "WebSub:Hub and WebSub:Scheme need http or https, TimeoutSeconds 1 to 60, TriesMax 1 to 100.").ValidateOnStart();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<FeedCache>();
        services.AddSingleton<LongLiveBlogs>();
        services.AddSingleton<SurfaceInspector>();
        services.AddSingleton<Searcher>();
        services.AddScoped<StationParts>();
        return services;
    }

    /// <summary>Call when the reader's scheme and address are known, and before all that such a request need not pass.</summary>
    public static WebApplication UseKeptPages(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<KeptPages>().Before);
        return app;
    }

    /// <summary>Call after routing.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UseMiddleware<UnknownPage>();
        return app;
    }
}
