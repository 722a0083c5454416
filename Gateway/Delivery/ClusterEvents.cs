namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Hears from the Orleans client that its connections changed. A separate object without dependencies, because the
/// client itself makes its observers. In Standalone, where silo and client are one, it never fires.
/// </summary>
internal sealed class ClusterEvents : IClusterConnectionStatusObserver
{
    private long _count;

    /// <summary>Grows with each event after which subscriptions cannot be trusted.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void NotifyClusterConnectionLost() => Interlocked.Increment(ref _count);

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        Interlocked.Increment(ref _count);
}
