namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>The lane.</summary>
public sealed class LaneTests() : DeliveryHubSpecification(Carrier.Lane);
