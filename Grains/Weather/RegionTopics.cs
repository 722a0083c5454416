using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>
/// The tickers of regions, computed from that of all stations in the turn that changed it, and so never ahead of it or behind.
/// They are not stored: each activation of the ticker has new epochs. A region that nobody has asked for costs nothing, and
/// there are no more topics than regions.
/// </summary>
internal sealed class RegionTopics(TopicGrainServices services, string activation)
{
    private readonly Dictionary<string, (WeatherRegion Region, DerivedTopic Topic)> _topics = [];

    public static bool IsRegion(string topic) =>
        TopicName.TryParse(topic, out var name) && name.Kind == TopicKind.RegionTicker;

    /// <summary>Unknown for a name that is no region's.</summary>
    public TopicAnswer Subscribe(TopicSubscription subscription, TickerState ticker)
    {
        var topic = subscription.Topic;
        if (!_topics.TryGetValue(topic, out var entry))
        {
            if (!TopicName.TryParse(topic, out var name) || name.Kind != TopicKind.RegionTicker)
            {
                return TopicAnswer.Unknown;
            }

            var region = StationTable.Regions.First(region => topic.EndsWith($"/{region.Id}", StringComparison.Ordinal));
            entry = (region, new DerivedTopic(services, name, activation, TickerRegions.Of(ticker, region)));
            _topics.Add(topic, entry);
        }

        return entry.Topic.Subscribe(subscription);
    }

    public TopicAnswer Pull(string topic, Position from) =>
        _topics.TryGetValue(topic, out var entry) ? entry.Topic.Answer(from) : TopicAnswer.Unknown;

    public void Unsubscribe(string topic, string gateway)
    {
        if (_topics.TryGetValue(topic, out var entry))
        {
            entry.Topic.Unsubscribe(gateway);
        }
    }

    /// <summary>Tells the regions that the ticker shows something else of.</summary>
    public void Take(TickerState ticker)
    {
        foreach (var (region, topic) in _topics.Values)
        {
            var state = TickerRegions.Of(ticker, region);
            if (!TickerRegions.SameAs(state, (TickerState)topic.State))
            {
                topic.Announce(state);
            }
        }
    }

    public void Close()
    {
        foreach (var (_, topic) in _topics.Values)
        {
            topic.Close();
        }
    }
}
