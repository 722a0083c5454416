using Microsoft.Extensions.Hosting;

namespace Sokbo.Grains;

/// <summary>Looks after something once a period while the silo runs; a look that fails is told of, and the next one comes.</summary>
internal abstract class SiloWatch(TimeSpan period, TimeProvider time, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected abstract Task LookAsync(CancellationToken cancellationToken);

    protected abstract void LogLookFailed(Exception error);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // From the first word of an end on: the grains are gone before services are told.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                try
                {
                    await LookAsync(ending.Token);
                }
                catch (Exception error) when (!ending.IsCancellationRequested)
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
