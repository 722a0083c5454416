using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

/// <summary>Every silo looks every half minute: a month is closed, and a close goes on, while any silo is alive.</summary>
internal sealed partial class MonthsWatch(
    IGrainFactory grains, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<MonthsWatch> logger) : SiloWatch(Period, time, lifetime)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override Task LookAsync(CancellationToken cancellationToken) => grains.GetGrain<IMonthsGrain>(IMonthsGrain.Key).Look(cancellationToken);

    [LoggerMessage(3032, LogLevel.Warning, "The months could not be looked after; it is tried again.")]
    protected override partial void LogLookFailed(Exception error);
}
