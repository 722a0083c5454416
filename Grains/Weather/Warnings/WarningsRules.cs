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

        var next = record with
        {
            Last =
            [
                .. last.Values.Where(report => IsKept(report, now))
                    .OrderBy(report => report.Zone, StringComparer.Ordinal).ThenBy(report => report.Kind, StringComparer.Ordinal),
            ],
            CheckedAt = Later(record.CheckedAt, full > 0 ? null : checkedAt),
        };
        return (next, new WarningsOutcome(taken, old, full));
    }

    /// <summary>See <see cref="IWarningsGrain.List"/>.</summary>
    public static (WarningsRecord Next, WarningsOutcome Outcome) List(
        WarningsRecord record, IEnumerable<WarningReport> reports, string source, DateTimeOffset listedAt, DateTimeOffset now)
    {
        // A zone may be listed twice, with what is in force and with what is announced for later: the more severe counts.
        var all = reports.ToList();
        var listed = all.Where(report => !WarningWords.IsLift(report.Command)).GroupBy(KeyOf).ToDictionary(
            group => group.Key, group => group.OrderBy(report => WarningWords.SeverityOf(report.Level)).ThenBy(report => report, Order).Last());
        if (listedAt <= record.ListedAt)
        {
            return Take(record, listed.Values, null, now);
        }

        var (next, outcome) = Take(record, all, null, now);
        var missing = next.Last
            .Where(report => report.Source == source && report.IssuedAt <= listedAt && !WarningWords.IsLift(report.Command) && !listed.ContainsKey(KeyOf(report)))
            .Select(KeyOf)
            .ToHashSet();
        var ended = missing.Intersect(record.Missing).ToHashSet();
        return (
            next with
            {
                Last = [.. next.Last.Select(Settle).Where(report => IsKept(report, now))],
                Missing = [.. missing.Except(ended).OrderBy(key => key.Zone, StringComparer.Ordinal).ThenBy(key => key.Kind, StringComparer.Ordinal)],
                ListedAt = listedAt,
                CheckedAt = Later(next.CheckedAt, outcome.Full > 0 ? null : listedAt),
            },
            outcome);

        // An end that is concluded has the numbers of what it ends: where the source lists that again, it holds again.
        WarningReport Settle(WarningReport standing) =>
            ended.Contains(KeyOf(standing)) ? standing with { Command = WarningWords.Lift }
            : listed.GetValueOrDefault(KeyOf(standing)) is { } report && report.IssuedAt <= standing.IssuedAt && standing.IssuedAt <= listedAt
                && !WarningWords.IsLift(standing.Command) && WarningWords.SeverityOf(report.Level) > WarningWords.SeverityOf(standing.Level) ? report
            : standing;
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
        one.CheckedAt == other.CheckedAt && one.ListedAt == other.ListedAt && one.Last.SequenceEqual(other.Last) && one.Missing.SequenceEqual(other.Missing);

    private static WarningKey KeyOf(WarningReport report) => new(report.Zone, report.Kind);

    private static bool IsKept(WarningReport report, DateTimeOffset now) => !WarningWords.IsLift(report.Command) || report.IssuedAt > now - LiftsKept;

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
