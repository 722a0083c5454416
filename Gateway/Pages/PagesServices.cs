namespace Sokbo.Gateway.Pages;

internal static class PagesServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();

        // Blazor asks for this encoder: Korean stays Korean in the source of a page instead of becoming &#x…; at thrice the size.
        services.AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        services.AddSingleton<WebAssets>();
        services.AddScoped<PageRenderer>();
        services.AddScoped<PageFrames>();
        return services;
    }

    /// <summary>Call after routing.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UseMiddleware<UnknownPage>();
        return app;
    }
}
