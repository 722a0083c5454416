using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// Articles that a place has been told of and not yet written down. All that come while it writes are one write together:
/// a place writes its whole state, and where many articles go out at once it would fall behind if it did so for each.
/// </summary>
/// <remarks>
/// To be told interleaves with everything, because it changes nothing; what was told is carried out in a turn of its own.
/// Who told of it hears when it is written, and tries again where it was not.
/// </remarks>
/// <param name="register">Makes the timer whose turn it is.</param>
/// <param name="apply">Writes them down; the same article may be there twice.</param>
/// <param name="time">Ends the wait for it.</param>
internal sealed class AnnouncedTogether(
    Func<Func<CancellationToken, Task>, IGrainTimer> register, Func<ImmutableArray<ArticleContent>, CancellationToken, Task> apply, TimeProvider time)
{
    /// <summary>Beyond that who tells of one is asked to try again.</summary>
    public const int WaitingMax = 1_000;

    /// <summary>
    /// No longer than this one waits to hear that it is written. An activation that leaves has no further turn, and leaves
    /// only when nobody waits: until then nobody could ask the place for anything.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private List<(ArticleContent Content, TaskCompletionSource<int> Done)> _waiting = [];
    private IGrainTimer? _timer;

    /// <summary>Whose turns are those of a grain.</summary>
    public static AnnouncedTogether Of(Grain grain, Func<ImmutableArray<ArticleContent>, CancellationToken, Task> apply) =>
        new(callback => grain.RegisterGrainTimer(callback, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), apply, TimeProvider.System);

    /// <returns>The revision that is written down, or 0: try again.</returns>
    public async Task<int> AddAsync(ArticleContent content, CancellationToken cancellationToken)
    {
        if (_waiting.Count >= WaitingMax)
        {
            return 0;
        }

        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((content, done));
        if (_waiting.Count == 1)
        {
            _timer ??= register(ApplyAsync);
            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        try
        {
            return await done.Task.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return 0;
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var together = _waiting;
        _waiting = [];
        try
        {
            await apply([.. together.Select(told => told.Content)], cancellationToken);
            together.ForEach(told => told.Done.SetResult(told.Content.Version));
        }
        catch (Exception error)
        {
            foreach (var (_, done) in together)
            {
                done.SetException(error);

                // Whoever told of it may have given up waiting.
                _ = done.Task.Exception;
            }

            // The activation may be about to leave, and there may be no further turn.
            _waiting.ForEach(told => told.Done.SetResult(0));
            _waiting.Clear();
        }
    }
}
