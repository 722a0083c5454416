using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Events;

/// <summary>
/// Every silo looks after the event logs every few seconds: so what a dead gateway or a lost call has left is folded while
/// any silo is alive. Looks of several silos share the work.
/// </summary>
internal sealed partial class EventLogsWatch(IGrainFactory grains, TimeProvider time, ILogger<EventLogsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await grains.GetGrain<IEventLogsGrain>(IEventLogsGrain.Key).Look(stoppingToken);
                }
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
                {
                    LogLookFailed(error);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo ends; the others go on looking.
        }
    }

    [LoggerMessage(3024, LogLevel.Warning, "The event logs could not be looked over; it is tried again.")]
    private partial void LogLookFailed(Exception error);
}
