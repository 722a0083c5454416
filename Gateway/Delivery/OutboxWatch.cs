namespace Sokbo.Gateway.Delivery;

/// <summary>Looks at every connection once a second: closes those that take nothing, and those that say nothing.</summary>
internal sealed class OutboxWatch(ReaderConnections connections, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var reader in connections.All)
                {
                    reader.Outbox.CheckTime();
                    reader.Sink.CheckTime();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
