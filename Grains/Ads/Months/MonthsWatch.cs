using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

/// <summary>Every silo looks every half minute: a month is closed, and a close goes on, while any silo is alive.</summary>
internal sealed partial class MonthsWatch(IGrainFactory grains, TimeProvider time, ILogger<MonthsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await grains.GetGrain<IMonthsGrain>(IMonthsGrain.Key).Look(stoppingToken);
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

    [LoggerMessage(3032, LogLevel.Warning, "The months could not be looked after; it is tried again.")]
    private partial void LogLookFailed(Exception error);
}
