namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>The lane behind TLS, where frames go through the pipe that encrypts.</summary>
public sealed class LaneOverTlsTests() : DeliveryHubSpecification(Carrier.LaneOverTls);
