using System.Globalization;
using Sokbo.Grains.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Xunit;
using static Sokbo.Grains.Tests.Ads.Bookings.InventoryWorld;

namespace Sokbo.Grains.Tests.Ads.Bookings;

public sealed class InventoryTests
{
    private static readonly SiteTraffic Traffic = new([Slot("a", 100), Slot("b", 100), Slot("c", 100)]);

    [Fact]
    public void Those_that_stand_in_the_way_are_named_and_others_are_not()
    {
        var near = Booking("near", 150, 2, "a");
        var far = Booking("far", 100, 2, "c");
        var later = Booking("later", 100, 2, "a") with { Start = Now.AddHours(2), End = Now.AddHours(4) };

        var result = Inventory.Of(Now, Traffic, [near, far, later], Booking("new", 100, 2, "a"));

        Assert.Equal((ForecastKind.Recorded, 50), (result.Forecast, result.Available));
        Assert.Equal(["near"], result.Conflicting.Select(booking => booking.Id));
    }

    [Fact]
    public void A_booking_that_can_go_elsewhere_makes_room()
    {
        var movable = Booking("movable", 200, 2, "a", "b");

        Assert.Equal(200, Inventory.Of(Now, Traffic, [movable], Booking("new", 1, 2, "a")).Available);
        Assert.Equal(100, Inventory.Of(Now, Traffic, [movable, Booking("fixed", 100, 2, "b")], Booking("new", 1, 2, "a")).Available);
    }

    [Fact]
    public void Who_holds_the_way_through_others_is_named_too()
    {
        var movable = Booking("movable", 200, 2, "a", "b");
        var blocking = Booking("blocking", 200, 2, "b");

        var result = Inventory.Of(Now, Traffic, [movable, blocking], Booking("new", 1, 2, "a"));

        Assert.Equal(0, result.Available);
        Assert.Equal(["blocking", "movable"], result.Conflicting.Select(booking => booking.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, 1, 100)]
    [InlineData(3, 1, 150)]
    [InlineData(1, 3, 50)]
    public void A_flat_booking_keeps_its_share_by_weight(int weight, int flatWeight, long available)
    {
        var flat = Booking("flat", 0, 2, "a") with { IsFlat = true, Weight = flatWeight };

        Assert.Equal(available, Inventory.Of(Now, Traffic, [flat], Booking("new", 1, 2, "a") with { Weight = weight }).Available);
    }

    [Fact]
    public void A_flat_sponsorship_leaves_nothing_to_standard_bookings_in_its_hours()
    {
        var sponsor = Booking("sponsor", 0, 1, "a") with { IsFlat = true, Rules = new DeliveryRules { Priority = CampaignPriority.Sponsorship } };

        Assert.Equal(100, Inventory.Of(Now, Traffic, [sponsor], Booking("new", 1, 2, "a")).Available);
    }

    [Fact]
    public void A_slot_that_was_not_seen_for_a_day_promises_nothing_and_refuses_nothing()
    {
        var result = Inventory.Of(Now, Traffic, [], Booking("new", 1, 2, "a", "unseen"));

        Assert.Equal((ForecastKind.None, null), (result.Forecast, result.Available));
    }

    [Fact]
    public void Hours_that_were_not_seen_follow_the_usual_day_at_the_level_of_those_that_were()
    {
        var day = Slot("d", 0) with
        {
            Means = [.. Enumerable.Range(0, 168).Select(hour => hour < 24 ? 2 * Sokbo.Grains.Ads.Budgets.PacingCurve.DefaultProfile[hour] : 0)],
            Seen = [.. Enumerable.Range(0, 168).Select(hour => (byte)(hour < 24 ? 1 : 0))],
        };

        var result = Inventory.Of(Now, new SiteTraffic([day]), [], Booking("new", 1, 24, "d"));

        Assert.Equal(ForecastKind.Partial, result.Forecast);
        Assert.Equal(2 * (long)Sokbo.Grains.Ads.Budgets.PacingCurve.DefaultProfile.Sum(), result.Available);
    }

    [Fact]
    public void What_a_cap_has_used_today_is_gone()
    {
        var capped = Booking("new", 1, 2, "a") with { DailyCap = 60, UsedToday = 45 };

        Assert.Equal(15, Inventory.Of(Now, Traffic, [], capped).Available);
    }

    /// <summary>A call into the cluster ends after half a minute, and bookings of a site wait for each other.</summary>
    [Fact]
    public void A_large_site_is_reckoned_in_time()
    {
        var random = new Random(1);
        var slots = Enumerable.Range(0, 50).Select(slot => Slot($"s{slot}", 2_000, ("device:phone", 0.7), ("section:sports", 0.1))).ToArray();
        var sold = Enumerable.Range(0, 1_000).Select(number => Booking($"c{number}", random.Next(1_000, 200_000), 0, [.. Enumerable.Range(0, 4).Select(_ => $"s{random.Next(50)}").Distinct()]) with
        {
            Start = Now.AddDays(random.Next(0, 300)),
            DailyCap = number % 3 == 0 ? 10_000 : null,
            IsFlat = number % 7 == 0,
            Rules = (number % 10) switch
            {
                0 => Pages(TargetingDimension.Device, "phone"),
                1 => Pages(TargetingDimension.Section, "sports"),
                2 => new DeliveryRules { Dayparts = [new Daypart(WeekDays.All, 7, 10), new Daypart(WeekDays.All, 18, 24)] },
                _ => DeliveryRules.None,
            },
        }).Select(booking => booking with { End = booking.Start.AddDays(random.Next(7, 60)) }).ToArray();
        var before = ProcessorTime();

        var result = Inventory.Of(Now, new SiteTraffic([.. slots]), sold, Booking("new", 1, 24 * 90, "s1", "s2"));

        var taken = ProcessorTime() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{taken.TotalMilliseconds:0} ms for {sold.Length} bookings, {result.Available} available, {result.Conflicting.Length} in the way.");
        Assert.NotNull(result.Available);
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(5));

        // Of this thread alone: tests that run beside this one take nothing of it.
        static TimeSpan ProcessorTime() =>
            TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1_000);
    }

    [Fact]
    public void What_would_take_too_long_is_not_foretold()
    {
        string[] slots = [.. Enumerable.Range(0, 4_000).Select(slot => $"s{slot}")];
        var sold = Enumerable.Range(0, 400).Select(number => Booking($"c{number}", 100, 24 * 366, $"s{number}"));

        var result = Inventory.Of(Now, new SiteTraffic([.. slots.Select(slot => Slot(slot, 10))]), sold, Booking("new", 1, 24 * 366, slots));

        Assert.Same(InventoryResult.Unknown, result);
    }

    [Fact]
    public void A_flow_that_takes_too_many_steps_is_given_up()
    {
        Assert.True(Filled(new FlowNetwork()));
        Assert.False(Filled(new FlowNetwork { StepsMax = 50 }));

        static bool Filled(FlowNetwork network)
        {
            for (var number = 0; number < 100; number++)
            {
                var node = network.AddNode();
                network.AddEdge(FlowNetwork.Source, node, 1);
                network.AddEdge(node, FlowNetwork.Sink, 1);
            }

            return network.Fill();
        }
    }
}
