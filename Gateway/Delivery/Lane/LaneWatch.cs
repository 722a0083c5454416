namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>Once a second: pings to the silent, an end for those who do not answer. At shutdown: a goodbye to all.</summary>
internal sealed class LaneWatch(
    LaneConnections connections, LaneClock clock, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = lifetime.ApplicationStopping.Register(CloseAll);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var started = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                clock.Set((int)time.GetElapsedTime(started).TotalSeconds);
                foreach (var connection in connections.All)
                {
                    connection.CheckSilence();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void CloseAll()
    {
        foreach (var connection in connections.All)
        {
            connection.Close(SocketClose.GoingAway, null, mayReconnect: true);
        }
    }
}
