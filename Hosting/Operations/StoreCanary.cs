using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prometheus;
using StackExchange.Redis;

namespace Sokbo.Hosting.Operations;

/// <summary>Writes a small key every two seconds: the store can be reachable and still refuse writes (full disk, read-only replica).</summary>
internal sealed partial class StoreCanary(
    IConnectionMultiplexer store, IOptions<SokboOptions> options, TimeProvider time, ILogger<StoreCanary> logger)
    : BackgroundService, IReadiness
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeyLife = TimeSpan.FromMinutes(1);

    private static readonly Histogram Latency = Metrics.CreateHistogram(
        "sokbo_operations_store_canary_seconds", "Time of a canary write to the store.",
        new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.0005, 2, 14) });

    private static readonly Counter Failures = Metrics.CreateCounter(
        "sokbo_operations_store_canary_failures_total", "Canary writes to the store that failed or took longer than five seconds.");

    private long _succeededAt;
    private volatile bool _succeeded;
    private bool _failing;

    public string Name => "store";

    public string? Problem =>
        !_succeeded ? "no write to the store has succeeded yet"
        : time.GetElapsedTime(Volatile.Read(ref _succeededAt)) is var age && age > AgeMax
            ? string.Create(CultureInfo.InvariantCulture, $"the last successful write to the store was {age.TotalSeconds:0} s ago")
            : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var key = $"{options.Value.ServiceId}/canary/{Environment.MachineName}-{Environment.ProcessId}";
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await WriteAsync(key);
        }
        while (await WaitAsync(timer, stoppingToken));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task WriteAsync(string key)
    {
        var started = time.GetTimestamp();
        try
        {
            await store.GetDatabase().StringSetAsync(key, "1", KeyLife);
            Latency.Observe(time.GetElapsedTime(started).TotalSeconds);
            Volatile.Write(ref _succeededAt, time.GetTimestamp());
            _succeeded = true;
            if (_failing)
            {
                _failing = false;
                LogRecovered();
            }
        }
        catch (Exception error)
        {
            // A connection that breaks while it is read surfaces as almost anything; whatever it is, the write failed.
            Failures.Inc();
            if (!_failing)
            {
                _failing = true;
                LogFailing(error);
            }
        }
    }

    [LoggerMessage(7000, LogLevel.Warning, "Writes to the store fail; not ready until they succeed again. See docs/RUNBOOK.md, 'Store does not take writes'.")]
    private partial void LogFailing(Exception error);

    [LoggerMessage(7001, LogLevel.Information, "Writes to the store succeed again.")]
    private partial void LogRecovered();
}
