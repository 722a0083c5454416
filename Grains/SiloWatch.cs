using Microsoft.Extensions.Hosting;

namespace Sokbo.Grains;

/// <summary>Looks after something once a period while the silo runs; a look that fails is told of, and the next one comes.</summary>
internal abstract class SiloWatch(TimeSpan period, TimeProvider time) : BackgroundService
{
    protected abstract Task LookAsync(CancellationToken cancellationToken);

    protected abstract void LogLookFailed(Exception error);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
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
}
