namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>The stock hub.</summary>
public sealed class DeliveryHubTests() : DeliveryHubSpecification(Carrier.Hub);
