namespace Sokbo.Standalone.Sample;

/// <summary>
/// A newspaper to look at: invented articles, banners and readings, all marked 견본, on a store in which nothing was ever
/// published. It goes through the public API, like everything else.
/// </summary>
internal static class SampleServices
{
    public static IServiceCollection AddSample(this IServiceCollection services)
    {
        services.AddSingleton<SampleMarker>();
        services.AddSingleton<SampleKey>();
        services.AddSingleton<SampleLoader>();
        services.AddHostedService<SampleService>();
        services.AddSingleton<SampleStart>();
        return services;
    }

    /// <summary>The pictures of sample articles: always there, because articles once loaded go on naming them.</summary>
    public static void MapSample(this IEndpointRouteBuilder routes) => SampleMedia.Map(routes);

    /// <summary>
    /// Begins in the background, when the process is ready and the first operator key was shown: sample content brings a
    /// key of its own, and a first key is made only where there is none.
    /// </summary>
    public static void StartSample(this WebApplication app)
    {
        if (app.Configuration.GetValue<bool>("Sokbo:Sample"))
        {
            app.Services.GetRequiredService<SampleStart>().Begin(SampleAddress.Of(app.Urls));
        }
    }
}
