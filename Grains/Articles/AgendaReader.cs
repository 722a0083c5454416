using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// Wakes articles whose moment comes near. Every silo does it, so that one that dies is missed by nobody. They are woken
/// ahead by more than a clock may be wrong, and again and again until they have left the agenda.
/// </summary>
internal sealed partial class AgendaReader(
    IArticleAgenda agenda, IGrainFactory grains, IOptions<ArticlesOptions> options, TimeProvider time, ILogger<AgendaReader> logger) : BackgroundService
{
    /// <summary>So far before its moment an article is woken: more than a clock may be wrong.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(6);

    /// <summary>Of more that are due in the same minutes the later ones follow when the first have left the agenda.</summary>
    private const int BatchMax = 2_048;
    private const int ConcurrencyMax = 16;
    private static readonly TimeSpan AheadPeriod = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WakeTimeout = TimeSpan.FromSeconds(5);

    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.AgendaMilliseconds), time);
        long? lookedAhead = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var far = lookedAhead is not { } before || time.GetElapsedTime(before) >= AheadPeriod;
            lookedAhead = far ? time.GetTimestamp() : lookedAhead;
            await LookAsync(far ? Ahead : Soon, stoppingToken);
        }
    }

    private async Task LookAsync(TimeSpan ahead, CancellationToken stoppingToken)
    {
        try
        {
            var due = await agenda.DueAsync(time.GetUtcNow() + ahead, BatchMax, stoppingToken);
            _isAway = false;
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = ConcurrencyMax, CancellationToken = stoppingToken },
                async (article, token) => await WakeAsync(article, token));
        }
        catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // The store is away; the next look finds what is overdue. Once is enough to say so.
            if (!_isAway)
            {
                _isAway = true;
                LogNotRead(error);
            }
        }
    }

    private async Task WakeAsync(string article, CancellationToken stoppingToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        timeout.CancelAfter(WakeTimeout);
        try
        {
            await grains.GetGrain<IArticleGrain>(article).Wake(timeout.Token);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotWoken(article, error);
        }
    }

    [LoggerMessage(2012, LogLevel.Warning, "What is due could not be read; it is tried again.")]
    private partial void LogNotRead(Exception error);

    [LoggerMessage(2013, LogLevel.Warning, "Article {Article} is due and could not be woken; it is tried again.")]
    private partial void LogNotWoken(string article, Exception error);
}
