using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>Every topic owner of this silo and every gateway that listens here: where leases are kept.</summary>
internal sealed class SiloTopics(
    IOptions<TopicOwnerOptions> options, TimeProvider time, TaskScheduler workers, ILogger<GatewaySender> senderLogger) : IDisposable
{
    private readonly ConcurrentDictionary<string, TopicOwner> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GatewaySender> _gateways = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public ICollection<TopicOwner> Owners => _owners.Values;

    public void Add(TopicOwner owner)
    {
        _owners[owner.Topic] = owner;
        DeliveryMetrics.Topics.Set(_owners.Count);
    }

    public void Remove(TopicOwner owner)
    {
        _owners.TryRemove(KeyValuePair.Create(owner.Topic, owner));
        DeliveryMetrics.Topics.Set(_owners.Count);
    }

    /// <summary>The sender to a gateway; made anew when the one before was closed or ran out.</summary>
    public GatewaySender Sender(string gateway, ITopicObserver observer)
    {
        lock (_lock)
        {
            CloseExpired();
            if (_gateways.TryGetValue(gateway, out var sender))
            {
                sender.Renew();
                return sender;
            }

            sender = new GatewaySender(gateway, observer, options.Value, time, workers, senderLogger);
            _gateways.Add(gateway, sender);
            DeliveryMetrics.Gateways.Set(_gateways.Count);
            return sender;
        }
    }

    public ImmutableArray<LeaseVerdict> Renew(string gateway, ImmutableArray<LeaseRenewal> renewals)
    {
        lock (_lock)
        {
            CloseExpired();
            if (!_gateways.TryGetValue(gateway, out var sender))
            {
                return [.. renewals.Select(renewal => new LeaseVerdict(renewal.Topic, LeaseFinding.Lost))];
            }

            sender.Renew();
        }

        var now = time.GetTimestamp();
        var settledBefore = now - (options.Value.BehindToleranceMilliseconds * time.TimestampFrequency / 1_000);
        var verdicts = ImmutableArray.CreateBuilder<LeaseVerdict>();
        foreach (var renewal in renewals)
        {
            if (Check(gateway, renewal, now, settledBefore) is { } finding)
            {
                verdicts.Add(new LeaseVerdict(renewal.Topic, finding));
            }
        }

        return verdicts.DrainToImmutable();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var sender in _gateways.Values)
            {
                sender.Close();
            }

            _gateways.Clear();
        }
    }

    private LeaseFinding? Check(string gateway, LeaseRenewal renewal, long now, long settledBefore)
    {
        if (!_owners.TryGetValue(renewal.Topic, out var owner) || owner.Activation != renewal.Activation || !owner.IsRegistered(gateway))
        {
            return LeaseFinding.Lost;
        }

        owner.Note(gateway, renewal.Readers, now);
        return owner.History.Check(renewal.Position, settledBefore);
    }

    private void CloseExpired()
    {
        foreach (var (gateway, sender) in _gateways)
        {
            if (sender.IsClosed || sender.IsExpired)
            {
                sender.Close();
                _gateways.Remove(gateway);
            }
        }

        DeliveryMetrics.Gateways.Set(_gateways.Count);
    }
}
