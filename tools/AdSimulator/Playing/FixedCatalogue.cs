using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.AdSimulator.Playing;

/// <summary>The topics of a gateway whose catalogue never changes.</summary>
internal sealed class FixedCatalogue(TopicName topic, CatalogueState catalogue) : ITopicReader, IDisposable
{
    private readonly TopicView _view = new()
    {
        Topic = topic,
        Position = default,
        State = catalogue,
        ConfirmedAge = TimeSpan.Zero,
        Old = false,
        Data = null,
    };

    public ValueTask<TopicView?> Read(TopicName topic, CancellationToken cancellationToken) => ValueTask.FromResult(Peek(topic));

    public ValueTask<TopicView?> Refresh(TopicName topic, CancellationToken cancellationToken) => ValueTask.FromResult(Peek(topic));

    public TopicView? Peek(TopicName topic) => topic == _view.Topic ? _view : null;

    public IDisposable Pin(TopicName topic) => this;

    public void Dispose()
    {
        // A pin of a topic that stays anyway.
    }
}
