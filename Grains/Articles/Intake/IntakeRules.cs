using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles.Intake;
using Sokbo.Grains.Pulls;

namespace Sokbo.Grains.Articles.Intake;

/// <summary>When a source may be called. Pure.</summary>
internal static class IntakeRules
{
    /// <summary>The record with a turn in it; null where it is not time.</summary>
    public static IntakeRecord? Reserve(IntakeRecord record, IntakeTerms terms, DateTimeOffset now)
    {
        var calls = CallsOn(record, now);
        return record.NotBefore > now || calls >= terms.CallsPerDayMax ? null : Validated(record, terms) with
        {
            Turn = record.Turn + 1,
            NotBefore = now + terms.Hold,
            Day = PullPause.DayOf(now),
            CallsToday = calls + 1,
            LastAttemptAt = now,
        };
    }

    /// <summary>The same object where another turn has been given since.</summary>
    public static IntakeRecord Report(IntakeRecord record, IntakeReport report, IntakeTerms terms, DateTimeOffset now)
    {
        if (report.Turn != record.Turn)
        {
            return record;
        }

        // What was taken before something failed stands, and nobody may miss what was taken back.
        record = record with { Taken = record.Taken + report.Taken, Withdrawn = Union(record.Withdrawn, report.Withdrawn, now) };
        if (report.Error is { } error)
        {
            var pause = PullPause.After(record.Failures, terms.Retry, terms.RetryMax, report.RetryAfter, report.Roll);
            return record with { Failures = Math.Min(record.Failures + 1, 1_000_000), LastError = error, NotBefore = now + pause };
        }

        // A tenth of the interval by chance: installations do not call together.
        var next = record with { Failures = 0, LastError = null, LastSuccessAt = now, Since = record.Since ?? report.Since, NotBefore = now + terms.Interval + (report.Roll * terms.Interval / 10) };
        return report.Unchanged ? next : next with
        {
            Url = terms.Url,
            ETag = report.ETag,
            LastModified = report.LastModified,
            Refused = report.Refused,
            Waiting = report.Waiting,
            Problems = [.. report.Problems.Take(IntakeNotice.KeptMax).Select(problem => problem with { At = now })],
            Passed = record.LastSuccessAt is null ? report.Passed : record.Passed,
        };
    }

    public static int CallsOn(IntakeRecord record, DateTimeOffset now) => record.Day == PullPause.DayOf(now) ? record.CallsToday : 0;

    private static ImmutableArray<IntakeNotice> Union(ImmutableArray<IntakeNotice> known, ImmutableArray<IntakeNotice> seen, DateTimeOffset now) =>
        [.. known.Concat(seen.Select(notice => notice with { At = now })).DistinctBy(notice => notice.Article, StringComparer.Ordinal).TakeLast(IntakeNotice.KeptMax)];

    private static IntakeRecord Validated(IntakeRecord record, IntakeTerms terms) =>
        record.Url == terms.Url ? record : record with { Url = terms.Url, ETag = null, LastModified = null };
}
