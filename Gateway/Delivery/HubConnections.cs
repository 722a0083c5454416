using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Gives every hub connection its place among the readers. It stands in for the stock lifetime manager because only there a hub connection
/// is at hand as such: hubs and their contexts offer sends that encode for each receiver, queue without bound behind a
/// slow one, and complete when the slowest has taken the message.
/// </summary>
internal sealed class HubConnections(ReaderConnections readers, IOptions<DeliveryOptions> options, ILogger<HubConnections> logger)
    : DefaultHubLifetimeManager<DeliveryHub>(logger)
{
    private static readonly object ReaderKey = new();

    public static ReaderConnection ReaderOf(HubCallerContext context) => (ReaderConnection)context.Items[ReaderKey]!;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[ReaderKey] = readers.Open(connection.ConnectionId, new HubConnectionSink(connection, options.Value, logger)) with { User = connection.User };
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        readers.Close(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }
}
