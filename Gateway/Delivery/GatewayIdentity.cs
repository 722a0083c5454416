namespace Sokbo.Gateway.Delivery;

/// <summary>Who this process is to owners. New at each start: leases of the process before it are worth nothing to this one.</summary>
internal sealed class GatewayIdentity
{
    public string Id { get; init; } = Guid.NewGuid().ToString("N");
}
