using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests;

/// <summary>Seams at which a bug can be planted. This one plants none.</summary>
internal class Sabotage
{
    public static Sabotage None { get; } = new();

    /// <summary>Any write is taken.</summary>
    public virtual bool StoreIsUnfenced => false;

    /// <summary>A restored store looks like the one before it.</summary>
    public virtual bool RestoreKeepsIncarnation => false;

    /// <summary>Unsent bytes of a connection as its gateway is told to keep them; checked against <see cref="World.OutboxBytesMax"/>.</summary>
    public virtual int OutboxBytesMax => World.OutboxBytesMax;

    /// <summary>An owner's answer on its way to a gateway.</summary>
    public virtual TopicAnswer Answer(TopicFeeds feeds, TopicName topic, bool isPull, Position? from, TopicAnswer answer) => answer;

    /// <summary>An owner's update on its way to a gateway.</summary>
    public virtual TopicPush Push(TopicFeeds feeds, TopicPush push) => push;
}
