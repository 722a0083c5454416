using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Events;

/// <remarks>
/// Reentrant, so that barriers that arrive during a round wait together for the next one. A round takes all that wait
/// before it looks at any log; there is one round at a time.
/// </remarks>
[GrainType("event-logs")]
[Reentrant]
internal sealed partial class EventLogsGrain(IEventLogReader logs, ILogger<EventLogsGrain> logger) : Grain, IEventLogsGrain
{
    private const int WaitingMax = 10_000;
    private const int CallsAtOnceMax = 32;

    private readonly Dictionary<string, long> _waiting = new(StringComparer.Ordinal);
    private bool _running;

    public async Task Barrier(string campaign, long barrier, CancellationToken cancellationToken)
    {
        if (_waiting.Count >= WaitingMax && !_waiting.ContainsKey(campaign))
        {
            // The budget asks again.
            AdsMetrics.Barriers.WithLabels("refused").Inc();
            return;
        }

        _waiting[campaign] = barrier;
        if (!_running)
        {
            await RoundsAsync();
        }
    }

    public async Task Look(CancellationToken cancellationToken)
    {
        var known = await logs.ListAsync(cancellationToken);
        AdsMetrics.LogsOpen.Set(known.Length);
        await FoldAsync(known);
        await Task.WhenAll(known.Select(log => logs.ForgetAsync(log, cancellationToken)));
    }

    private async Task RoundsAsync()
    {
        _running = true;
        try
        {
            while (_waiting.Count > 0)
            {
                var barriers = _waiting.ToArray();
                _waiting.Clear();
                try
                {
                    await FoldAsync(await logs.ListAsync(CancellationToken.None));
                }
                catch (Exception error)
                {
                    AdsMetrics.Barriers.WithLabels("failed").Inc();
                    LogRoundFailed(barriers.Length, error);
                    continue;
                }

                AdsMetrics.Barriers.WithLabels("passed").Inc();
                await CloseAsync(barriers);
            }
        }
        finally
        {
            _running = false;
        }
    }

    private async Task FoldAsync(ImmutableArray<string> known)
    {
        foreach (var some in known.Chunk(CallsAtOnceMax))
        {
            await Task.WhenAll(some.Select(log => GrainFactory.GetGrain<IEventLogGrain>(log).FoldAll(CancellationToken.None)));
        }
    }

    private async Task CloseAsync(KeyValuePair<string, long>[] barriers)
    {
        foreach (var some in barriers.Chunk(CallsAtOnceMax))
        {
            await Task.WhenAll(some.Select(async pair =>
            {
                try
                {
                    await GrainFactory.GetGrain<IBudgetGrain>(pair.Key).CloseDue(pair.Value, CancellationToken.None);
                }
                catch (Exception error)
                {
                    LogNotClosed(pair.Key, error);
                }
            }));
        }
    }

    [LoggerMessage(3022, LogLevel.Warning, "The event logs could not be folded to their ends; {Barriers} budgets ask again before they close leases.")]
    private partial void LogRoundFailed(int barriers, Exception error);

    [LoggerMessage(3023, LogLevel.Warning, "Budget {Campaign} has not closed its leases; it asks again.")]
    private partial void LogNotClosed(string campaign, Exception error);
}
