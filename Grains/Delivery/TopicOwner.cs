using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// One activation's side of a topic: its history and the gateways that listen. Only the grain's own turns change it;
/// lease renewals read it from other threads, which is why both fields are replaced and never changed in place.
/// </summary>
internal sealed class TopicOwner(string topic, string activation, Func<Task> verify)
{
    private volatile TopicHistory _history = TopicHistory.At(new Position("", 0));

    // Sorted, so that a run can be repeated exactly.
    private ImmutableSortedDictionary<string, GatewaySender> _gateways = ImmutableSortedDictionary.Create<string, GatewaySender>(StringComparer.Ordinal);

    // Written by renewals, on other threads.
    private readonly ConcurrentDictionary<string, (int Readers, long At)> _readers = new(StringComparer.Ordinal);

    public string Topic { get; } = topic;

    public string Activation { get; } = activation;

    public TopicHistory History => _history;

    /// <summary>Reads the owner's version in the store again and makes a stale activation step down.</summary>
    public Task VerifyAsync() => verify();

    /// <summary>Starts over at a position, without recent updates.</summary>
    public void Reset(Position position) => _history = TopicHistory.At(position);

    public void Register(GatewaySender gateway) => _gateways = _gateways.SetItem(gateway.Gateway, gateway);

    public void Unregister(string gateway)
    {
        _gateways = _gateways.Remove(gateway);
        _readers.TryRemove(gateway, out _);
    }

    public bool HasGateways => Volatile.Read(ref _gateways).Values.Any(sender => !sender.IsClosed);

    /// <summary>A registered gateway says how many readers it has.</summary>
    public void Note(string gateway, int readers, long timestamp) => _readers[gateway] = (readers, timestamp);

    /// <summary>Readers at the gateways that were heard of since the timestamp <paramref name="since"/>.</summary>
    public long CountReaders(long since) => _readers.Values.Where(noted => noted.At >= since).Sum(noted => (long)noted.Readers);

    public bool IsRegistered(string gateway) => Volatile.Read(ref _gateways).TryGetValue(gateway, out var sender) && !sender.IsClosed;

    public void Announce(TopicUpdate update, long timestamp, int recentMax)
    {
        _history = _history.Add(update, timestamp, recentMax);
        var push = new TopicPush(Activation, update);
        foreach (var (gateway, sender) in _gateways)
        {
            if (sender.IsClosed)
            {
                Unregister(gateway);
            }
            else
            {
                sender.Enqueue(push);
            }
        }
    }
}
