using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>What every connection of the lane uses.</summary>
internal sealed class LaneServices(
    IOptions<DeliveryOptions> options,
    IHubProtocolResolver protocols,
    ReaderConnections readers,
    LaneCalls calls,
    LaneClock clock,
    ILogger<LaneConnection> logger)
{
    /// <summary>After which a client that does not answer a goodbye is cut off.</summary>
    public const int GoodbyeSeconds = 5;

    public DeliveryOptions Options { get; } = options.Value;

    public LaneProtocol[] Protocols { get; } = LaneProtocol.All(protocols);

    public ReaderConnections Readers => readers;

    public LaneCalls Calls => calls;

    public LaneClock Clock => clock;

    public ILogger Logger => logger;
}
