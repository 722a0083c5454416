using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Delivery.Drain;

/// <summary>
/// Moves the readers of this gateway to others before it stops.
/// <code>
///   notice        | window: a wave every 100 ms        | grace           | stop
///   nobody new    | Reconnect(after 0–100 ms) to each  | the rest closes |
/// </code>
/// </summary>
internal sealed partial class ReaderDrain(
    ReaderConnections readers, IOptions<DeliveryOptions> options, Jitter jitter, TimeProvider time, ILogger<ReaderDrain> logger) : IDrain
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly DeliveryOptions _options = options.Value;

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_options.DrainWindowSeconds == 0)
        {
            // Nobody else is there to go to: they come back to this process when it is up again.
            Move([.. readers.All], _options.DrainSpreadSeconds * 1_000);
            return;
        }

        if (readers.Count > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(_options.DrainNoticeSeconds), time, cancellationToken);
        }

        var all = jitter.Shuffle([.. readers.All]);
        LogDraining(logger, all.Length, _options.DrainWindowSeconds);
        var next = 0;
        foreach (var size in DrainPlan.Waves(all.Length, TimeSpan.FromSeconds(_options.DrainWindowSeconds), Pause))
        {
            if (next == all.Length)
            {
                break;
            }

            Move(all.AsSpan(next, size), (int)Pause.TotalMilliseconds);
            next += size;
            await Task.Delay(Pause, time, cancellationToken);
        }

        await WaitAsync(cancellationToken);
        foreach (var left in readers.All)
        {
            left.Outbox.Abort(ErrorCode.Drained);
        }
    }

    private void Move(ReadOnlySpan<ReaderConnection> moving, int spreadMilliseconds)
    {
        foreach (var reader in moving)
        {
            reader.Sink.Move(new WireReconnectPlan
            {
                AfterMilliseconds = (int)jitter.Below(spreadMilliseconds).TotalMilliseconds,
                Reason = "drain",
            });
        }

        DeliveryMetrics.Moved.Inc(moving.Length);
    }

    /// <summary>Until everybody has left, at most the grace.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (readers.Count > 0 && time.GetElapsedTime(started) < TimeSpan.FromSeconds(_options.DrainGraceSeconds))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    [LoggerMessage(1130, LogLevel.Information, "Moving {Readers} readers to other gateways within {Seconds} s.")]
    private static partial void LogDraining(ILogger logger, int readers, int seconds);
}
