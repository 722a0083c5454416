using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Weather.Feeds;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>
/// Every silo sees to it that the sources which are turned on are pulled by somebody. It starts them, and after the loss
/// of a silo finds out sooner than the reminder.
/// </summary>
internal sealed partial class FeedsWatch(
    IGrainFactory grains, IOptions<FeedsOptions> options, TimeProvider time, ILogger<FeedsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string[] sources = [.. FeedIds.All.Where(id => options.Value.Find(id) is { Enabled: true })];
        if (sources.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var source in sources)
                {
                    await EnsureAsync(source, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo ends; the others go on.
        }
    }

    private async Task EnsureAsync(string source, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<IFeedGrain>(source).Ensure(stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogEnsureFailed(source, error);
        }
    }

    [LoggerMessage(4010, LogLevel.Warning, "Source {Source} could not be started; it is tried again.")]
    private partial void LogEnsureFailed(string source, Exception error);
}
