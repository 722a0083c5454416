using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Gives every connection its outbox. It stands in for the stock lifetime manager because only there a hub connection
/// is at hand as such: hubs and their contexts offer sends that encode for each receiver, queue without bound behind a
/// slow one, and complete when the slowest has taken the message.
/// </summary>
internal sealed class DeliveryConnections(
    IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeliveryConnections> logger)
    : DefaultHubLifetimeManager<DeliveryHub>(logger)
{
    private static readonly object OutboxKey = new();

    private readonly ConcurrentDictionary<string, ConnectionOutbox> _outboxes = [];

    public IEnumerable<ConnectionOutbox> All => _outboxes.Values;

    public static ConnectionOutbox OutboxOf(HubCallerContext context) => (ConnectionOutbox)context.Items[OutboxKey]!;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var sink = new HubConnectionSink(connection, logger);
        var outbox = new ConnectionOutbox(sink, options.Value, time);
        connection.Items[OutboxKey] = outbox;
        _outboxes[connection.ConnectionId] = outbox;
        DeliveryMetrics.Connections.WithLabels(connection.Protocol.Name).Inc();
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (_outboxes.TryRemove(connection.ConnectionId, out var outbox))
        {
            DeliveryMetrics.Connections.WithLabels(connection.Protocol.Name).Dec();
            foreach (var source in outbox.Close())
            {
                (source as TopicFeed)?.Leave(outbox);
            }
        }

        return base.OnDisconnectedAsync(connection);
    }
}
