using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>
/// The event log of this run of this gateway. One write is under way; what comes meanwhile gathers for the next one, so
/// that the busier it is, the more events share a write.
/// <code>
///   requests ──► drafts, the last one gathering ──► the write under way ──► store
///                bounded in events                   the same bytes until it is acknowledged
/// </code>
/// </summary>
/// <remarks>
/// A write whose answer is not known may have been carried out. Its repetition has the same number and the same bytes, and
/// readers of the log pass over a number that they have seen. No entry is begun before the one before it was acknowledged:
/// otherwise a later number could be there, and be folded, without an earlier one.
/// </remarks>
internal sealed partial class EventLog(
    IEventLogStore store,
    ILogArrivals arrivals,
    GatewayIdentity identity,
    Serializer serializer,
    IOptions<EventLogOptions> options,
    Jitter jitter,
    TimeProvider time,
    ILogger<EventLog> logger) : IHostedService, IDisposable
{
    private const int RetryMillisecondsMin = 20;

    /// <summary>The client of the store gives up a command after 5 s; this one is for a client that hangs.</summary>
    private static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(10);

    /// <summary>Little beside what a write takes that waits for a disk, and nothing where a write takes no time.</summary>
    private static readonly TimeSpan GapMax = TimeSpan.FromMilliseconds(2);

    private readonly EventLogOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly Queue<EntryDraft> _drafts = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _abandoned = new();
    private EntryDraft? _gathering;
    private int _pending;
    private bool _stopping;
    private Task _writing = Task.CompletedTask;
    private long _durableSeq;
    private int _announcing;

    /// <summary>New with each start: nobody else ever writes to it.</summary>
    public string Id => identity.Id;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteAllAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Writes what waits, and gives up what could not be written in time: nobody was told that it was kept.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _stopping = true;
        }

        _wake.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(TimeSpan.FromSeconds(_options.FlushSeconds), time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            await _abandoned.CancelAsync();
            await _writing;
        }
    }

    public void Dispose() => _abandoned.Dispose();

    /// <summary>Takes the events, and ends when they are durable or <paramref name="wait"/> is over. Cancelling ends the wait alone.</summary>
    public async Task<AppendOutcome> AppendAsync(EventBatch batch, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return AppendOutcome.Durable;
        }

        if (Take(batch) is not { } draft)
        {
            AdsMetrics.LogRefused.WithLabels("full").Inc();
            return AppendOutcome.Full;
        }

        try
        {
            await draft.UntilDurableAsync(wait, time, cancellationToken);
            return AppendOutcome.Durable;
        }
        catch (Exception error) when (error is TimeoutException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            AdsMetrics.LogRefused.WithLabels("late").Inc();
            return AppendOutcome.Unknown;
        }
    }

    private EntryDraft? Take(EventBatch batch)
    {
        EntryDraft draft;
        lock (_gate)
        {
            if (_stopping || _pending + batch.Count > _options.PendingMax)
            {
                return null;
            }

            if (_gathering is null || _gathering.Count + batch.Count > _options.EntryEventsMax)
            {
                _gathering = new EntryDraft();
                _drafts.Enqueue(_gathering);
            }

            draft = _gathering;
            _pending += draft.Add(batch);
            AdsMetrics.LogPending.Set(_pending);
        }

        _wake.Writer.TryWrite(true);
        return draft;
    }

    /// <summary>
    /// Whoever was just answered by a write that many shared sends its next events together with the others. Without a
    /// short wait the first of them would begin a write of its own, and the others would wait for two.
    /// </summary>
    private async ValueTask<EntryDraft?> NextAsync(TimeSpan gap)
    {
        if (gap > TimeSpan.Zero && _drafts.Count == 1 && !_stopping)
        {
            await Task.Delay(gap, time, _abandoned.Token);
        }

        return Next();
    }

    private EntryDraft? Next()
    {
        lock (_gate)
        {
            var draft = _drafts.TryDequeue(out var first) ? first : null;
            _gathering = ReferenceEquals(draft, _gathering) ? null : _gathering;
            return draft;
        }
    }

    private void Forget(EntryDraft draft)
    {
        lock (_gate)
        {
            _pending -= draft.Count;
            AdsMetrics.LogPending.Set(_pending);
        }
    }

    private async Task WriteAllAsync()
    {
        var (seq, gap) = (0L, TimeSpan.Zero);
        try
        {
            while (await _wake.Reader.WaitToReadAsync(CancellationToken.None) || _drafts.Count > 0)
            {
                _wake.Reader.TryRead(out _);
                while (await NextAsync(gap) is { } draft)
                {
                    var took = await WriteAsync(draft, ++seq);
                    gap = draft.Requests > 1 ? TimeSpan.FromTicks(Math.Min(took.Ticks / 4, GapMax.Ticks)) : TimeSpan.Zero;
                }
            }
        }
        catch (OperationCanceledException) when (_abandoned.IsCancellationRequested)
        {
            LogAbandoned(_pending);
            while (Next() is { } draft)
            {
                draft.Abandon();
            }
        }
    }

    /// <returns>How long it took.</returns>
    private async Task<TimeSpan> WriteAsync(EntryDraft draft, long seq)
    {
        var bytes = EventLogCodec.Encode(serializer, draft.ToEntry(seq));
        var started = time.GetTimestamp();
        try
        {
            await UntilAcknowledgedAsync(seq, () => store.AppendAsync(Id, bytes));
        }
        catch (OperationCanceledException)
        {
            draft.Abandon();
            throw;
        }

        var took = time.GetElapsedTime(started);
        AdsMetrics.LogWriteSeconds.Observe(took.TotalSeconds);
        draft.Acknowledge();
        Forget(draft);
        Announce(seq);
        return took;
    }

    /// <summary>Whatever goes wrong may have been carried out, and may pass: no error of the store ends the log.</summary>
    private async Task UntilAcknowledgedAsync(long seq, Func<Task> write)
    {
        var pause = RetryMillisecondsMin;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await write().WaitAsync(AttemptMax, time, _abandoned.Token);
                if (attempt > 1)
                {
                    LogAcknowledged(seq, attempt);
                }

                return;
            }
            catch (Exception error) when (error is not OperationCanceledException || !_abandoned.IsCancellationRequested)
            {
                AdsMetrics.LogRepeats.Inc();
                if (attempt == 1)
                {
                    LogUnknown(seq, error);
                }
            }

            // Half of the pause by chance, so that gateways do not knock together when the store is back.
            await Task.Delay(TimeSpan.FromMilliseconds(pause / 2) + jitter.Below(pause / 2), time, _abandoned.Token);
            pause = Math.Min(pause * 2, _options.RetryMillisecondsMax);
        }
    }

    /// <summary>At most one call is under way; what became durable meanwhile is in the next one.</summary>
    private void Announce(long seq)
    {
        Volatile.Write(ref _durableSeq, seq);
        if (Interlocked.Exchange(ref _announcing, 1) == 0)
        {
            _ = AnnounceAsync();
        }
    }

    private async Task AnnounceAsync()
    {
        long announced;
        do
        {
            announced = Volatile.Read(ref _durableSeq);
            try
            {
                await arrivals.ArrivedAsync(Id, announced).WaitAsync(AttemptMax, time);
            }
            catch (Exception error)
            {
                // A hint: silos look for what they were not told of.
                LogNotAnnounced(announced, error);
            }

            Volatile.Write(ref _announcing, 0);
        }
        while (Volatile.Read(ref _durableSeq) > announced && Interlocked.Exchange(ref _announcing, 1) == 0);
    }

    [LoggerMessage(4100, LogLevel.Warning, "It is not known whether entry {Seq} of the event log was written; it is repeated until it is. See docs/RUNBOOK.md, \"Store does not take writes\".")]
    private partial void LogUnknown(long seq, Exception exception);

    [LoggerMessage(4101, LogLevel.Information, "Entry {Seq} of the event log was acknowledged at try {Attempt}.")]
    private partial void LogAcknowledged(long seq, int attempt);

    [LoggerMessage(4102, LogLevel.Warning, "Stopping without the store: {Events} events that nobody was told of as kept are given up.")]
    private partial void LogAbandoned(int events);

    [LoggerMessage(4103, LogLevel.Debug, "The cluster was not told of entry {Seq}.")]
    private partial void LogNotAnnounced(long seq, Exception exception);
}
