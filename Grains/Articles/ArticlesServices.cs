using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Articles.Archives;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

public static class ArticlesServices
{
    /// <summary>Articles and what shows them. The host provides a reminder service.</summary>
    public static IServiceCollection AddArticles(this IServiceCollection services)
    {
        services.AddOptions<ArticlesOptions>().BindConfiguration(ArticlesOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ArticlesOptions>, ArticlesOptionsValidator>();
        services.AddOptions<WebSubOptions>().BindConfiguration(WebSubOptions.Section)
            .Validate(static options => options.Problem is null, "WebSub:Hub and WebSub:Scheme need http or https, TimeoutSeconds 1 to 60, TriesMax 1 to 100.")
            .Validate<IOptions<ArticlesOptions>>(
                static (options, articles) => options.Hub.Length == 0 || options.TimeoutSeconds < articles.Value.AnnounceTimeoutSeconds,
                "WebSub:TimeoutSeconds must be less than Articles:AnnounceTimeoutSeconds, of which a call of the hub is a part.")
            .ValidateOnStart();
        services.AddSingleton<HubClient>();
        services.AddSingleton<IArticleAgenda, RedisArticleAgenda>();
        services.AddSingleton<IArchiveStore, RedisArchiveStore>();
        services.AddSingleton<AgreedClock>();
        services.AddSingleton<IErasureRegister, FileErasureRegister>();
        services.AddHostedService<AgendaReader>();
        services.AddHostedService<ErasureKeeper>();
        return services;
    }
}
