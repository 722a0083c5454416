using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Api;

/// <summary>
/// A gateway's replica of a small cluster topic that every request needs. It outlives an outage of the cluster.
/// </summary>
internal sealed partial class PinnedTopic<TState>(
    TopicName topic, IGrainFactory grains, TimeProvider time, ILogger<PinnedTopic<TState>> logger) : BackgroundService
    where TState : TopicPayload
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Requests that miss something cannot ask the owner more often than this, together.</summary>
    private static readonly TimeSpan RefreshGap = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile TState? _current;
    private Position _position = new("", 0);
    private long _askedAt;
    private bool _asked;
    private bool _failing;

    /// <summary>Null until the cluster was reached for the first time.</summary>
    public TState? Current => _current;

    /// <summary>Asks the owner. What was committed before this call is in the answer, unless the cluster does not answer.</summary>
    public async Task<TState?> RefreshAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_asked && _askedAt > since)
            {
                // Somebody asked after this call began.
                return _current;
            }

            if (_asked && time.GetElapsedTime(_askedAt) is var age && age < RefreshGap)
            {
                await Task.Delay(RefreshGap - age, TimeProvider.System, cancellationToken);
            }

            _askedAt = time.GetTimestamp();
            _asked = true;
            await PullAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        return _current;
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync(stoppingToken);
                await Task.Delay(Period, TimeProvider.System, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task PullAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await grains.GetGrain<ITopicGrain>(topic.Owner).Pull(topic.Text, _position, cancellationToken);
            if (answer.Outcome == TopicOutcome.Snapshot && answer.State is TState state)
            {
                _current = state;
            }
            else if (answer.Outcome == TopicOutcome.Resumed)
            {
                _current = answer.Updates.Aggregate(_current, (before, update) =>
                    (TState?)(update.Kind == UpdateKind.Snapshot ? update.Data : before?.Apply(update.Data)));
            }

            _position = answer.Outcome == TopicOutcome.Unknown ? _position : answer.Position;
            _failing = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The last state stays in force: a gateway works while silos are away.
            if (!_failing)
            {
                _failing = true;
                LogFailing(topic.Text, error);
            }
        }
    }

    [LoggerMessage(6010, LogLevel.Warning, "{Topic} cannot be read from the cluster; the last known state stays in force.")]
    private partial void LogFailing(string topic, Exception error);
}
