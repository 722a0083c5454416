using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Traffic;

/// <summary>
/// Tells the cluster every minute what pages have asked for. A report whose answer did not come is repeated as it was, so
/// that it counts once; what comes meanwhile is in the next one.
/// </summary>
internal sealed partial class TrafficReporter(
    TrafficTally tally, Catalogues catalogues, IGrainFactory grains, GatewayIdentity identity, TimeProvider time, ILogger<TrafficReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Of one site that wait for an answer. When the cluster is away for longer, what waits longest is given up.</summary>
    private const int WaitingMax = 120;

    private readonly Dictionary<string, Queue<TrafficReport>> _waiting = new(StringComparer.Ordinal);
    private long _seq;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ReportAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ReportAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The last report is made when the service stops.
        }
    }

    internal async Task ReportAsync(CancellationToken cancellationToken)
    {
        var hour = Hours.Of(time.GetUtcNow());
        var taken = tally.Take();
        foreach (var site in catalogues.SitesInUse.Union(taken.Select(group => group.Key), StringComparer.Ordinal))
        {
            var waiting = _waiting.TryGetValue(site, out var known) ? known : _waiting[site] = new Queue<TrafficReport>();
            waiting.Enqueue(new TrafficReport(identity.Id, ++_seq, hour, [.. taken[site]]));
            if (waiting.Count > WaitingMax)
            {
                waiting.Dequeue();
                AdsMetrics.TrafficReports.WithLabels("given-up").Inc();
            }

            await SendAsync(site, waiting, cancellationToken);
        }
    }

    private async Task SendAsync(string site, Queue<TrafficReport> waiting, CancellationToken cancellationToken)
    {
        try
        {
            while (waiting.TryPeek(out var report))
            {
                await grains.GetGrain<ITrafficGrain>(site).Report(report, cancellationToken);
                waiting.Dequeue();
                AdsMetrics.TrafficReports.WithLabels("taken").Inc();
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            AdsMetrics.TrafficReports.WithLabels("failed").Inc();
            LogNotTaken(site, waiting.Count, error);
        }
    }

    [LoggerMessage(4120, LogLevel.Warning, "The cluster has not taken {Waiting} reports on the traffic of site {Site}; they are repeated.")]
    private partial void LogNotTaken(string site, int waiting, Exception error);
}
