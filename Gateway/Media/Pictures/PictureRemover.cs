using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>
/// Deletes the files of erased pictures. Every gateway hears which ones and asks the picture before it deletes: one has the
/// turn, and what was sent again since keeps its files. The list forgets a picture only when a gateway has confirmed.
/// </summary>
internal sealed partial class PictureRemover(
    ITopicReader topics, IMediaStore store, IGrainFactory grains, TimeProvider time, ILogger<PictureRemover> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heard = topics.Pin(TopicName.Removals);
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RemoveAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var picture in topics.Peek(TopicName.Removals)?.State is PictureRemovals { Pictures: var pictures } ? pictures : [])
        {
            try
            {
                var removal = await grains.GetGrain<IPictureGrain>(picture.Hash).TakeRemoval(cancellationToken);
                if (removal == PictureRemoval.Yours)
                {
                    await DeleteAsync(picture, cancellationToken);
                }

                if (removal != PictureRemoval.Taken)
                {
                    await grains.GetGrain<IPictureRemovalsGrain>(TopicName.Removals.Owner).Confirm(picture.Hash, cancellationToken);
                }
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(picture.Hash, error);
            }
        }
    }

    private async Task DeleteAsync(PictureInfo picture, CancellationToken cancellationToken)
    {
        // Given up long before another gateway may have the turn: then the picture may be cleared and sent again.
        using var turn = new CancellationTokenSource(TimeSpan.FromSeconds(PictureRemovals.TurnSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(turn.Token, cancellationToken);
        foreach (var name in PictureFiles.Of(picture))
        {
            await store.RemoveAsync(name, either.Token);
        }

        // Cleared before the list forgets it, so that a crash in between repeats the deletion and does not forget it. Pictures
        // call the list, so the list calls no picture: each would wait for the other.
        await grains.GetGrain<IPictureGrain>(picture.Hash).Clear(either.Token);
        MediaMetrics.Deleted.Inc();
    }

    [LoggerMessage(7111, LogLevel.Warning, "The files of the erased picture {Hash} could not be deleted; it is tried again. See Media in docs/RUNBOOK.md.")]
    private partial void LogFailed(string hash, Exception error);
}
