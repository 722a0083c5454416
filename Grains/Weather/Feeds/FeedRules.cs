using System.Collections.Immutable;
using Sokbo.Grains.Pulls;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>When a source is called and for what. Pure; <c>roll</c> is chance, from 0 to below 1.</summary>
internal static class FeedRules
{
    public const int GapAttemptsMax = 5;
    public const int IncompleteAnswersMax = 4;
    public const string Stale = "stale";
    public const string Incomplete = "incomplete";

    private const decimal CompleteShare = 0.95m;

    /// <summary>For the intake, after the time-out of the call: a reservation outlives both.</summary>
    private static readonly TimeSpan IntakeMargin = TimeSpan.FromSeconds(40);

    /// <summary>Reports of the minute text that came late are in the next call's range.</summary>
    private static readonly TimeSpan RangeOverlap = TimeSpan.FromMinutes(2);

    /// <summary>Shortest pause between two calls.</summary>
    private static readonly TimeSpan BetweenGaps = TimeSpan.FromSeconds(2);

    /// <summary>The newest time whose report should be there.</summary>
    public static DateTimeOffset Expected(FeedSource source, FeedSourceOptions options, DateTimeOffset now)
    {
        var arrived = now.ToUniversalTime() - TimeSpan.FromMinutes(options.ArrivalMinutes);
        return new DateTimeOffset(arrived.Ticks - (arrived.Ticks % source.Step.Ticks), TimeSpan.Zero);
    }

    /// <summary>What to pull next, the newest first: readers wait for that. Null where everything is there.</summary>
    public static FeedTask? TaskOf(FeedRecord record, FeedSource source, FeedSourceOptions options, DateTimeOffset now)
    {
        var expected = Expected(source, options, now);
        if (record.Done is not { } done)
        {
            return new FeedTask(expected, expected);
        }

        if (done < expected)
        {
            var from = source.RangeMax == TimeSpan.Zero ? expected : Later(done + source.Step - RangeOverlap, expected - source.RangeMax);
            return new FeedTask(from, expected);
        }

        return record.Gaps.IsEmpty ? TaskOfAgain(record) : new FeedTask(record.Gaps[^1].At, record.Gaps[^1].At);
    }

    private static FeedTask? TaskOfAgain(FeedRecord record) => record.Again is { } again ? new FeedTask(again, again) : null;

    /// <summary>When there is something to do, and it is allowed.</summary>
    public static DateTimeOffset WakeAt(FeedRecord record, FeedSource source, FeedSourceOptions options, DateTimeOffset now)
    {
        var due = TaskOf(record, source, options, now) is null
            ? Expected(source, options, now) + source.Step + TimeSpan.FromMinutes(options.ArrivalMinutes)
            : now;
        var allowed = CallsOn(record, now) >= options.CallsPerDayMax ? PullPause.StartOf(record.Day + 1) : now;
        return Later(Later(due, allowed), record.NotBefore);
    }

    public static int CallsOn(FeedRecord record, DateTimeOffset now) => record.Day == PullPause.DayOf(now) ? record.CallsToday : 0;

    /// <summary>
    /// A call is counted and reserved before it is made: whoever takes over while it may be under way waits for the end of
    /// the reservation, and of two activations only the one whose write passes makes the call.
    /// </summary>
    public static FeedRecord Reserve(FeedRecord record, FeedTask task, FeedsOptions options, DateTimeOffset now) => record with
    {
        Day = PullPause.DayOf(now),
        CallsToday = CallsOn(record, now) + 1,
        LastAttemptAt = now,
        NotBefore = now + TimeSpan.FromSeconds(options.TimeoutSeconds) + IntakeMargin,
        Target = task.To,
        IncompleteAnswers = record.Target == task.To ? record.IncompleteAnswers : 0,
    };

    /// <summary>After an answer whose readings are in the stations.</summary>
    public static FeedRecord Taken(FeedRecord record, FeedTask task, FeedIntakeCount count, FeedContext context)
    {
        var next = record with
        {
            LastSuccessAt = context.Now,
            ObservedAt = count.Newest is { } newest && !(record.ObservedAt >= newest) ? newest : record.ObservedAt,
            Accepted = count.Accepted,
            Refused = count.Refused,
            Unknown = count.Unknown,
        };
        if (count.RowsOfTarget == 0)
        {
            return Missed(next, task, Stale, null, context);
        }

        if (count.IsPartial)
        {
            return Missed(next, task, Incomplete, null, context);
        }

        next = next with { IncompleteAnswers = record.IncompleteAnswers + 1 };
        return !context.Source.WaitsForAll || count.RowsOfTarget >= record.UsualRows * CompleteShare || next.IncompleteAnswers >= IncompleteAnswersMax
            ? Complete(next with { UsualRows = count.RowsOfTarget }, task, context)
            : Missed(next, task, Incomplete, null, context);
    }

    /// <summary>After "nothing new": of a report that was incomplete, another look at it.</summary>
    public static FeedRecord NothingNew(FeedRecord record, FeedTask task, FeedContext context)
    {
        var next = record with { LastSuccessAt = context.Now };
        if (record.IncompleteAnswers == 0)
        {
            return Missed(next, task, Stale, null, context);
        }

        next = next with { IncompleteAnswers = record.IncompleteAnswers + 1 };
        return next.IncompleteAnswers >= IncompleteAnswersMax ? Complete(next, task, context) : Missed(next, task, Incomplete, null, context);
    }

    /// <summary>After a call that brought nothing: a pause that grows, by chance anywhere in it.</summary>
    public static FeedRecord Missed(FeedRecord record, FeedTask task, string code, TimeSpan? retryAfter, FeedContext context)
    {
        var pause = PullPause.After(
            record.Failures, TimeSpan.FromSeconds(context.Options.RetrySeconds), TimeSpan.FromSeconds(context.Options.RetrySecondsMax), retryAfter, context.Roll);
        return record with
        {
            Failures = Math.Min(record.Failures + 1, 1_000_000),
            LastError = code,
            LastErrorAt = context.Now,
            Again = record.Again == task.To ? null : record.Again,
            NotBefore = context.Now + pause,
            Gaps =
            [
                .. record.Gaps.Select(gap => gap.At == task.To ? gap with { Attempts = gap.Attempts + 1 } : gap)
                    .Where(gap => gap.Attempts < GapAttemptsMax),
            ],
        };
    }

    private static FeedRecord Complete(FeedRecord record, FeedTask task, FeedContext context)
    {
        var done = record.Done is { } before && before > task.To ? before : task.To;
        var next = record with { Done = done, Failures = 0, IncompleteAnswers = 0, Gaps = GapsAfter(record, task, context), Again = AgainAfter(record, task, context) };
        var more = TaskOf(next, context.Source, context.SourceOptions, context.Now) is not null;
        return next with
        {
            NotBefore = more
                ? context.Now + BetweenGaps
                : Later(
                    context.Now + BetweenGaps,
                    Expected(context.Source, context.SourceOptions, context.Now) + context.Source.Step
                        + TimeSpan.FromMinutes(context.SourceOptions.ArrivalMinutes) + (context.Roll * Spread(context))),
        };
    }

    /// <summary>Of a source with minutes, a spread of half a step still leaves each minute its call.</summary>
    private static TimeSpan Spread(FeedContext context)
    {
        var spread = TimeSpan.FromSeconds(context.Options.SpreadSeconds);
        return spread < context.Source.Step / 2 ? spread : context.Source.Step / 2;
    }

    /// <summary>A leap over several times leaves gaps behind, which are pulled once the newest is there.</summary>
    private static ImmutableArray<FeedGap> GapsAfter(FeedRecord record, FeedTask task, FeedContext context)
    {
        var oldest = context.Now - TimeSpan.FromHours(context.Options.CatchUpHours);
        var gaps = record.Gaps.Where(gap => gap.At != task.To && gap.At >= oldest).ToList();
        if (context.Source.HasFormer && record.Done is { } done)
        {
            for (var at = Later(done + context.Source.Step, task.To - (context.Options.CatchUpHours * context.Source.Step)); at < task.To; at += context.Source.Step)
            {
                gaps.Add(new FeedGap(at, 0));
            }
        }

        return [.. gaps];
    }

    /// <summary>The agency corrects some reports within the hour, so the hour before is asked for once more.</summary>
    private static DateTimeOffset? AgainAfter(FeedRecord record, FeedTask task, FeedContext context) =>
        context.Source.HasFormer && record.Done == task.To - context.Source.Step ? record.Done
        : record.Again == task.To ? null
        : record.Again;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
