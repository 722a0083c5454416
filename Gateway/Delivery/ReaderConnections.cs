using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery.Admission;

namespace Sokbo.Gateway.Delivery;

/// <summary>Every reader that is connected to this gateway, whatever carries its updates.</summary>
internal sealed class ReaderConnections(IOptions<DeliveryOptions> options, TimeProvider time, TaskScheduler workers)
{
    private readonly ConcurrentDictionary<string, ReaderConnection> _readers = [];

    /// <summary>As of the moment of the call.</summary>
    public ICollection<ReaderConnection> All => _readers.Values;

    public int Count => _readers.Count;

    /// <summary>Registers a connection under an id of its own.</summary>
    public ReaderConnection Open(string id, IFrameSink sink)
    {
        var rate = options.Value.CallsPerSecondMax;
        var reader = new ReaderConnection(
            sink, new ConnectionOutbox(sink, options.Value, time, workers), new TokenBucket(rate, 4 * rate, time));
        if (!_readers.TryAdd(id, reader))
        {
            throw new InvalidOperationException($"The connection {id} is open already.");
        }

        DeliveryMetrics.Connections.WithLabels(sink.Kind).Inc();
        return reader;
    }

    /// <summary>Forgets a connection and leaves its topics. A repeated call does nothing.</summary>
    public void Close(string id)
    {
        if (!_readers.TryRemove(id, out var reader))
        {
            return;
        }

        DeliveryMetrics.Connections.WithLabels(reader.Sink.Kind).Dec();
        foreach (var source in reader.Outbox.Close())
        {
            (source as TopicFeed)?.Leave(reader.Outbox);
        }
    }
}
