using CsCheck;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using Sokbo.Grains.Weather.Warnings;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

public sealed class WarningsRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    private static readonly Gen<WarningReport> GenReport = Gen.Select(
        Gen.Int[0, 3], OneOf("호우", "대설", "새로운것"), OneOf("예비", "주의보", "경보", "중대경보", "전혀새단계"),
        OneOf("발표", "해제", "연장", "변경발표", "변경해제", "모르는명령"), Gen.Int[0, 5], Gen.Int[0, 2],
        (zone, kind, level, command, hour, sequence) => Report($"L{zone}", kind, level, command, hour, sequence));

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    [Fact]
    public void The_order_of_arrival_does_not_matter_and_repeating_changes_nothing() =>
        Gen.Select(GenReport.Array[1, 30], Gen.Int).Sample((reports, seed) =>
        {
            var shuffled = reports.ToArray();
            new Random(seed).Shuffle(shuffled);

            var (one, _) = WarningsRules.Take(WarningsRecord.Empty, reports, null, Start);
            var other = shuffled.Aggregate(WarningsRecord.Empty, (record, report) => WarningsRules.Take(record, [report], null, Start).Next);
            var (again, outcome) = WarningsRules.Take(one, shuffled, null, Start);

            Assert.True(WarningsRules.SameAs(one, other));
            Assert.True(WarningsRules.SameAs(one, again));
            Assert.Equal((0, reports.Length), (outcome.Taken, outcome.Old));
        });

    [Fact]
    public void What_is_in_force_is_the_newest_of_each_zone_and_kind_unless_it_is_a_lift() =>
        GenReport.Array[0, 30].Sample(reports =>
        {
            var state = WarningsRules.Publish("jeju", WarningsRules.Take(WarningsRecord.Empty, reports, null, Start).Next);

            foreach (var group in reports.GroupBy(report => (report.Zone, report.Kind)))
            {
                var newest = group.Max(report => (report.IssuedAt, report.Sequence));
                var last = group.Where(report => (report.IssuedAt, report.Sequence) == newest).ToArray();
                var shown = state.InForce.SingleOrDefault(report => (report.Zone, report.Kind) == group.Key);
                Assert.Equal(last.Any(report => !WarningWords.IsLift(report.Command)), shown is not null);
                Assert.True(shown is null || last.Contains(shown));
            }

            Assert.Equal(state.InForce.Select(report => WarningWords.SeverityOf(report.Level)).OrderDescending(), state.InForce.Select(report => WarningWords.SeverityOf(report.Level)));
        });

    [Fact]
    public void A_change_of_level_with_one_number_leaves_the_new_level_whichever_half_comes_first()
    {
        var lift = Report("L1", "호우", "주의보", "변경해제", 1, 7);
        var issue = Report("L1", "호우", "경보", "변경발표", 1, 7);

        foreach (var reports in new[] { new[] { lift, issue }, [issue, lift] })
        {
            var record = reports.Aggregate(WarningsRecord.Empty, (before, report) => WarningsRules.Take(before, [report], null, Start).Next);
            Assert.Equal("경보", Assert.Single(WarningsRules.Publish("jeju", record).InForce).Level);
        }
    }

    [Fact]
    public void A_late_report_does_not_bring_back_what_was_lifted_and_the_clock_lifts_nothing()
    {
        var issue = Report("L1", "대설", "경보", "발표", 0, 1) with { EndsAt = Start.AddHours(1) };
        var (record, _) = WarningsRules.Take(WarningsRecord.Empty, [issue], Start, Start);

        Assert.Single(WarningsRules.Publish("jeju", WarningsRules.Take(record, [], null, Start.AddDays(20)).Next).InForce);
        var (lifted, _) = WarningsRules.Take(record, [Report("L1", "대설", "경보", "해제", 3, 1)], null, Start.AddHours(3));
        var (late, outcome) = WarningsRules.Take(lifted, [Report("L1", "대설", "경보", "연장", 2, 1)], null, Start.AddHours(4));

        Assert.Empty(WarningsRules.Publish("jeju", late).InForce);
        Assert.Equal((0, 1, 0), (outcome.Taken, outcome.Old, outcome.Full));
    }

    [Fact]
    public void Nothing_in_force_is_dropped_for_room_and_a_full_region_is_not_checked()
    {
        var many = Enumerable.Range(0, WarningsRules.ReportsMax).Select(zone => Report($"L{zone}", "강풍", "주의보", "발표", 0, 0));
        var (full, first) = WarningsRules.Take(WarningsRecord.Empty, many, Start, Start);
        var (same, outcome) = WarningsRules.Take(full, [Report("X", "호우", "경보", "발표", 1, 0)], Start.AddHours(1), Start.AddHours(1));
        var (lifted, _) = WarningsRules.Take(full, [Report("L0", "강풍", "주의보", "해제", 1, 0)], null, Start.AddHours(1));
        var (after, _) = WarningsRules.Take(lifted, [Report("X", "호우", "경보", "발표", 1, 0)], Start.AddHours(1), Start.AddHours(1));

        Assert.Equal((WarningsRules.ReportsMax, 0), (first.Taken, first.Full));
        Assert.Equal((1, Start), (outcome.Full, same.CheckedAt));
        Assert.True(WarningsRules.SameAs(full, same));
        Assert.Contains(after.Last, report => report.Zone == "X");
        Assert.Equal(WarningsRules.ReportsMax, after.Last.Length);
    }

    [Fact]
    public void A_check_that_is_long_ago_or_was_never_made_tells_nothing()
    {
        var (record, _) = WarningsRules.Take(WarningsRecord.Empty, [], Start, Start);
        var (earlier, _) = WarningsRules.Take(record, [], Start.AddHours(-1), Start);

        Assert.False(WarningsRules.Publish("jeju", WarningsRecord.Empty).IsKnown(Start));
        Assert.True(WarningsRules.Publish("jeju", record).IsKnown(Start.AddMinutes(39)));
        Assert.False(WarningsRules.Publish("jeju", record).IsKnown(Start.AddMinutes(40)));
        Assert.Equal(Start, earlier.CheckedAt);
    }

    [Fact]
    public void After_two_lists_in_a_row_what_they_list_is_in_force_and_nothing_else_of_their_source() =>
        Gen.Select(GenReport.Array[0, 20], GenReport.Array[1, 20]).Sample((before, list) =>
        {
            list = [.. list.Where(report => !WarningWords.IsLift(report.Command))];
            var at = Start.AddHours(9);
            var record = WarningsRules.Take(WarningsRecord.Empty, [.. before, Report("L9", "호우", "경보", "발표", 0, 0) with { Source = "산림청" }], null, Start).Next;

            var once = WarningsRules.List(record, list, "기상청", at, at).Next;
            var twice = WarningsRules.List(once, list, "기상청", at.AddMinutes(5), at).Next;
            var again = WarningsRules.List(twice, list, "기상청", at.AddMinutes(5), at).Next;

            var lifted = before.GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.Max(report => report.IssuedAt));
            var shown = WarningsRules.Publish("jeju", twice).InForce.Where(report => report.Source == "기상청").Select(KeyOf).ToHashSet();
            Assert.Subset(list.Select(KeyOf).ToHashSet(), shown);
            Assert.All(list.Where(report => !lifted.TryGetValue(KeyOf(report), out var last) || last < report.IssuedAt), report => Assert.Contains(KeyOf(report), shown));
            Assert.Contains(WarningsRules.Publish("jeju", twice).InForce, report => report.Source == "산림청");
            Assert.True(WarningsRules.SameAs(twice, again));
            Assert.Equal(at.AddMinutes(5), twice.CheckedAt);
        });

    [Fact]
    public void One_list_alone_ends_nothing_and_neither_does_the_same_list_or_an_older_one()
    {
        WarningReport[] both = [Report("L1", "호우", "경보", "발표", 0, 0), Report("L2", "호우", "주의보", "발표", 0, 0)];
        var record = WarningsRules.List(WarningsRecord.Empty, both, "기상청", Start.AddMinutes(5), Start).Next;

        var once = List(record, 10, both[0]);
        Assert.Equal(2, Shown(once).Length);
        Assert.Equal(2, Shown(List(once, 10, both[0])).Length);
        Assert.Equal(2, Shown(List(once, 7, both[0])).Length);
        Assert.Equal(2, Shown(List(List(once, 15, both), 20, both[0])).Length);
        Assert.Equal("L1", Assert.Single(Shown(List(once, 15, both[0]))).Zone);

        WarningReport[] Shown(WarningsRecord of) => [.. WarningsRules.Publish("jeju", of).InForce];
    }

    [Fact]
    public void What_a_list_names_again_holds_again_and_a_late_report_of_before_does_not()
    {
        var (first, other) = (Report("L1", "호우", "경보", "발표", 0, 0), Report("L2", "강풍", "주의보", "발표", 0, 0));
        var ended = List(List(List(WarningsRecord.Empty, 5, first, other), 10, other), 15, other);

        Assert.Single(WarningsRules.Publish("jeju", ended).InForce);
        Assert.Single(WarningsRules.Publish("jeju", WarningsRules.Take(ended, [first with { IssuedAt = Start.AddHours(-1) }], null, Start).Next).InForce);
        Assert.Equal(2, WarningsRules.Publish("jeju", List(ended, 20, first, other)).InForce.Length);
    }

    [Fact]
    public void Of_a_zone_that_is_listed_twice_the_more_severe_stands_whatever_was_announced_since()
    {
        var (standing, later) = (Report("L1", "강풍", "주의보", "발표", 0, 0), Report("L1", "강풍", "예비특보", "발표", 1, 0));
        var record = List(WarningsRules.Take(WarningsRecord.Empty, [later], null, Start).Next, 70, later, standing);

        Assert.Equal("주의보", Assert.Single(WarningsRules.Publish("jeju", record).InForce).Level);
        Assert.Equal("예비특보", Assert.Single(WarningsRules.Publish("jeju", List(record, 75, later)).InForce).Level);
    }

    [Fact]
    public void A_list_does_not_undo_a_lift_or_a_change_that_came_after_it()
    {
        var issue = Report("L1", "호우", "경보", "발표", 0, 0);
        var lifted = WarningsRules.Take(WarningsRecord.Empty, [issue, Report("L1", "호우", "경보", "해제", 1, 0)], null, Start).Next;
        var lower = WarningsRules.Take(WarningsRecord.Empty, [issue, Report("L1", "호우", "주의보", "변경", 1, 0)], null, Start).Next;

        Assert.Empty(WarningsRules.Publish("jeju", List(lifted, 55, issue)).InForce);
        Assert.Equal("주의보", Assert.Single(WarningsRules.Publish("jeju", List(lower, 55, issue)).InForce).Level);
    }

    [Fact]
    public void A_list_says_nothing_of_what_was_issued_after_it()
    {
        var (old, late) = (Report("L1", "호우", "경보", "발표", 0, 0), Report("L2", "강풍", "주의보", "발표", 1, 0));
        var record = WarningsRules.Take(WarningsRecord.Empty, [old, late], null, Start).Next;

        Assert.Equal(2, WarningsRules.Publish("jeju", List(List(record, 50, old), 55, old)).InForce.Length);
        Assert.Single(WarningsRules.Publish("jeju", List(List(record, 60, old), 65, old)).InForce);
    }

    private static WarningsRecord List(WarningsRecord record, int minute, params WarningReport[] reports) =>
        WarningsRules.List(record, reports, "기상청", Start.AddMinutes(minute), Start).Next;

    private static (string Zone, string Kind) KeyOf(WarningReport report) => (report.Zone, report.Kind);

    private static WarningReport Report(string zone, string kind, string level, string command, int hour, int sequence) => new()
    {
        Zone = zone,
        ZoneName = $"구역{zone}",
        Kind = kind,
        Level = level,
        Command = command,
        IssuedAt = Start.AddHours(hour),
        Sequence = sequence,
        Source = "기상청",
    };
}
