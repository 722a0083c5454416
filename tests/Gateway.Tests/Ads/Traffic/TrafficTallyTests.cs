using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Traffic;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Traffic;

public sealed class TrafficTallyTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 59, 0, TimeSpan.Zero));

    [Fact]
    public void Requests_are_counted_by_slot_and_hour_with_what_conditions_can_name()
    {
        var tally = new TrafficTally(_time);
        var page = new DecisionPage(
            new PageRequest { Section = "sports", Tags = ["야구"], Referrer = "https://M.naver.com/x", KeyValues = new Dictionary<string, IReadOnlyList<string>> { ["Team"] = ["LG"] } },
            new CapCounts([]),
            "iPhone");

        tally.Asked("default", "side", [.. page.Values], shown: true);
        tally.Rendered("default", "side");
        _time.Advance(TimeSpan.FromMinutes(2));
        tally.Asked("default", "side", [.. page.Values], shown: false);
        var taken = tally.Take()["default"].OrderBy(slot => slot.Hour).ToArray();

        Assert.Equal([(1L, 1L, 1L), (1L, 0L, 0L)], taken.Select(slot => (slot.Requests, slot.Shown, slot.Rendered)));
        Assert.Equal(1, taken[1].Hour - taken[0].Hour);
        Assert.Equal(
            ["device:phone", "key:team=lg", "referrer:m.naver.com", "section:sports", "tag:야구"],
            taken[0].Values.Select(value => value.Value).Order(StringComparer.Ordinal));
        Assert.Empty(tally.Take());
    }

    [Fact]
    public void Strangers_cannot_make_it_grow_without_bound()
    {
        var tally = new TrafficTally(_time);
        for (var number = 0; number < 1_000; number++)
        {
            tally.Asked("default", "side", [.. new DecisionPage(new PageRequest { Section = $"s{number}" }, new CapCounts([]), null).Values], shown: false);
        }

        for (var number = 0; number < TrafficTally.SlotsMax + 10; number++)
        {
            tally.Rendered("default", $"slot-{number}");
        }

        var taken = tally.Take()["default"].ToArray();
        Assert.Equal(TrafficTally.SlotsMax, taken.Length);
        Assert.Equal((1_000L, SlotTraffic.ValuesMax), (taken.Single(slot => slot.Slot == "side").Requests, taken.Single(slot => slot.Slot == "side").Values.Length));
    }
}
