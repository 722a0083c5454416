using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Grains.Weather.Warnings;

internal static class WarningsRules
{
    /// <summary>Reports kept of a region, lifts included: some five times all zones and kinds that were ever in force together.</summary>
    public const int ReportsMax = 400;

    /// <summary>A lift is kept for this long against reports that come late.</summary>
    public static readonly TimeSpan LiftsKept = TimeSpan.FromHours(48);

    public static (WarningsRecord Next, WarningsOutcome Outcome) Take(
        WarningsRecord record, IEnumerable<WarningReport> reports, DateTimeOffset? checkedAt, DateTimeOffset now)
    {
        var last = record.Last.ToDictionary(report => (report.Zone, report.Kind));
        var (taken, old, full) = (0, 0, 0);
        foreach (var report in reports.Order(Order))
        {
            var key = (report.Zone, report.Kind);
            if (last.TryGetValue(key, out var standing) && Order.Compare(report, standing) <= 0)
            {
                old++;
            }
            else if (standing is null && last.Count >= ReportsMax && !MakeRoom(last))
            {
                full++;
            }
            else
            {
                last[key] = report;
                taken++;
            }
        }

        var kept = last.Values.Where(report => !WarningWords.IsLift(report.Command) || report.IssuedAt > now - LiftsKept);
        var next = new WarningsRecord(
            [.. kept.OrderBy(report => report.Zone, StringComparer.Ordinal).ThenBy(report => report.Kind, StringComparer.Ordinal)],
            Later(record.CheckedAt, full > 0 ? null : checkedAt));
        return (next, new WarningsOutcome(taken, old, full));
    }

    public static WarningsState Publish(string region, WarningsRecord record) => new()
    {
        Region = region,
        InForce =
        [
            .. record.Last.Where(report => !WarningWords.IsLift(report.Command))
                .OrderByDescending(report => WarningWords.SeverityOf(report.Level))
                .ThenByDescending(report => report.IssuedAt)
                .ThenBy(report => report.Zone, StringComparer.Ordinal)
                .ThenBy(report => report.Kind, StringComparer.Ordinal),
        ],
        CheckedAt = record.CheckedAt,
    };

    public static bool SameAs(WarningsRecord one, WarningsRecord other) =>
        one.CheckedAt == other.CheckedAt && one.Last.SequenceEqual(other.Last);

    /// <summary>
    /// By tmFc, then tmSeq, then a lift before an issue: a change of level is both, with the same numbers, and the new level
    /// holds. Of two that say different things under the same numbers the more severe holds, whichever comes first.
    /// </summary>
    private static Comparer<WarningReport> Order { get; } = Comparer<WarningReport>.Create((one, other) =>
    {
        var order = Numbers(one).CompareTo(Numbers(other));
        return order != 0 ? order : string.CompareOrdinal(one.ToString(), other.ToString());
    });

    private static (DateTimeOffset IssuedAt, int Sequence, int Rank, int Severity) Numbers(WarningReport report) =>
        (report.IssuedAt, report.Sequence, WarningWords.IsLift(report.Command) ? 0 : 1, WarningWords.SeverityOf(report.Level));

    /// <summary>The oldest lift goes; what is in force never does.</summary>
    private static bool MakeRoom(Dictionary<(string Zone, string Kind), WarningReport> last)
    {
        var oldest = last.Where(pair => WarningWords.IsLift(pair.Value.Command)).OrderBy(pair => pair.Value.IssuedAt).Select(pair => pair.Value).FirstOrDefault();
        return oldest is not null && last.Remove((oldest.Zone, oldest.Kind));
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other ?? one : one;
}
