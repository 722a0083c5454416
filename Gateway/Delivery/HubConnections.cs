using Microsoft.AspNetCore.SignalR;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Gives every hub connection its outbox. It stands in for the stock lifetime manager because only there a hub connection
/// is at hand as such: hubs and their contexts offer sends that encode for each receiver, queue without bound behind a
/// slow one, and complete when the slowest has taken the message.
/// </summary>
internal sealed class HubConnections(ReaderConnections readers, ILogger<HubConnections> logger)
    : DefaultHubLifetimeManager<DeliveryHub>(logger)
{
    private static readonly object OutboxKey = new();

    public static ConnectionOutbox OutboxOf(HubCallerContext context) => (ConnectionOutbox)context.Items[OutboxKey]!;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[OutboxKey] = readers.Open(connection.ConnectionId, new HubConnectionSink(connection, logger));
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        readers.Close(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }
}
