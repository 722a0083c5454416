using Sokbo.Grains.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Events;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Bookings;

public sealed class TrafficRulesTests
{
    /// <summary>Monday 18:00 in Seoul.</summary>
    private static readonly int Hour = Hours.Of(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    private static readonly int Place = 24 + 18;

    [Fact]
    public void A_report_counts_once_and_those_of_several_gateways_add_up()
    {
        var head = TrafficRules.Take(new TrafficHead(), Report("one", 1, 7), 0)!;

        Assert.Null(TrafficRules.Take(head, Report("one", 1, 7), 0));
        head = TrafficRules.Take(head, Report("two", 1, 5), 0)!;
        head = TrafficRules.Take(head, Report("one", 2, 1), 0)!;

        Assert.Equal(13, Assert.Single(Assert.Single(head.Hours).Slots).Requests);
    }

    [Fact]
    public void An_hour_is_folded_when_it_is_over_and_once()
    {
        var head = TrafficRules.Take(new TrafficHead(), Report("one", 1, 60), 0)!;
        var end = Hours.Start(Hour + 1);

        Assert.Null(TrafficRules.Fold(new FoldedTraffic(), head, end.AddMinutes(4)));
        var profile = TrafficRules.Fold(new FoldedTraffic(), head, end.AddMinutes(5))!;

        Assert.Equal((60.0, 1), (Profile(profile).Means[Place], Profile(profile).Seen[Place]));
        Assert.Null(TrafficRules.Fold(profile, head, end.AddMinutes(9)));

        var late = TrafficRules.Take(head, Report("late", 1, 9), profile.FoldedThrough)!;
        Assert.Empty(late.Hours);
        Assert.Equal(69, Assert.Single(Assert.Single(late.Months).Slots).Requests);
    }

    [Fact]
    public void Weeks_are_averaged_and_an_hour_without_readers_counts_and_one_without_gateways_does_not()
    {
        var profile = new FoldedTraffic();
        foreach (var (week, requests) in new[] { (0, 100L), (1, 50), (3, 0) })
        {
            var report = Report("one", 1, requests, week * 168);
            var head = TrafficRules.Take(new TrafficHead(), requests > 0 ? report : report with { Slots = [] }, profile.FoldedThrough)!;
            profile = TrafficRules.Fold(profile, head, Hours.Start(Hour + (week * 168) + 2))!;
        }

        Assert.Equal((50.0, 3), (Profile(profile).Means[Place], Profile(profile).Seen[Place]));
    }

    [Fact]
    public void Slots_and_values_are_bounded()
    {
        var slots = Enumerable.Range(0, SiteTraffic.SlotsMax + 9).Select(slot => new SlotTraffic { Slot = $"s{slot}", Hour = Hour, Requests = slot });
        var values = Enumerable.Range(0, 99).Select(value => new ValueCount($"tag:{value}", value)).ToArray();
        var head = TrafficRules.Take(new TrafficHead(), new TrafficReport("one", 1, Hour, [.. slots]), 0)!;
        head = TrafficRules.Take(head, new TrafficReport("two", 1, Hour, [new SlotTraffic { Slot = "s1", Hour = Hour, Requests = 9, Values = [.. values] }]), 0)!;

        var profile = TrafficRules.Fold(new FoldedTraffic(), head, Hours.Start(Hour + 2))!;

        Assert.Equal(SiteTraffic.SlotsMax, profile.Traffic.Slots.Length);
        Assert.Equal(SlotTraffic.ValuesMax, profile.Traffic.Slots.First(slot => slot.Slot == "s1").Values.Length);
    }

    [Fact]
    public void A_month_begins_in_Seoul_and_each_report_is_in_it_once()
    {
        var last = Hours.Of(new DateTimeOffset(2026, 11, 30, 14, 0, 0, TimeSpan.Zero));
        var report = new TrafficReport("one", 1, last + 1, [Asked("a", last, 10, 7), Asked("a", last + 1, 5, 5), Asked("b", last + 1, 3, 0)]);

        var head = TrafficRules.Take(new TrafficHead(), report, 0)!;
        Assert.Null(TrafficRules.Take(head, report, 0));
        head = TrafficRules.Take(head, new TrafficReport("two", 1, last + 1, [Asked("a", last, 1, 0)]), last + 1)!;

        Assert.Equal(["202611 a 11 4", "202612 a 5 0", "202612 b 3 3"], Rows(head));
    }

    [Fact]
    public void Months_are_bounded_and_slots_without_a_row_of_their_own_count_together()
    {
        var head = new TrafficHead();
        for (var month = 0; month < TrafficRules.MonthsMax + 2; month++)
        {
            head = TrafficRules.Take(head, Report("one", month + 1, 1, month * 31 * 24), 0)!;
        }

        Assert.Equal((TrafficRules.MonthsMax, 202701), (head.Months.Length, head.Months[0].Month));
        foreach (var gateway in new[] { "two", "three" })
        {
            SlotTraffic[] many = [.. Enumerable.Range(0, SiteTraffic.SlotsMax).Select(slot => Asked($"{gateway}{slot}", Hour + (31 * 24 * TrafficRules.MonthsMax), 2, 1))];
            head = TrafficRules.Take(head, new TrafficReport(gateway, 1, many[0].Hour, [.. many]), 0)!;
        }

        var slots = head.Months.Single(month => month.Slots.Length > 1).Slots;
        Assert.Equal(SiteTraffic.SlotsMax + 1, slots.Length);
        Assert.Equal(1 + (4 * SiteTraffic.SlotsMax), slots.Sum(slot => slot.Requests));
        Assert.Equal(2 * (SiteTraffic.SlotsMax + 1), slots.Single(slot => slot.Slot == MonthDemand.OtherSlots).Requests);
    }

    private static IEnumerable<string> Rows(TrafficHead head) =>
        head.Months.SelectMany(month => month.Slots.Select(slot => $"{month.Month} {slot.Slot} {slot.Requests} {slot.Unfilled}"));

    private static SlotTraffic Asked(string slot, int hour, long requests, long shown) => new() { Slot = slot, Hour = hour, Requests = requests, Shown = shown };

    private static SlotProfile Profile(FoldedTraffic profile) => Assert.Single(profile.Traffic.Slots);

    private static TrafficReport Report(string gateway, long seq, long requests, int later = 0) =>
        new(gateway, seq, Hour + later, [new SlotTraffic { Slot = "a", Hour = Hour + later, Requests = requests }]);
}
