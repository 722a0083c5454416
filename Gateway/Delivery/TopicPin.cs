namespace Sokbo.Gateway.Delivery;

internal sealed class TopicPin : IDisposable
{
    private TopicFeed? _feed;

    public TopicPin(TopicFeed feed)
    {
        _feed = feed;
        feed.Pin();
    }

    public void Dispose() => Interlocked.Exchange(ref _feed, null)?.Unpin();
}
