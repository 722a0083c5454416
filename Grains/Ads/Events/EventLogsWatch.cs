using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Events;

/// <summary>
/// Every silo looks after the event logs every few seconds: so what a dead gateway or a lost call has left is folded while
/// any silo is alive. Looks of several silos share the work.
/// </summary>
internal sealed partial class EventLogsWatch(
    IGrainFactory grains, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<EventLogsWatch> logger) : SiloWatch(Period, time, lifetime)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    protected override Task LookAsync(CancellationToken cancellationToken) => grains.GetGrain<IEventLogsGrain>(IEventLogsGrain.Key).Look(cancellationToken);

    [LoggerMessage(3024, LogLevel.Warning, "The event logs could not be looked over; it is tried again.")]
    protected override partial void LogLookFailed(Exception error);
}
