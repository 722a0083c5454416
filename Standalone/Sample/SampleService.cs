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
        using var api = new SampleApi(address, await key.MakeAsync(stoppingToken));
        if (!await LoadAsync(api, stoppingToken))
        {
            await key.RevokeAsync(stoppingToken);
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

    private async Task<bool> LoadAsync(SampleApi api, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            try
            {
                return await loader.LoadAsync(api, cancellationToken);
            }
            catch (Exception exception) when (IsOutage(exception, cancellationToken))
            {
                // The gateway may not have heard of the new key or section yet. Whatever was done is not done twice.
                LogLoadFailed(logger, attempt, exception.Message);
                await Task.Delay(Retry, time, cancellationToken);
            }
        }

        return false;
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

    // A request that takes too long is cancelled by its client. Sample content must not end the process for that.
    private static bool IsOutage(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    [LoggerMessage(8100, LogLevel.Warning, "Sample content was not complete at attempt {Attempt} and is tried again: {Reason}")]
    private static partial void LogLoadFailed(ILogger logger, int attempt, string reason);

    [LoggerMessage(8101, LogLevel.Warning, "Sample readings were refused: {Reason}")]
    private static partial void LogObservationFailed(ILogger logger, string reason);
}
