using System.Diagnostics.CodeAnalysis;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// One feed's conversation with its owner: at most one call under way, needs that come meanwhile are met by the next one.
/// After a failure it tries again with growing, jittered pauses for as long as somebody uses the feed. Who has learned that
/// something is to be had insists: then a pause is cut short, and a call that is long under way is taken for lost.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without timer and links holds nothing.")]
internal sealed class FeedSync(FeedServices services, Func<SyncNeed, CancellationToken, Task<SyncNeed>> round, Func<bool> isUsed)
{
    /// <summary>Least pause between two rounds: readers with made-up positions cannot make one gateway ask faster.</summary>
    private const int SpacingMilliseconds = 25;

    private const int FirstPauseMilliseconds = 50;

    /// <summary>An owner that is slower than this, while its silo answers, is not to be told from one that never got the call.</summary>
    private const int LostAfterMilliseconds = 1_000;

    private readonly Lock _gate = new();
    private SyncNeed _need;
    private TaskCompletionSource _next = NewRound();
    private TaskCompletionSource? _underWay;
    private bool _running;
    private CancellationTokenSource _insisted = new();
    private long _takenAt;

    /// <summary>The loop that is or was running; never fails.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// The end of the round under way, if there is one; else asks for one, unless the last one has met the need: it may have
    /// ended after the caller looked.
    /// </summary>
    public Task Join(SyncNeed need, Func<bool> isMet)
    {
        lock (_gate)
        {
            return _underWay is not null ? EndAsync(_underWay) : isMet() ? Task.CompletedTask : Request(need);
        }
    }

    /// <summary>Asks for a round that starts from now on; the task ends with that round, however it went.</summary>
    public Task Request(SyncNeed need, TimeSpan delay = default)
    {
        lock (_gate)
        {
            _need = need > _need ? need : _need;
            if (!_running)
            {
                _running = true;
                Completion = Task.Factory.StartNew(
                    () => RunAsync(delay), CancellationToken.None, TaskCreationOptions.DenyChildAttach, services.Workers).Unwrap();
            }

            return EndAsync(_next);
        }
    }

    /// <summary>
    /// Asks for a round soon: for a renewal that names this topic, for a beat that finds it unheard. Once somebody waits in
    /// vain for a lost answer, or through a pause, the next finding of the same ends that.
    /// </summary>
    public void Insist(SyncNeed need, TimeSpan delay = default)
    {
        CancellationTokenSource? waiting;
        lock (_gate)
        {
            waiting = _running && (_underWay is null || services.Time.GetElapsedTime(_takenAt).TotalMilliseconds >= LostAfterMilliseconds)
                ? _insisted
                : null;
            _ = Request(need, delay);
        }

        if (waiting is not null)
        {
            // Away from this stack: what was waited for goes on where it is cancelled.
            _ = Task.Factory.StartNew(
                () => CancelAsync(waiting, delay), CancellationToken.None, TaskCreationOptions.DenyChildAttach, services.Workers).Unwrap();
        }
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A round completes its source away from its own stack; what waits goes on where its waiter's work runs.</summary>
    private static async Task EndAsync(TaskCompletionSource round) => await round.Task;

    [SuppressMessage("Usage", "MA0042", Justification = "Who waits goes on in this turn, not on a thread of the pool.")]
    private async Task CancelAsync(CancellationTokenSource waiting, TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, services.Time);
        }

        waiting.Cancel();
    }

    private async Task RunAsync(TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, services.Time);
        }

        var failures = 0;
        while (Take(failures) is var (need, done, insisted))
        {
            var left = await round(need, insisted);
            if (left != SyncNeed.None)
            {
                failures++;
                Want(left);
            }
            else
            {
                failures = 0;
            }

            Finish(done);
            await Task.Delay(TimeSpan.FromMilliseconds(SpacingMilliseconds), services.Time);
            if (failures > 0)
            {
                await Task.Delay(Pause(failures), services.Time, insisted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private (SyncNeed Need, TaskCompletionSource Done, CancellationToken Insisted)? Take(int failures)
    {
        lock (_gate)
        {
            if (_need == SyncNeed.None || (failures > 0 && !isUsed()))
            {
                _running = false;
                return null;
            }

            _insisted = new CancellationTokenSource();
            _takenAt = services.Time.GetTimestamp();
            var taken = (_need, _next, _insisted.Token);
            _need = SyncNeed.None;
            _underWay = _next;
            _next = NewRound();
            return taken;
        }
    }

    private void Finish(TaskCompletionSource done)
    {
        lock (_gate)
        {
            _underWay = null;
        }

        done.SetResult();
    }

    private void Want(SyncNeed need)
    {
        lock (_gate)
        {
            _need = need > _need ? need : _need;
        }
    }

    private TimeSpan Pause(int failures)
    {
        var most = Math.Min(services.Options.RetryMillisecondsMax, FirstPauseMilliseconds << Math.Min(failures - 1, 12));
        return TimeSpan.FromMilliseconds(most / 2d) + services.Jitter.Below(most / 2);
    }
}
