using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Delivery;

/// <summary>Every reader that is connected to this gateway, whatever carries its updates.</summary>
internal sealed class ReaderConnections(IOptions<DeliveryOptions> options, TimeProvider time, TaskScheduler workers)
{
    private readonly ConcurrentDictionary<string, ConnectionOutbox> _outboxes = [];

    public ICollection<ConnectionOutbox> All => _outboxes.Values;

    /// <summary>Registers a connection under an id of its own.</summary>
    public ConnectionOutbox Open(string id, IFrameSink sink)
    {
        var outbox = new ConnectionOutbox(sink, options.Value, time, workers);
        if (!_outboxes.TryAdd(id, outbox))
        {
            throw new InvalidOperationException($"The connection {id} is open already.");
        }

        DeliveryMetrics.Connections.WithLabels(sink.Kind).Inc();
        return outbox;
    }

    /// <summary>Forgets a connection and leaves its topics. A repeated call does nothing.</summary>
    public void Close(string id)
    {
        if (!_outboxes.TryRemove(id, out var outbox))
        {
            return;
        }

        DeliveryMetrics.Connections.WithLabels(outbox.Sink.Kind).Dec();
        foreach (var source in outbox.Close())
        {
            (source as TopicFeed)?.Leave(outbox);
        }
    }
}
