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
        Assert.Null(TrafficRules.Take(head, Report("late", 1, 9), profile.FoldedThrough));
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

    private static SlotProfile Profile(FoldedTraffic profile) => Assert.Single(profile.Traffic.Slots);

    private static TrafficReport Report(string gateway, long seq, long requests, int later = 0) =>
        new(gateway, seq, Hour + later, [new SlotTraffic { Slot = "a", Hour = Hour + later, Requests = requests }]);
}
