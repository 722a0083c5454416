using System.Collections.Immutable;
using Sokbo.AdSimulator.Scenarios;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Simulation.Tests.Ads;

/// <summary>Bookings, traffic and gateways drawn from a seed, such that there is always more to show than is booked.</summary>
internal static class PacingCases
{
    /// <summary>So many times what the steepest curve asks for comes at the quietest moment.</summary>
    private const double Ample = 4;

    private static readonly DateTimeOffset Midnight = new(2026, 11, 26, 0, 0, 0, TimeSpan.FromHours(9));

    public static Scenario Of(int seed, Pricing pricing)
    {
        var random = new Random(seed);
        var start = Midnight.AddMinutes(5 * random.Next(24 * 12));
        var hours = random.Next(4) switch { 0 => 0.5, 1 => 1, 2 => 2, _ => 4 };
        var readers = new Readers
        {
            RenderRate = 0.6 + (0.4 * random.NextDouble()),
            RenderSeconds = 0.3 + (2.5 * random.NextDouble()),
            ViewableRate = 0.3 + (0.6 * random.NextDouble()),
            ViewableSeconds = 1 + (5 * random.NextDouble()),
            ClickRate = 0.01 + (0.04 * random.NextDouble()),
            ClickSeconds = 1 + (10 * random.NextDouble()),
        };
        ImmutableArray<Booking> bookings =
        [
            Booking("small", random, random.Next(10, 101), pricing, start, hours),
            Booking("middle", random, random.Next(101, 1_000), pricing, start, hours),
        ];
        if (pricing == Pricing.Rendered)
        {
            bookings = bookings.Add(Booking("large", random, random.Next(1_000, 3_000), pricing, start, hours));
        }

        ImmutableArray<double> byHour = [.. Enumerable.Range(0, 24).Select(_ => 1 + (3 * random.NextDouble()))];
        var quietest = Ample * bookings.Sum(booking => Steepest(booking)) / readers.YieldOf(pricing);
        var gateways = random.Next(2, 9);
        return new Scenario
        {
            Name = $"seed {seed}",
            Start = start,
            Hours = hours,
            Seed = seed,
            Gateways = [.. Enumerable.Range(0, gateways).Select(_ => Math.Pow(10, 1.5 * random.NextDouble()))],
            Traffic = new Traffic { DecisionsPerSecond = quietest * byHour.Average() / byHour.Min(), ByHour = byHour, Spikes = Spikes(random, start, hours) },
            Readers = readers,
            Deaths = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new Death(
                random.Next(gateways), start.AddHours(hours * random.NextDouble() * 0.9), 5 + (30 * random.NextDouble())))],
            Bookings = bookings,
        };
    }

    /// <summary>Events a second where the curve is steepest.</summary>
    public static double Steepest(Booking booking)
    {
        var minutes = (int)(booking.End - booking.Start).TotalMinutes;
        double Share(int minute) => PacingCurve.Share(booking.Pacing, booking.Start, booking.End, booking.Start.AddMinutes(minute), PacingCurve.DefaultProfile);
        return booking.Goal * Enumerable.Range(1, minutes).Max(minute => Share(minute) - Share(minute - 1)) / 60;
    }

    private static ImmutableArray<Spike> Spikes(Random random, DateTimeOffset start, double hours) =>
        random.Next(3) == 0 ? [] : [new Spike(start.AddHours(hours * random.NextDouble() * 0.8), 5, 50)];

    private static Booking Booking(string id, Random random, long goal, Pricing pricing, DateTimeOffset start, double hours)
    {
        // A small goal that is due within minutes is a matter of the numbers under way: it gets hours, as those that are sold do.
        var isShort = goal <= 100 && hours < 2;
        return new Booking
        {
            Id = id,
            Goal = isShort ? Math.Min(goal, 20) : goal,
            Start = start,
            End = start.AddHours(hours),
            Pricing = pricing,
            Pacing = random.Next(2) == 0 ? Pacing.Even : Pacing.FrontLoaded,
        };
    }
}
