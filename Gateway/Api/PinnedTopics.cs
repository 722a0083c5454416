using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Api;

internal static class PinnedTopics
{
    /// <summary>Keeps a replica of a cluster topic in this gateway, as <see cref="PinnedTopic{TState}"/>.</summary>
    public static IServiceCollection AddPinnedTopic<TState>(this IServiceCollection services, TopicName topic)
        where TState : TopicPayload
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PinnedTopic<TState>>(provider, topic));
        services.AddHostedService(provider => provider.GetRequiredService<PinnedTopic<TState>>());
        return services;
    }
}
