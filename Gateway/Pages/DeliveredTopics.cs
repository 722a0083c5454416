using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>The replicas that browsers hear, as pages read them.</summary>
internal sealed class DeliveredTopics(ITopicReader reader) : IPageTopics
{
    public async ValueTask<PageTopic?> Read(TopicName topic, CancellationToken cancellationToken) =>
        await reader.Read(topic, cancellationToken) is { } view ? new PageTopic(view.Position, view.State) : null;
}
