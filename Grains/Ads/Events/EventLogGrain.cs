using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Events;

/// <remarks>
/// Reentrant, so that calls that come during a pass share the next one. There is one pass at a time, and what it reads
/// and cuts is decided within it; budgets know what they have folded, so a second activation repeats and doubles nothing.
/// </remarks>
[GrainType("event-log")]
[Reentrant]
internal sealed partial class EventLogGrain(IEventLogReader log, ILogger<EventLogGrain> logger) : Grain, IEventLogGrain, IDisposable
{
    private const int EntriesMax = 200;
    private const int BudgetsAtOnceMax = 32;

    /// <summary>Between passes that nobody waits for: what comes meanwhile is one fold for each campaign.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The last entry that each campaign has confirmed, while entries before it are not cut off.</summary>
    private readonly Dictionary<string, long> _confirmed = new(StringComparer.Ordinal);

    private readonly SemaphoreSlim _passes = new(1);
    private long _asked;
    private long _done;
    private IGrainTimer? _timer;

    private string Log => this.GetPrimaryKeyString();

    public Task Arrived(long seq, CancellationToken cancellationToken)
    {
        // A timer and not a wait here: the call is one-way, and those that come meanwhile find the timer set.
        _timer ??= this.RegisterGrainTimer(FoldArrivedAsync, new GrainTimerCreationOptions(Pause, Timeout.InfiniteTimeSpan) { Interleave = true });
        return Task.CompletedTask;
    }

    public async Task FoldAll(CancellationToken cancellationToken)
    {
        // A pass that has begun may have read before the caller's entries were there.
        var wanted = ++_asked;
        await _passes.WaitAsync(cancellationToken);
        try
        {
            if (_done < wanted)
            {
                var asked = _asked;
                await PassAsync();
                _done = asked;
            }
        }
        catch
        {
            AdsMetrics.FoldFailures.Inc();
            throw;
        }
        finally
        {
            _passes.Release();
        }
    }

    public void Dispose() => _passes.Dispose();

    private async Task FoldArrivedAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        _timer = null;
        try
        {
            // Not the timer's token: disposing of the timer has cancelled it.
            await FoldAll(CancellationToken.None);
        }
        catch (Exception error)
        {
            // The look over all logs comes back to it within seconds.
            LogPassFailed(Log, error);
        }
    }

    /// <summary>Folds from the front to the end as it is now, and cuts off what every campaign has folded.</summary>
    private async Task PassAsync()
    {
        ImmutableArray<EventLogEntry> entries;
        do
        {
            entries = await log.ReadAsync(Log, EntriesMax, CancellationToken.None);
            if (entries.Length > 0)
            {
                await FoldAsync(entries);
                await log.CutAsync(Log, entries[^1].Seq, CancellationToken.None);
                _confirmed.Clear();
            }
        }
        while (entries.Length == EntriesMax);
    }

    private async Task FoldAsync(ImmutableArray<EventLogEntry> entries)
    {
        var last = entries[^1].Seq;
        var requests = entries
            .SelectMany(entry => entry.Campaigns.Select(events => new FoldEntry(entry.Seq, events)))
            .GroupBy(entry => entry.Events.Campaign, StringComparer.Ordinal)
            .Select(group => (
                Campaign: group.Key,
                Request: new FoldRequest(Log, [.. group.Where(entry => entry.Seq > _confirmed.GetValueOrDefault(group.Key))])))
            .Where(pair => pair.Request.Entries.Length > 0);
        List<Exception> errors = [];
        foreach (var some in requests.Chunk(BudgetsAtOnceMax))
        {
            await Task.WhenAll(some.Select(async pair =>
            {
                try
                {
                    if (!await GrainFactory.GetGrain<IBudgetGrain>(pair.Campaign).Fold(pair.Request, CancellationToken.None))
                    {
                        AdsMetrics.Unknown.Inc();
                        LogUnknown(Log, pair.Campaign);
                    }

                    _confirmed[pair.Campaign] = last;
                }
                catch (Exception error)
                {
                    // The others go on; this one is repeated before anything is cut off.
                    errors.Add(error);
                }
            }));
        }

        if (errors.Count > 0)
        {
            throw new AggregateException($"{errors.Count} budgets have not folded log {Log} up to {last}.", errors);
        }
    }

    [LoggerMessage(3020, LogLevel.Warning, "A pass over event log {Log} did not reach its end; it is repeated.")]
    private partial void LogPassFailed(string log, Exception error);

    [LoggerMessage(3021, LogLevel.Warning, "Event log {Log} has events of campaign {Campaign}, which has no budget; they are dropped.")]
    private partial void LogUnknown(string log, string campaign);
}
