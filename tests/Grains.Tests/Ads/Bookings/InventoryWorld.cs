using Sokbo.Grains.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Grains.Tests.Ads.Bookings;

/// <summary>Small inventories, and the same questions answered by trying every cut.</summary>
internal static class InventoryWorld
{
    /// <summary>Monday noon in Seoul, at the beginning of an hour.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    /// <summary>A slot with the same requests in every hour of the week, all of which render.</summary>
    public static SlotProfile Slot(string id, double everyHour, params (string Value, double Share)[] values) => new()
    {
        Slot = id,
        Means = [.. Enumerable.Repeat(everyHour, SlotProfile.HoursOfWeek)],
        Seen = [.. Enumerable.Repeat((byte)1, SlotProfile.HoursOfWeek)],
        Requests = 1_000_000,
        Shown = 1e15,
        Rendered = 1e15 + 100,
        Values = [.. values.Select(value => new ValueCount(value.Value, value.Share * 1_000_000))],
    };

    public static InventoryBooking Booking(string id, long impressions, int hours, params string[] slots) => new()
    {
        Id = id,
        Name = id,
        Slots = [.. slots],
        Start = Now,
        End = Now.AddHours(hours),
        Impressions = impressions,
    };

    public static DeliveryRules Pages(TargetingDimension dimension, params string[] include) =>
        new() { Conditions = [new TargetingCondition { Dimension = dimension, Include = [.. include] }] };

    /// <summary>
    /// The largest flow by its definition: over all choices of bookings and of places, the smallest cut. A place is one
    /// hour of one slot, or one kind of page of it.
    /// </summary>
    /// <param name="demands">Of each booking.</param>
    /// <param name="supplies">Of each place.</param>
    /// <param name="days">Of each place.</param>
    /// <param name="fits">Whether the booking may run in the place.</param>
    /// <param name="caps">Of each booking on one day; null for none.</param>
    public static long LargestFlow(long[] demands, long[] supplies, int[] days, Func<int, int, bool> fits, long?[] caps)
    {
        var best = long.MaxValue;
        for (var bookings = 0; bookings < 1 << demands.Length; bookings++)
        {
            for (var places = 0; places < 1 << supplies.Length; places++)
            {
                var cut = 0L;
                for (var place = 0; place < supplies.Length; place++)
                {
                    cut += (places & (1 << place)) != 0 ? supplies[place] : 0;
                }

                for (var booking = 0; booking < demands.Length && cut < best; booking++)
                {
                    cut += (bookings & (1 << booking)) == 0 ? demands[booking] : Leaks(booking, places);
                }

                best = Math.Min(best, cut);
            }
        }

        return best;

        long Leaks(int booking, int places)
        {
            var open = Enumerable.Range(0, supplies.Length).Where(place => fits(booking, place) && (places & (1 << place)) == 0).Select(place => days[place]).Distinct().ToArray();
            return open.Length == 0 ? 0 : caps[booking] is { } cap ? cap * open.Length : long.MaxValue / 8;
        }
    }
}
