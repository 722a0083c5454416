
namespace Sokbo.Gateway.Delivery;

/// <summary>
/// A bounded wait for somebody's answer: over when its time is up or its owner gave up. Dispose it when the answer has
/// come, and it keeps no timer. That happens on the spot: nothing hangs on it by then, and no other thread is needed.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly Action _disposed;

    public Patience(TimeSpan time, TimeProvider clock, Action disposed, CancellationToken cancellationToken)
    {
        _disposed = disposed;
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        End = EndAsync(Task.Delay(time, clock, _over.Token));
    }

    /// <summary>Ends when the wait is over; never fails.</summary>
    public Task End { get; }

    public bool IsOver => End.IsCompleted;

    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
        _disposed();
    }

    /// <summary>A delay lets go of those who wait for one of several tasks on a thread of the pool; this goes on where their work runs.</summary>
    private static async Task EndAsync(Task delay) =>
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
