using System.Diagnostics.CodeAnalysis;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// One feed's conversation with its owner: at most one call under way, needs that come meanwhile are met by the next one.
/// After a failure it tries again with growing, jittered pauses for as long as somebody uses the feed.
/// </summary>
internal sealed class FeedSync(FeedServices services, Func<SyncNeed, Task<SyncNeed>> round, Func<bool> isUsed)
{
    /// <summary>Least pause between two rounds: readers with made-up positions cannot make one gateway ask faster.</summary>
    private const int SpacingMilliseconds = 25;

    private const int FirstPauseMilliseconds = 50;

    private readonly Lock _gate = new();
    private SyncNeed _need;
    private TaskCompletionSource _next = NewRound();
    private TaskCompletionSource? _underWay;
    private bool _running;

    /// <summary>The loop that is or was running; never fails.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>The end of the round under way, if there is one; else asks for one.</summary>
    public Task Join(SyncNeed need)
    {
        lock (_gate)
        {
            return _underWay is null ? Request(need) : EndAsync(_underWay);
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

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A round completes its source away from its own stack; what waits goes on where its waiter's work runs.</summary>
    [SuppressMessage("Usage", "VSTHRD003", Justification = "Rounds complete their source asynchronously, on no lock.")]
    private static async Task EndAsync(TaskCompletionSource round) => await round.Task;

    private async Task RunAsync(TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, services.Time);
        }

        var failures = 0;
        while (Take(failures) is var (need, done))
        {
            var left = await round(need);
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
            await Task.Delay(failures == 0 ? TimeSpan.FromMilliseconds(SpacingMilliseconds) : Pause(failures), services.Time);
        }
    }

    private (SyncNeed Need, TaskCompletionSource Done)? Take(int failures)
    {
        lock (_gate)
        {
            if (_need == SyncNeed.None || (failures > 0 && !isUsed()))
            {
                _running = false;
                return null;
            }

            var taken = (_need, _next);
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
