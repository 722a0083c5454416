using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>The ticker as this gateway has it, and the stations that it knows of.</summary>
internal static class TickerTopic
{
    /// <summary>Null while the cluster cannot be asked and nothing is at hand.</summary>
    public static async ValueTask<TickerState?> TickerAsync(this ITopicReader topics, CancellationToken cancellationToken) =>
        (await topics.Read(TopicName.Ticker, cancellationToken))?.As<TickerState>();

    /// <summary>As they come with the product while nothing else is known.</summary>
    public static async ValueTask<StationDirectory> StationsAsync(this ITopicReader topics, CancellationToken cancellationToken) =>
        StationsOf(await topics.TickerAsync(cancellationToken));

    /// <summary>As they come with the product where there is no ticker.</summary>
    public static StationDirectory StationsOf(TickerState? ticker) => ticker?.Stations ?? StationDirectory.Shipped;
}
