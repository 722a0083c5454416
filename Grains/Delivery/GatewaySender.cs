using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// The way from one silo to one gateway. All topics share one bounded queue and one batch is under way at a time: the
/// answer to it is the credit for the next, so a slow gateway fills its own queue here and not the silo's memory.
/// What is dropped or fails is found by the gateway at its next renewal and pulled.
/// </summary>
internal sealed partial class GatewaySender : IDisposable
{
    private const int FailuresMax = 3;

    private readonly ITopicObserver _observer;
    private readonly TopicOwnerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<TopicPush> _queue;
    private readonly CancellationTokenSource _closed = new();
    private long _renewedAt;

    public GatewaySender(
        string gateway, ITopicObserver observer, TopicOwnerOptions options, TimeProvider time, TaskScheduler workers,
        ILogger<GatewaySender> logger)
    {
        Gateway = gateway;
        _observer = observer;
        _options = options;
        _time = time;
        _logger = logger;
        _renewedAt = time.GetTimestamp();
        _queue = Channel.CreateBounded<TopicPush>(
            new BoundedChannelOptions(options.GatewayQueueLengthMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            static _ => DeliveryMetrics.Dropped.Inc());

        // Started away from the grain's scheduler: the loop belongs to the silo and outlives the turn that made it.
        Completion = Task.Factory.StartNew(
            RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, workers).Unwrap();
    }

    public string Gateway { get; }

    /// <summary>Ends when the sender was closed; never fails.</summary>
    public Task Completion { get; }

    public bool IsClosed => _closed.IsCancellationRequested;

    public bool IsExpired => _time.GetElapsedTime(Volatile.Read(ref _renewedAt)) > TimeSpan.FromSeconds(_options.LeaseSeconds);

    public void Renew() => Volatile.Write(ref _renewedAt, _time.GetTimestamp());

    public void Enqueue(TopicPush push) => _queue.Writer.TryWrite(push);

    public void Close()
    {
        if (!_closed.IsCancellationRequested)
        {
            _closed.Cancel();
            _queue.Writer.TryComplete();
        }
    }

    public void Dispose()
    {
        Close();
        _closed.Dispose();
    }

    private async Task RunAsync()
    {
        var failures = 0;
        try
        {
            while (failures < FailuresMax && await _queue.Reader.WaitToReadAsync(_closed.Token))
            {
                failures = await SendAsync(Take()) ? 0 : failures + 1;
            }

            if (failures >= FailuresMax)
            {
                LogGivenUp(Gateway, failures);
            }
        }
        catch (OperationCanceledException)
        {
            // Closed: the lease ran out, or the silo stops.
        }

        Close();
    }

    private ImmutableArray<TopicPush> Take()
    {
        var batch = ImmutableArray.CreateBuilder<TopicPush>();
        while (batch.Count < _options.GatewayBatchMax && _queue.Reader.TryRead(out var push))
        {
            batch.Add(push);
        }

        return batch.DrainToImmutable();
    }

    private async Task<bool> SendAsync(ImmutableArray<TopicPush> batch)
    {
        try
        {
            await _observer.Push(batch).WaitAsync(TimeSpan.FromSeconds(_options.PushTimeoutSeconds), _time, _closed.Token);
            DeliveryMetrics.Pushed.Inc(batch.Length);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_closed.IsCancellationRequested)
        {
            DeliveryMetrics.PushFailures.Inc();
            LogPushFailed(exception, Gateway, batch.Length);
            return false;
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Pushing {Count} updates to gateway {Gateway} failed; it pulls what it misses.")]
    private partial void LogPushFailed(Exception exception, string gateway, int count);

    [LoggerMessage(1002, LogLevel.Warning, "Gateway {Gateway} is dropped after {Failures} failed pushes; it subscribes anew when it is back.")]
    private partial void LogGivenUp(string gateway, int failures);
}
