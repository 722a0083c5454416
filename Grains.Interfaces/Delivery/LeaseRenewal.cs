namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>A gateway's view of one topic of one silo: where it stands, and how many readers it has there.</summary>
[GenerateSerializer, Immutable, Alias("delivery.LeaseRenewal")]
public readonly record struct LeaseRenewal(
    [property: Id(0)] string Topic,
    [property: Id(1)] string Activation,
    [property: Id(2)] Position Position,
    [property: Id(3)] int Readers = 0);
