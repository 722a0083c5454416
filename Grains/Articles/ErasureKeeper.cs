using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// Erases again, when a silo has started, what a restored store has brought back. An article that is erased already, or that
/// the store does not know, costs one call.
/// </summary>
internal sealed partial class ErasureKeeper(IErasureRegister register, IGrainFactory grains, TimeProvider time, ILogger<ErasureKeeper> logger) : BackgroundService
{
    private const int ConcurrencyMax = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var left = register.All;
        while (left.Count > 0)
        {
            ConcurrentBag<string> failed = [];
            await Parallel.ForEachAsync(
                left,
                new ParallelOptions { MaxDegreeOfParallelism = ConcurrencyMax, CancellationToken = stoppingToken },
                async (article, cancellationToken) =>
                {
                    try
                    {
                        await grains.GetGrain<IArticleGrain>(article).EraseAgain(cancellationToken);
                    }
                    catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                    {
                        LogNotErased(article, error);
                        failed.Add(article);
                    }
                });
            left = failed;
            if (left.Count > 0)
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(2007, LogLevel.Warning, "Whether the erased article {Article} has come back is not known; it is looked at again.")]
    private partial void LogNotErased(string article, Exception error);
}
