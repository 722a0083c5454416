using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// Where pages get what they show: the gateway's replicas of topics, so that a page is rendered from the last known state
/// even while no silo answers.
/// </summary>
internal interface IPageTopics
{
    /// <summary>Null when the topic is unknown, or nothing of it is public, or nothing of it has ever arrived here.</summary>
    ValueTask<PageTopic?> Read(TopicName topic, CancellationToken cancellationToken);
}
