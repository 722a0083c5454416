namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>
/// Looks ten times a second how late its own tick is, and lets admission follow. A tick waits for a thread as an update on
/// its way to readers does, so it is late when they are: for lack of threads, of processor time, or for a pause of the
/// collector.
/// </summary>
internal sealed class AdmissionWatch(ArrivalPace pace, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var started = time.GetTimestamp();
                await Task.Delay(Period, time, stoppingToken);
                pace.Adapt(time.GetElapsedTime(started) - Period);
                DeliveryMetrics.AdmissionRate.Set(pace.Rate);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
