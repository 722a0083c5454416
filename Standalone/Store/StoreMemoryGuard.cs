using System.Globalization;
using Prometheus;
using StackExchange.Redis;

namespace Sokbo.Standalone.Store;

/// <summary>
/// Stops the process when the embedded store's memory is nearly full. Beyond its limit Garnet drops the oldest
/// records and answers as if they had never been; not running is better than forgetting what was acknowledged.
/// </summary>
internal sealed partial class StoreMemoryGuard(
    IConnectionMultiplexer store, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<StoreMemoryGuard> logger) : BackgroundService
{
    public const int ExitCode = 71;

    private const double WarnShare = 0.75;
    private const double StopShare = 0.92;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly Gauge Share = Metrics.CreateGauge(
        "sokbo_store_memory_ratio", "Share of Sokbo__Store__MemoryMebibytes in use; the process stops at 0.92.");

    private bool _warned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                Check(await ReadShareAsync());
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private void Check(double? share)
    {
        if (share is not { } known)
        {
            return;
        }

        Share.Set(known);
        if (known >= StopShare)
        {
            LogFull(known);
            Environment.ExitCode = ExitCode;
            lifetime.StopApplication();
        }
        else if (known >= WarnShare && !_warned)
        {
            _warned = true;
            LogFilling(known);
        }
    }

    private async Task<double?> ReadShareAsync()
    {
        try
        {
            var lines = ((string?)await store.GetDatabase().ExecuteAsync("INFO", "STORE") ?? "").Split('\n');
            var used = Value(lines, "Log.CurrentMemorySizeBytes:") + Value(lines, "Log.CurrentHeapSizeBytes:");
            var limit = Value(lines, "Log.MaxMemorySizeBytes:");
            return limit > 0 ? used / limit : null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A connection that breaks while it is read surfaces as almost anything.
            return null;
        }
    }

    private static double Value(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        && double.TryParse(line.AsSpan(name.Length).Trim(), CultureInfo.InvariantCulture, out var value) ? value : 0;

    [LoggerMessage(8000, LogLevel.Warning, "The embedded store uses {Share:P0} of its memory. Raise Sokbo__Store__MemoryMebibytes, or move to a Redis.")]
    private partial void LogFilling(double share);

    [LoggerMessage(8001, LogLevel.Critical, "Stopping: the embedded store uses {Share:P0} of its memory and would begin to forget. Raise Sokbo__Store__MemoryMebibytes, or move to a Redis.")]
    private partial void LogFull(double share);
}
