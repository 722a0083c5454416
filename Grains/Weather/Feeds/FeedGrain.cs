using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Feeds;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using Sokbo.Grains.Weather.Feeds.Formats;

namespace Sokbo.Grains.Weather.Feeds;

/// <remarks>
/// One activation pulls for the cluster, woken by a timer; a reminder wakes it on another silo when its own is lost. Each
/// call is reserved by a fenced write before it is made, and what it brought is marked as done only when it is in the
/// stations: a silo that dies in between costs a repeated call after the reservation ends, never a missing hour and never
/// two calls at once. The same reading twice changes nothing in a station.
/// </remarks>
[GrainType("weather-feed")]
internal sealed partial class FeedGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<FeedStore> store,
    FeedClient client,
    FeedChance chance,
    WeatherIntake intake,
    WarningsIntake warnings,
    IOptions<FeedsOptions> options,
    TimeProvider time,
    ILogger<FeedGrain> logger) : Grain, IFeedGrain, IRemindable
{
    private const string ReminderName = "pull";
    private const string IntakeFailed = "intake-failed";
    private const int UnknownLoggedMax = 20;

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>The clock may be set meanwhile.</summary>
    private static readonly TimeSpan SleepMax = TimeSpan.FromMinutes(5);

    private IGrainTimer? _timer;
    private bool _registered;
    private bool _pulling;
    private bool _leaving;

    private string Id => this.GetPrimaryKeyString();

    private FeedSourceOptions SourceOptions => options.Value.Find(Id) ?? new FeedSourceOptions();

    private bool IsOn => FeedSource.Find(Id) is not null && SourceOptions.Enabled;

    public async Task Ensure(CancellationToken cancellationToken)
    {
        if (!IsOn)
        {
            DeactivateOnIdle();
            return;
        }

        if (!_registered)
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod, cancellationToken);
            _registered = true;
        }

        Schedule();
    }

    public Task<FeedStatus> Status(CancellationToken cancellationToken)
    {
        var (record, now) = (store.State.Record, time.GetUtcNow());
        if (!IsOn)
        {
            DeactivateOnIdle();
        }

        return Task.FromResult(new FeedStatus
        {
            Id = Id,
            Enabled = IsOn,
            ObservedAt = record.ObservedAt,
            LastAttemptAt = record.LastAttemptAt,
            LastSuccessAt = record.LastSuccessAt,
            LastError = record.LastError,
            LastErrorAt = record.LastErrorAt,
            Failures = record.Failures,
            CallsToday = FeedRules.CallsOn(record, now),
            CallsPerDayMax = SourceOptions.CallsPerDayMax,
            NextAt = FeedSource.Find(Id) is { } source && IsOn ? FeedRules.WakeAt(record, source, SourceOptions, now) : null,
            Accepted = record.Accepted,
            Refused = record.Refused,
            Gaps = record.Gaps.Length,
            Unknown = record.Unknown,
        });
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (IsOn)
        {
            _registered = true;
            Schedule();
        }
        else if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
            DeactivateOnIdle();
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        FeedsMetrics.Forget(Id);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The timer interleaves, so that health and reminders need not wait for a slow source. Only the pull changes the
    /// record, and <see cref="_pulling"/> keeps it to one at a time.
    /// </summary>
    private void Schedule()
    {
        if (_pulling || _leaving || FeedSource.Find(Id) is not { } source)
        {
            return;
        }

        var wait = FeedRules.WakeAt(store.State.Record, source, SourceOptions, time.GetUtcNow()) - time.GetUtcNow();
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > SleepMax ? SleepMax : wait;
        if (_timer is null)
        {
            _timer = this.RegisterGrainTimer(
                TickAsync, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        }
        else
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        if (_pulling || _leaving || FeedSource.Find(Id) is not { } source)
        {
            return;
        }

        _pulling = true;
        try
        {
            await PullAsync(source, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The activation goes; the reservation holds until its successor may call.
        }
        catch (Exception error)
        {
            // What the store has is unknown: the next activation reads it, within a minute.
            LogStepDown(Id, error);
            _leaving = true;
            DeactivateOnIdle();
        }
        finally
        {
            _pulling = false;
        }

        Schedule();
    }

    private async Task PullAsync(FeedSource source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (FeedRules.WakeAt(store.State.Record, source, SourceOptions, now) > now
            || FeedRules.TaskOf(store.State.Record, source, SourceOptions, now) is not { } task)
        {
            return;
        }

        await WriteAsync(FeedRules.Reserve(store.State.Record, task, options.Value, now), cancellationToken);
        var (record, path) = (store.State.Record, source.PathOf(task));
        var known = record.Path == path;
        var answer = await client.GetAsync(
            source.AddressOf(task, SourceOptions), known ? record.ETag : null, known ? record.LastModified : null, cancellationToken);
        var next = await TakeAsync(source, task, record, answer, cancellationToken);
        await WriteAsync(next, cancellationToken);
        Tell(next, record.Failures);
        if (next.Unknown.Except(record.Unknown).ToList() is { Count: > 0 } unknown)
        {
            LogUnknown(Id, unknown.Count, string.Join(", ", unknown.Take(UnknownLoggedMax)));
        }
    }

    private async Task<FeedRecord> TakeAsync(FeedSource source, FeedTask task, FeedRecord record, FeedAnswer answer, CancellationToken cancellationToken)
    {
        var context = new FeedContext(source, SourceOptions, options.Value, time.GetUtcNow(), chance.Roll());
        if (answer.Code is { } code)
        {
            Count(code);
            return code == FeedAnswer.NotModified
                ? FeedRules.NothingNew(record, task, context)
                : FeedRules.Missed(record, task, code, answer.RetryAfter, context);
        }

        var report = source.Read(answer.Body);
        if (report.Refused is { } refused)
        {
            Count(refused);
            return FeedRules.Missed(record, task, refused, null, context);
        }

        if (await TryIntakeAsync(report, task, cancellationToken) is not { } count)
        {
            Count(IntakeFailed);
            return FeedRules.Missed(record, task, IntakeFailed, null, context);
        }

        Count("read");
        // Validators only now: "nothing new" must mean that what is there was taken over.
        return FeedRules.Taken(
            record with { Path = source.PathOf(task), ETag = answer.ETag, LastModified = answer.LastModified },
            task, count, context with { Now = time.GetUtcNow() });
    }

    private async Task<FeedIntakeCount?> TryIntakeAsync(FeedReport report, FeedTask task, CancellationToken cancellationToken)
    {
        foreach (var (code, times) in report.Counts)
        {
            FeedsMetrics.Refusals.WithLabels(Id, code).Inc(times);
        }

        if (report.Warnings is { } list)
        {
            return await TryTellAsync(list, report.Counts.Values.Sum(), task, cancellationToken);
        }

        var (accepted, refused) = (0, report.Counts.Values.Sum());
        var unknown = new SortedSet<int>();
        try
        {
            foreach (var batch in FeedBatches.Of(report))
            {
                var result = await intake.TakeAsync(batch, cancellationToken);
                accepted += result.Accepted.Length;
                refused += result.Refused.Length;
                foreach (var row in result.Refused)
                {
                    FeedsMetrics.Refusals.WithLabels(Id, row.Code).Inc();
                    if (row.Code == ObservationRules.UnknownStation)
                    {
                        unknown.Add(row.StationId);
                    }
                }
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogIntakeFailed(Id, error);
            return null;
        }

        FeedsMetrics.Readings.WithLabels(Id).Inc(accepted);
        return new FeedIntakeCount(report.Newest, report.Rows.Count(row => row.ObservedAt == task.To), accepted, refused)
        {
            Unknown = [.. unknown.Take(FeedRecord.UnknownMax)],
        };
    }

    /// <summary>
    /// A list that is old tells nothing; one of no known time, or not whole, tells of warnings and never that there are none.
    /// </summary>
    private async Task<FeedIntakeCount?> TryTellAsync(WarningsList list, int refused, FeedTask task, CancellationToken cancellationToken)
    {
        if (list.ListedAt < task.To - FeedSource.WarningsStep || list.ListedAt > time.GetUtcNow() + ObservationRules.AheadMax)
        {
            return new FeedIntakeCount(list.ListedAt, 0, 0, refused);
        }

        try
        {
            var outcome = await warnings.TellAsync(
                list.Reports.Zip(list.Regions).SelectMany(pair => pair.Second.Select(region => (region, pair.First))),
                refused == 0 ? list.ListedAt : null,
                Attribution.Kma,
                cancellationToken);
            return new FeedIntakeCount(list.ListedAt, list.ListedAt is null ? 0 : list.Reports.Length, list.Reports.Length, refused)
            {
                IsPartial = refused > 0 || outcome.Full > 0,
            };
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogIntakeFailed(Id, error);
            return null;
        }
    }

    private async Task WriteAsync(FeedRecord next, CancellationToken cancellationToken)
    {
        store.State = new FeedStore { Record = next };
        await store.WriteStateAsync(cancellationToken);
    }

    private void Count(string outcome) => FeedsMetrics.Calls.WithLabels(Id, outcome).Inc();

    private void Tell(FeedRecord record, int failuresBefore)
    {
        FeedsMetrics.CallsToday.WithLabels(Id).Set(record.CallsToday);
        if (record.LastSuccessAt is { } success)
        {
            FeedsMetrics.LastSuccess.WithLabels(Id).Set(success.ToUnixTimeSeconds());
        }

        if (record.ObservedAt is { } observed)
        {
            FeedsMetrics.Observed.WithLabels(Id).Set(observed.ToUnixTimeSeconds());
        }

        if (record.Failures == 0)
        {
            LogPulled(Id, record.Done, record.Accepted, record.Refused);
        }
        else if (record.Failures == 1 && failuresBefore == 0)
        {
            LogMissed(Id, record.LastError, record.NotBefore);
        }
    }

    [LoggerMessage(4000, LogLevel.Debug, "Source {Source}: {Done} is done, {Accepted} readings, {Refused} refusals.")]
    private partial void LogPulled(string source, DateTimeOffset? done, int accepted, int refused);

    [LoggerMessage(4001, LogLevel.Warning, "Source {Source} has not what was asked for ({Code}); next call at {NextAt}. See docs/RUNBOOK.md#weather-source-fails.")]
    private partial void LogMissed(string source, string? code, DateTimeOffset nextAt);

    [LoggerMessage(4004, LogLevel.Warning, "Source {Source} reports {Count} more stations that nobody has added, and they are left out: {Stations}. See docs/RUNBOOK.md#weather-source-fails.")]
    private partial void LogUnknown(string source, int count, string stations);

    [LoggerMessage(4002, LogLevel.Warning, "Readings of source {Source} could not be taken into the stations; the call is repeated.")]
    private partial void LogIntakeFailed(string source, Exception error);

    [LoggerMessage(4003, LogLevel.Warning, "Source {Source}: the record of what is pulled could not be written, or another activation has; this one goes.")]
    private partial void LogStepDown(string source, Exception error);
}
