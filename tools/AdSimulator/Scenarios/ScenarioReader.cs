using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.AdSimulator.Scenarios;

/// <summary>Reads a scenario from JSON. Whatever is wrong is named with its line and its pointer.</summary>
internal static class ScenarioReader
{
    private const int GatewaysMax = 64;
    private const int BookingsMax = 200;
    private const int ListMax = 1_000;
    private const double HoursMax = 31 * 24;
    private const double RateMax = 10_000;
    private const double SecondsMax = 3_600;

    private static readonly Dictionary<string, Pricing> Pricings = new(StringComparer.Ordinal)
    {
        ["rendered"] = Pricing.Rendered,
        ["viewable"] = Pricing.Viewable,
        ["click"] = Pricing.Click,
    };

    private static readonly Dictionary<string, Pacing> Pacings = new(StringComparer.Ordinal)
    {
        ["even"] = Pacing.Even,
        ["frontLoaded"] = Pacing.FrontLoaded,
        ["fast"] = Pacing.Fast,
    };

    public static Scenario Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Scenario(new JsonPlace(document.RootElement, "", JsonLines.Of(text)));
        }
        catch (JsonException problem)
        {
            throw new ScenarioException(string.Create(
                CultureInfo.InvariantCulture, $"Line {(problem.LineNumber ?? 0) + 1}: this is not JSON. {problem.Message}"));
        }
    }

    private static Scenario Scenario(JsonPlace json)
    {
        json.Only("name", "start", "hours", "seed", "gateways", "traffic", "readers", "deaths", "bookings");
        var start = json.Get("start").Time();
        var hours = json.Get("hours").Number(0.1, HoursMax);
        var gateways = json.Find("gateways") is { } parts ? Parts(parts, GatewaysMax) : [50, 30, 20];
        var traffic = Traffic(json.Get("traffic"));
        return new Scenario
        {
            Name = json.Find("name")?.Text() ?? "Scenario",
            Start = start,
            Hours = hours,
            Seed = (int)(json.Find("seed")?.Whole(0, int.MaxValue) ?? 1),
            Gateways = gateways,
            Traffic = traffic,
            Readers = json.Find("readers") is { } readers ? Readers(readers) : new Readers(),
            Deaths = json.Find("deaths") is { } deaths ? [.. deaths.Items(ListMax).Select(death => Death(death, gateways.Length))] : [],
            Bookings = Bookings(json.Get("bookings"), start, start.AddHours(hours), [.. traffic.Slots.Select(slot => slot.Slot)]),
        };
    }

    private static ImmutableArray<double> Parts(JsonPlace json, int most)
    {
        ImmutableArray<double> parts = [.. json.Items(most).Select(part => part.Number(0, 1e9))];
        if (parts.IsEmpty || parts.Sum() <= 0)
        {
            json.Fail("must have a part above 0");
        }

        return parts;
    }

    private static Traffic Traffic(JsonPlace json)
    {
        json.Only("decisionsPerSecond", "byHour", "slots", "spikes");
        var byHour = PacingCurve.DefaultProfile;
        if (json.Find("byHour") is { } hours)
        {
            byHour = Parts(hours, 24);
            if (byHour.Length != 24)
            {
                hours.Fail("must have 24 numbers, one for each hour of the day");
            }
        }

        return new Traffic
        {
            DecisionsPerSecond = json.Get("decisionsPerSecond").Number(0, RateMax),
            ByHour = byHour,
            Slots = json.Find("slots") is { } slots ? Slots(slots) : [("slot", 1)],
            Spikes = json.Find("spikes") is { } spikes ? [.. spikes.Items(ListMax).Select(Spike)] : [],
        };
    }

    private static ImmutableArray<(string Slot, double Part)> Slots(JsonPlace json)
    {
        ImmutableArray<(string Slot, double Part)> slots = [.. json.Members().Select(slot => (slot.Name, slot.Place.Number(0, 1e9)))];
        if (slots.Sum(slot => slot.Part) <= 0)
        {
            json.Fail("must have a slot with a part above 0");
        }

        return slots;
    }

    private static Spike Spike(JsonPlace json)
    {
        json.Only("at", "minutes", "factor");
        return new Spike(json.Get("at").Time(), json.Get("minutes").Number(0, 24 * 60), json.Get("factor").Number(0, 1_000));
    }

    private static Death Death(JsonPlace json, int gateways)
    {
        json.Only("gateway", "at", "secondsAway");
        return new Death(
            (int)json.Get("gateway").Whole(0, gateways - 1), json.Get("at").Time(), json.Find("secondsAway")?.Number(0, 24 * 3_600) ?? 10);
    }

    private static Readers Readers(JsonPlace json)
    {
        json.Only("renderRate", "renderSeconds", "viewableRate", "viewableSeconds", "clickRate", "clickSeconds");
        var usual = new Readers();
        return new Readers
        {
            RenderRate = json.Find("renderRate")?.Number(0, 1) ?? usual.RenderRate,
            RenderSeconds = json.Find("renderSeconds")?.Number(0, SecondsMax) ?? usual.RenderSeconds,
            ViewableRate = json.Find("viewableRate")?.Number(0, 1) ?? usual.ViewableRate,
            ViewableSeconds = json.Find("viewableSeconds")?.Number(0, SecondsMax) ?? usual.ViewableSeconds,
            ClickRate = json.Find("clickRate")?.Number(0, 1) ?? usual.ClickRate,
            ClickSeconds = json.Find("clickSeconds")?.Number(0, SecondsMax) ?? usual.ClickSeconds,
        };
    }

    private static ImmutableArray<Booking> Bookings(JsonPlace json, DateTimeOffset start, DateTimeOffset end, ImmutableArray<string> slots)
    {
        var bookings = ImmutableArray.CreateBuilder<Booking>();
        foreach (var item in json.Items(BookingsMax))
        {
            var booking = Booking(item, start, end, slots);
            if (bookings.Any(known => known.Id == booking.Id))
            {
                item.Get("id").Fail("is the id of an earlier booking");
            }

            bookings.Add(booking);
        }

        if (bookings.Count == 0)
        {
            json.Fail("must have a booking");
        }

        return bookings.ToImmutable();
    }

    private static Booking Booking(JsonPlace json, DateTimeOffset start, DateTimeOffset end, ImmutableArray<string> slots)
    {
        json.Only("id", "goal", "start", "end", "pricing", "pacing", "dailyCap", "slots", "weight");
        var booking = new Booking
        {
            Id = json.Get("id").Text(),
            Goal = json.Get("goal").Whole(1, BudgetTerms.GoalMax),
            Start = json.Find("start")?.Time() ?? start,
            End = json.Find("end")?.Time() ?? end,
            Pricing = json.Find("pricing")?.OneOf(Pricings) ?? Pricing.Rendered,
            Pacing = json.Find("pacing")?.OneOf(Pacings) ?? Pacing.Even,
            DailyCap = json.Find("dailyCap")?.Whole(1, BudgetTerms.GoalMax),
            Slots = json.Find("slots") is { } named ? [.. named.Items(ListMax).Select(slot => slot.OneOf(slots.ToDictionary(id => id, StringComparer.Ordinal)))] : slots,
            Weight = (int)(json.Find("weight")?.Whole(1, 1_000) ?? 1),
        };
        if (booking.End <= booking.Start)
        {
            json.Fail("ends before it starts");
        }

        return booking;
    }
}
