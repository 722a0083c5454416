namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>A gateway's request to hear of a topic. Repeating it is harmless: the newest one replaces the one before.</summary>
[GenerateSerializer, Immutable, Alias("delivery.TopicSubscription")]
public sealed record TopicSubscription
{
    [Id(0)] public required string Topic { get; init; }

    /// <summary>Identity of the gateway process, new at each start.</summary>
    [Id(1)] public required string Gateway { get; init; }

    [Id(2)] public required ITopicObserver Observer { get; init; }

    /// <summary>Where the gateway stands; null for a snapshot.</summary>
    [Id(3)] public Position? Position { get; init; }
}
