using System.Diagnostics;
using System.Globalization;
using Sokbo.Grains.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Micro;

/// <summary>
/// What one check costs before a booking is taken, where 1,000 others are sold in 50 slots: processor time, because bookings of
/// a site wait for each other, and time by the clock, which other processes are in.
/// </summary>
internal static class AvailabilityRun
{
    private const int Bookings = 1_000;
    private const int Slots = 50;
    private const int Checks = 20;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    public static void Run(TextWriter output)
    {
        var random = new Random(1);
        var traffic = new SiteTraffic([.. Enumerable.Range(0, Slots).Select(Slot)]);
        InventoryBooking[] sold = [.. Enumerable.Range(0, Bookings).Select(number => Booking(number, random))];
        var wanted = new InventoryBooking { Id = "new", Name = "new", Slots = ["s1", "s2"], Start = Now, End = Now.AddDays(90), Impressions = 1 };
        var (used, taken) = (new double[Checks], new double[Checks]);
        Inventory.Of(Now, traffic, sold, wanted);
        InventoryResult result = InventoryResult.Unknown;
        using var self = Process.GetCurrentProcess();
        for (var check = 0; check < Checks; check++)
        {
            self.Refresh();
            var (before, started) = (self.TotalProcessorTime, Stopwatch.GetTimestamp());
            result = Inventory.Of(Now, traffic, sold, wanted);
            self.Refresh();
            (used[check], taken[check]) = ((self.TotalProcessorTime - before).TotalMilliseconds, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Array.Sort(used);
        Array.Sort(taken);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Bookings} bookings in {Slots} slots, {Checks} checks: processor ms p50 {used[Checks / 2]:F0} max {used[^1]:F0}, by the clock ms p50 {taken[Checks / 2]:F0} max {taken[^1]:F0}; {result.Available} available, {result.Conflicting.Length} in the way"));
    }

    private static SlotProfile Slot(int number) => new()
    {
        Slot = $"s{number}",
        Means = [.. Enumerable.Repeat(2_000.0, SlotProfile.HoursOfWeek)],
        Seen = [.. Enumerable.Repeat((byte)1, SlotProfile.HoursOfWeek)],
        Requests = 1_000_000,
        Shown = 1e15,
        Rendered = 1e15,
        Values = [new ValueCount("device:phone", 700_000), new ValueCount("section:sports", 100_000)],
    };

    /// <summary>Of all kinds: flat ones, ones with a cap for the day, with conditions, with dayparts; a week to two months long.</summary>
    private static InventoryBooking Booking(int number, Random random)
    {
        var start = Now.AddDays(random.Next(0, 300));
        return new InventoryBooking
        {
            Id = $"c{number}",
            Name = $"c{number}",
            Slots = [.. Enumerable.Range(0, 4).Select(_ => $"s{random.Next(Slots)}").Distinct()],
            Start = start,
            End = start.AddDays(random.Next(7, 60)),
            Impressions = random.Next(1_000, 200_000),
            DailyCap = number % 3 == 0 ? 10_000 : null,
            IsFlat = number % 7 == 0,
            Rules = (number % 10) switch
            {
                0 => Pages(TargetingDimension.Device, "phone"),
                1 => Pages(TargetingDimension.Section, "sports"),
                2 => new DeliveryRules { Dayparts = [new Daypart(WeekDays.All, 7, 10), new Daypart(WeekDays.All, 18, 24)] },
                _ => DeliveryRules.None,
            },
        };
    }

    private static DeliveryRules Pages(TargetingDimension dimension, string value) =>
        new() { Conditions = [new TargetingCondition { Dimension = dimension, Include = [value] }] };
}
