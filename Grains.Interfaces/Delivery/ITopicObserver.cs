using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>One per gateway process. Calls may be lost, repeated, reordered and late.</summary>
[Alias("delivery.ITopicObserver")]
public interface ITopicObserver : IGrainObserver
{
    /// <summary>Updates of several topics of one silo. Returning is the credit for the next batch.</summary>
    [Alias("Push")]
    Task Push(ImmutableArray<TopicPush> pushes);
}
