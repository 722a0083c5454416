namespace Sokbo.Gateway.Delivery;

/// <summary>Looks at every connection once a second: closes those that take or say nothing, and adds up what waits.</summary>
internal sealed class OutboxWatch(ReaderConnections connections, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var bytes = 0L;
                foreach (var reader in connections.All)
                {
                    bytes += reader.Outbox.CheckTime();
                    reader.Sink.CheckTime();
                }

                DeliveryMetrics.QueueBytes.Set(bytes);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
