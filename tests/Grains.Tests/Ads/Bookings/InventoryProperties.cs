using CsCheck;
using Sokbo.Grains.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Xunit;
using static Sokbo.Grains.Tests.Ads.Bookings.InventoryWorld;

namespace Sokbo.Grains.Tests.Ads.Bookings;

public sealed class InventoryProperties
{
    private const int Hours = 4;

    /// <summary>Half an hour before midnight in Seoul and on: the hours are cut by a day, so that caps matter.</summary>
    private static readonly DateTimeOffset Evening = new(2026, 11, 23, 13, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int From, int Until)> AnyHours =
        Gen.Select(Gen.Int[0, Hours - 1], Gen.Int[1, Hours]).Select((from, length) => (from, Math.Min(Hours, from + length)));

    /// <summary>Up to three bookings of two slots in four hours, with dates, dayparts and caps.</summary>
    private static readonly Gen<InventoryBooking> AnyBooking =
        Gen.Select(Gen.Long[0, 120], Gen.Int[1, 3], AnyHours, AnyHours, Gen.Bool, Gen.Long[0, 60].Nullable()).Select((impressions, slots, dates, hours, parted, cap) => new InventoryBooking
        {
            Id = "",
            Slots = [.. new[] { "a", "b" }.Where((_, slot) => (slots & (1 << slot)) != 0)],
            Start = Evening.AddHours(dates.From),
            End = Evening.AddHours(dates.Until),
            Impressions = impressions,
            DailyCap = cap,
            Rules = parted ? new DeliveryRules { Dayparts = [.. Enumerable.Range(hours.From, hours.Until - hours.From).Select(Part)] } : DeliveryRules.None,
        });

    [Fact]
    public void Slots_hours_dates_dayparts_and_caps_are_reckoned_exactly() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], AnyBooking.Array[1, 4]).Sample((first, second, bookings) =>
        {
            bookings = [.. bookings.Select((booking, index) => booking with { Id = $"c{index}" })];
            var traffic = new SiteTraffic([Slot("a", first), Slot("b", second)]);
            long[] supplies = [.. Enumerable.Range(0, 2 * Hours).Select(place => (long)(place < Hours ? first : second))];
            int[] days = [.. Enumerable.Range(0, 2 * Hours).Select(place => SeoulDay.Of(Evening.AddHours(place % Hours)))];
            var demands = bookings.Select(booking => booking.Impressions).ToArray();
            var caps = bookings.Select(booking => booking.DailyCap).ToArray();
            bool Fits(int booking, int place) => bookings[booking].Slots.Contains(place < Hours ? "a" : "b")
                && bookings[booking].Start <= Evening.AddHours(place % Hours) && bookings[booking].End > Evening.AddHours(place % Hours)
                && bookings[booking].Rules.AllowsHour(Evening.AddHours(place % Hours));
            var others = LargestFlow([0, .. demands[1..]], supplies, days, Fits, caps);

            var result = Inventory.Of(Evening, traffic, bookings[1..], bookings[0]);

            Assert.Equal(LargestFlow([100_000, .. demands[1..]], supplies, days, Fits, caps) - others, result.Available);
        });

    /// <summary>Whatever goes with whatever, what is promised to bookings with conditions can be kept.</summary>
    [Fact]
    public void What_is_promised_on_some_pages_fits_however_sections_and_devices_go_together() =>
        Gen.Select(Gen.Long[0, 40].Array[6], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Long[0, 60]).Array[1, 4]).Sample((pages, wishes) =>
        {
            // Three sections and two devices; a booking asks for one section or any, and one device or any.
            var total = pages.Sum();
            if (total == 0)
            {
                return;
            }

            double Share(Func<int, bool> holds) => Enumerable.Range(0, 6).Where(holds).Sum(page => pages[page]) / (double)total;
            var values = Enumerable.Range(0, 3).Select(section => ($"section:s{section}", Share(page => page % 3 == section)))
                .Concat(Enumerable.Range(0, 2).Select(device => ($"device:{Device(device)}", Share(page => page / 3 == device))))
                .ToArray();
            var traffic = new SiteTraffic([Slot("a", total, values)]);
            var bookings = wishes.Select((wish, index) => Booking($"c{index}", wish.Item3, 1, "a") with { Rules = Rules(wish.Item1, wish.Item2) }).ToArray();
            var promised = new List<InventoryBooking>();

            foreach (var booking in bookings)
            {
                if (Inventory.Of(Now, traffic, promised, booking).Available >= booking.Impressions)
                {
                    promised.Add(booking);
                }
            }

            var demands = promised.Select(booking => booking.Impressions).ToArray();
            bool Fits(int booking, int page) => promised[booking].Rules.Conditions.All(condition => condition.Dimension == TargetingDimension.Section
                ? condition.Include.Contains($"s{page % 3}")
                : condition.Include.Contains(Device(page / 3)));
            Assert.Equal(demands.Sum(), LargestFlow(demands, pages, new int[6], Fits, new long?[demands.Length]));
        });

    [Fact]
    public void The_first_of_a_batch_that_does_not_fit_is_the_first_that_would_not_fit_alone() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], AnyBooking.Array[1, 2], AnyBooking.Array[1, 4]).Sample((first, second, sold, batch) =>
        {
            var traffic = new SiteTraffic([Slot("a", first), Slot("b", second)]);
            sold = [.. sold.Select((booking, index) => booking with { Id = $"sold{index}" })];
            batch = [.. batch.Select((booking, index) => booking with { Id = $"c{index}" })];

            var misfits = Inventory.Misfits(Evening, traffic, sold, batch);

            var alone = Enumerable.Range(0, batch.Length)
                .Where(place => Inventory.Of(Evening, traffic, [.. sold, .. batch[..place]], batch[place]).Available < batch[place].Impressions)
                .Select(place => (int?)place).FirstOrDefault();
            Assert.Equal(alone, misfits.IsEmpty ? null : misfits[0]);
        });

    [Fact]
    public void The_days_add_up_to_what_is_available() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], AnyBooking.Array[1, 4]).Sample((first, second, bookings) =>
        {
            bookings = [.. bookings.Select((booking, index) => booking with { Id = $"c{index}" })];

            var result = Inventory.Of(Evening, new SiteTraffic([Slot("a", first), Slot("b", second)]), bookings[1..], bookings[0]);

            Assert.InRange(result.Days.Sum(day => day.Available), result.Available!.Value - result.Days.Length, result.Available.Value);
            Assert.All(result.Days, day => Assert.InRange(day.Sold + day.Available, 0, day.Supply + 2));
        });

    private static Daypart Part(int hour)
    {
        var moment = Evening.AddHours(hour).ToOffset(SeoulDay.Offset);
        return new Daypart(WeekDays.All, moment.Hour, moment.Hour + 1);
    }

    private static string Device(int device) => device == 0 ? "phone" : "desktop";

    private static DeliveryRules Rules(int section, int device) => new()
    {
        Conditions =
        [
            .. Pages(TargetingDimension.Section, $"s{section}").Conditions.Where(_ => section < 3),
            .. Pages(TargetingDimension.Device, Device(device)).Conditions.Where(_ => device < 2),
        ],
    };
}
