using System.IO.Pipelines;

namespace Sokbo.Gateway.Delivery;

/// <summary>What a hub connection sends, and for how long it has sent nothing.</summary>
internal sealed class GuardedInput(PipeReader input, TimeProvider time) : PipeReader
{
    private long _waitingSince;

    /// <summary>Zero while a call is carried out: nothing is read then.</summary>
    public TimeSpan Silence => Volatile.Read(ref _waitingSince) is not 0 and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = input.ReadAsync(cancellationToken);
        return read.IsCompleted ? read : WaitAsync(read);
    }

    public override bool TryRead(out ReadResult result) => input.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => input.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => input.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => input.Complete(exception);

    private async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> read)
    {
        Volatile.Write(ref _waitingSince, Math.Max(1, time.GetTimestamp()));
        try
        {
            return await read;
        }
        finally
        {
            Volatile.Write(ref _waitingSince, 0);
        }
    }
}
