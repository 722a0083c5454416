using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Renews the leases, one batch a silo. Its answers find what observers lost; its failures find silos that are gone.
/// The same beat tidies the feeds, so that nothing else needs a timer.
/// </summary>
internal sealed partial class LeaseRenewer(
    TopicFeeds feeds,
    ClusterEvents events,
    IGrainFactory grains,
    GatewayIdentity identity,
    IOptions<DeliveryOptions> options,
    TimeProvider time,
    Jitter jitter,
    ILogger<LeaseRenewer> logger) : BackgroundService
{
    private readonly DeliveryOptions _options = options.Value;
    private readonly Dictionary<string, SiloLease> _silos = [];

    /// <summary>An owner passes over what it committed so shortly before: a confirmation knows nothing of it.</summary>
    private readonly long _tolerance = options.Value.BehindToleranceMilliseconds * time.TimestampFrequency / 1_000;

    private long _eventsSeen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_options.RenewMilliseconds), time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(stoppingToken))
                {
                    return;
                }

                Beat(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // A bug, but without this beat nothing lost would ever be found.
                LogBeatFailed(exception);
            }
        }
    }

    private void Beat(CancellationToken stoppingToken)
    {
        var seen = events.Count;
        if (seen != _eventsSeen)
        {
            _eventsSeen = seen;
            LogClusterEvent();
            foreach (var feed in feeds.All)
            {
                Resubscribe(feed);
            }
        }

        Gather();
        foreach (var (silo, lease) in _silos)
        {
            if (!lease.Renewing.IsCompleted)
            {
                Miss(silo, lease);
            }
            else if (lease.Topics.Count > 0)
            {
                lease.Renewing = RenewAsync(silo, lease, lease.Renewals, stoppingToken);
            }
        }

        feeds.Tidy();
    }

    /// <summary>Sorts the attached feeds by silo; a silo whose renewal is under way keeps the batch it has.</summary>
    private void Gather()
    {
        foreach (var lease in _silos.Values.Where(lease => lease.Renewing.IsCompleted))
        {
            lease.Topics.Clear();
        }

        foreach (var feed in feeds.All)
        {
            if (feed.Lease() is not var (silo, renewal))
            {
                continue;
            }

            if (!_silos.TryGetValue(silo, out var lease))
            {
                _silos.Add(silo, lease = new SiloLease());
            }

            if (lease.Renewing.IsCompleted)
            {
                lease.Topics[renewal.Topic] = (feed, renewal);
            }
        }

        foreach (var (silo, lease) in _silos)
        {
            if (lease.Topics.Count == 0 && lease.Renewing.IsCompleted)
            {
                _silos.Remove(silo);
            }
        }
    }

    private async Task RenewAsync(
        string silo, SiloLease lease, ImmutableArray<LeaseRenewal> renewals, CancellationToken stoppingToken)
    {
        var sent = time.GetTimestamp();
        try
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.LookupMilliseconds), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
            var verdicts = await grains.GetGrain<ISiloTopicsGrain>(silo).Renew(identity.Id, renewals, either.Token)
                .WaitAsync(either.Token);
            lease.Misses = 0;
            DeliveryMetrics.OwnerCalls.WithLabels("renew", "answered").Inc();
            Judge(lease, verdicts, sent - _tolerance);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            DeliveryMetrics.OwnerCalls.WithLabels("renew", "failed").Inc();
            if (!stoppingToken.IsCancellationRequested)
            {
                LogRenewFailed(exception, silo);
                Miss(silo, lease);
            }
        }
    }

    private static void Judge(SiloLease lease, ImmutableArray<LeaseVerdict> verdicts, long confirmedAt)
    {
        var found = new HashSet<string>(verdicts.Length);
        foreach (var verdict in verdicts)
        {
            found.Add(verdict.Topic);
            if (lease.Topics.TryGetValue(verdict.Topic, out var entry))
            {
                entry.Feed.Repair(verdict.Finding);
            }
        }

        foreach (var (topic, entry) in lease.Topics)
        {
            if (!found.Contains(topic))
            {
                entry.Feed.Confirm(entry.Renewal, confirmedAt);
            }
        }
    }

    private void Miss(string silo, SiloLease lease)
    {
        if (++lease.Misses % _options.RenewMissesMax == 0)
        {
            LogSiloLost(silo, lease.Misses, lease.Topics.Count);
            foreach (var (feed, _) in lease.Topics.Values)
            {
                Resubscribe(feed);
            }
        }
    }

    private void Resubscribe(TopicFeed feed) => feed.Resubscribe(jitter.Below(_options.ResubscribeSpreadMilliseconds));

    [LoggerMessage(1110, LogLevel.Error, "A beat of the lease renewal failed; the next one follows.")]
    private partial void LogBeatFailed(Exception exception);

    [LoggerMessage(1111, LogLevel.Information, "The connections to the cluster changed; subscribing all topics anew.")]
    private partial void LogClusterEvent();

    [LoggerMessage(1112, LogLevel.Information, "Renewing the leases on silo {Silo} failed.")]
    private partial void LogRenewFailed(Exception exception, string silo);

    [LoggerMessage(1113, LogLevel.Warning, "Silo {Silo} missed {Misses} renewals; subscribing its {Topics} topics anew.")]
    private partial void LogSiloLost(string silo, int misses, int topics);
}
