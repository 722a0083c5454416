using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Media;

/// <summary>Keeps the weight of the media directory in the metrics, so that it is seen before it is full and not by the first refused upload.</summary>
internal sealed partial class MediaScale(IMediaStore store, IOptions<MediaOptions> options, TimeProvider time, ILogger<MediaScale> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store is not FileMediaStore files)
        {
            return;
        }

        MediaMetrics.BytesMax.Set(options.Value.BytesMax);
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
            {
                await Task.Run(() => Weigh(files), stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private void Weigh(FileMediaStore files)
    {
        try
        {
            files.Weigh();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogFailed(error);
        }
    }

    [LoggerMessage(7104, LogLevel.Warning, "The files in the media directory could not be counted; it is tried again. See Media in docs/RUNBOOK.md.")]
    private partial void LogFailed(Exception error);
}
