namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>State of <c>readers/{topic}</c>: how many connections hear the topic now, at all gateways.</summary>
[GenerateSerializer, Immutable, Alias("delivery.ReadersState")]
public sealed record ReadersState([property: Id(0)] long Count) : TopicPayload;
