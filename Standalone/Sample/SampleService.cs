using StackExchange.Redis;

namespace Sokbo.Standalone.Sample;

/// <summary>Loads sample content once the process can be called, then keeps its weather moving.</summary>
internal sealed partial class SampleService(
    SampleStart start, SampleKey key, SampleLoader loader, TimeProvider time, ILogger<SampleService> logger) : BackgroundService
{
    private const int AttemptsMax = 10;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var address = await start.WaitAsync(stoppingToken);
        using var api = await BeginAsync(address, stoppingToken);
        if (api is null)
        {
            return;
        }

        var sky = new SampleSky(new Random(time.GetUtcNow().DayOfYear));
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await ObserveAsync(api, sky, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Null when this store is to show no sample content, or when it could not be loaded.</summary>
    private async Task<SampleApi?> BeginAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            SampleApi? api = null;
            try
            {
                api = new SampleApi(address, await key.MakeAsync(cancellationToken));
                if (await loader.LoadAsync(api, cancellationToken))
                {
                    return api;
                }

                api.Dispose();
                await key.RevokeAsync(cancellationToken);
                return null;
            }
            catch (Exception exception) when (IsOutage(exception, cancellationToken))
            {
                // The gateway may not have heard of the new key or section yet. Whatever was done is not done twice.
                api?.Dispose();
                LogLoadFailed(logger, attempt, exception.Message);
                await Task.Delay(Retry, time, cancellationToken);
            }
        }

        return null;
    }

    private async Task ObserveAsync(SampleApi api, SampleSky sky, CancellationToken cancellationToken)
    {
        try
        {
            await api.PostAsync("weather/observations", sky.Observe(time.GetUtcNow()), cancellationToken);
        }
        catch (Exception exception) when (IsOutage(exception, cancellationToken))
        {
            LogObservationFailed(logger, exception.Message);
        }
    }

    // The store or a grain may be away, and a request that takes too long is cancelled by its client. Sample content must
    // not end the process for that.
    private static bool IsOutage(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or OrleansException or TimeoutException or RedisException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    [LoggerMessage(8100, LogLevel.Warning, "Sample content was not complete at attempt {Attempt} and is tried again: {Reason}")]
    private static partial void LogLoadFailed(ILogger logger, int attempt, string reason);

    [LoggerMessage(8101, LogLevel.Warning, "Sample readings were refused: {Reason}")]
    private static partial void LogObservationFailed(ILogger logger, string reason);
}
