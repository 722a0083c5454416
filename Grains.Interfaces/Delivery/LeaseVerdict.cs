namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>A topic for which a renewal needs something done.</summary>
[GenerateSerializer, Immutable, Alias("delivery.LeaseVerdict")]
public readonly record struct LeaseVerdict([property: Id(0)] string Topic, [property: Id(1)] LeaseFinding Finding);
