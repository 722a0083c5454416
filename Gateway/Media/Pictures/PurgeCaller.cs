using System.Collections.Immutable;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>
/// Tells shared caches which pictures they must let go, whatever act withheld them, until the purge hook has answered. Every
/// gateway with a hook hears which ones; who takes some has them for a while, so that one calls and not all.
/// </summary>
internal sealed partial class PurgeCaller(
    ITopicReader topics, PurgeHook hook, IGrainFactory grains, TimeProvider time, ILogger<PurgeCaller> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!hook.IsOn)
        {
            return;
        }

        using var heard = topics.Pin(TopicName.Purges);
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CallAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    public async Task CallAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<PicturePurge> owed = topics.Peek(TopicName.Purges)?.State is PicturePurges { Pictures: var pictures } ? pictures : [];
        MediaMetrics.PurgesOwed.Set(owed.Length);
        if (owed.IsEmpty)
        {
            return;
        }

        try
        {
            var list = grains.GetGrain<IPicturePurgesGrain>(TopicName.Purges.Owner);
            var taken = await list.Take(cancellationToken);
            if (await hook.CallAsync([.. taken.SelectMany(purge => purge.Urls)], cancellationToken) is { Done: true })
            {
                await list.Confirm(taken, cancellationToken);
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error);
        }
    }

    [LoggerMessage(7102, LogLevel.Warning, "Caches could not be told which pictures went; it is tried again. See Media in docs/RUNBOOK.md.")]
    private partial void LogFailed(Exception error);
}
