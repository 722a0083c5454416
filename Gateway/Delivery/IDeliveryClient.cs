using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>What browsers are told. Public because SignalR makes the proxy at run time.</summary>
public interface IDeliveryClient
{
    /// <summary>
    /// Sent as ready-made frames by <see cref="ConnectionOutbox"/>, never through this method: a call here would encode
    /// each update once for every connection and queue without bound behind a slow one.
    /// </summary>
    Task Updates(IReadOnlyList<WireUpdate> updates);

    Task Reconnect(WireReconnectPlan plan);
}
