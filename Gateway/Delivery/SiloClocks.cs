using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Delivery;

/// <summary>How far clocks of silos are behind the clock of this gateway: their owners date what changes.</summary>
internal sealed partial class SiloClocks(TopicFeeds feeds, IGrainFactory grains, TimeProvider time, ILogger<SiloClocks> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private long _behindTicks = -1;

    /// <summary>Of the slowest silo that has topics of this gateway, and not less than that; null before the first has answered.</summary>
    public TimeSpan? Behind => Volatile.Read(ref _behindTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>Asks all of them once.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        var silos = feeds.All.Select(feed => feed.Lease()?.Silo).OfType<string>().Distinct(StringComparer.Ordinal);
        var answers = (await Task.WhenAll(silos.Select(silo => ReadAsync(silo, cancellationToken)))).OfType<TimeSpan>().ToArray();
        if (answers.Length > 0)
        {
            Volatile.Write(ref _behindTicks, Math.Max(0, answers.Max().Ticks));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CompareAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    /// <summary>Null where it does not answer: nothing of its topics is confirmed then either.</summary>
    private async Task<TimeSpan?> ReadAsync(string silo, CancellationToken cancellationToken)
    {
        try
        {
            using var timeout = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            var now = await grains.GetGrain<ISiloClockGrain>(silo).Read(either.Token).WaitAsync(either.Token);

            // Where its answer was long under way it seems to be further behind than it is, and not less far.
            return time.GetUtcNow() - now;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            LogUnread(exception, silo);
            return null;
        }
    }

    [LoggerMessage(1114, LogLevel.Debug, "The clock of silo {Silo} could not be read.")]
    private partial void LogUnread(Exception exception, string silo);
}
