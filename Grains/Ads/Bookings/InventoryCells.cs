using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>
/// Cuts time at every hour and at every start and end, and puts together what is alike. It is exact: hours, dates,
/// dayparts, slots and days of caps all stay apart where a booking tells them apart.
/// </summary>
internal sealed class InventoryCells
{
    /// <summary>Beyond a year nothing is foreseen.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(366);

    private readonly Dictionary<int, List<InventoryCell>> _cells = [];
    private readonly InventoryBooking[] _bookings;
    private readonly (SlotForecast Forecast, ulong[] Members)[] _slots;
    private readonly ulong[] _capped;
    private readonly ulong[] _choosy;
    private readonly bool[][] _hours;
    private readonly int _words;

    private InventoryCells(InventoryBooking[] bookings, IReadOnlyDictionary<string, SlotForecast> forecasts)
    {
        _bookings = bookings;
        _words = (bookings.Length + 63) / 64;
        _slots = [.. forecasts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Value, Bits(booking => booking.Slots.Contains(pair.Key))))];
        _capped = Bits(booking => booking is { IsFlat: false, DailyCap: not null });
        _choosy = Bits(booking => !booking.IsFlat && !booking.Rules.Conditions.IsEmpty);
        _hours = [.. bookings.Select(HoursOf)];
    }

    public static List<InventoryCell> Of(
        InventoryBooking[] bookings, IReadOnlyDictionary<string, SlotForecast> forecasts, DateTimeOffset now, DateTimeOffset until)
    {
        var cells = new InventoryCells(bookings, forecasts);
        cells.Cut(now, until);
        return [.. cells._cells.Values.SelectMany(list => list).Where(cell => cell.Supply > 0)];
    }

    private static bool[] HoursOf(InventoryBooking booking)
    {
        var hours = new bool[SlotProfile.HoursOfWeek];
        for (var hour = 0; hour < hours.Length; hour++)
        {
            hours[hour] = booking.Rules.Dayparts.IsEmpty || booking.Rules.Dayparts.Any(
                daypart => ((int)daypart.Days & (1 << (hour / 24))) != 0 && hour % 24 >= daypart.FromHour && hour % 24 < daypart.UntilHour);
        }

        return hours;
    }

    private ulong[] Bits(Func<InventoryBooking, bool> holds)
    {
        var bits = new ulong[_words];
        for (var member = 0; member < _bookings.Length; member++)
        {
            bits[member / 64] |= holds(_bookings[member]) ? 1UL << (member % 64) : 0;
        }

        return bits;
    }

    private void Cut(DateTimeOffset now, DateTimeOffset until)
    {
        var marks = new SortedSet<DateTimeOffset>(_bookings.SelectMany(booking => new[] { booking.Start, booking.End }).Where(mark => mark > now && mark < until)) { until };
        var from = now;
        while (from < until)
        {
            // Hours of Seoul are whole hours of UTC.
            var nextHour = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour, TimeSpan.Zero);
            while (marks.Count > 0 && marks.Min <= from)
            {
                marks.Remove(marks.Min);
            }

            var to = marks.Count > 0 && marks.Min < nextHour ? marks.Min : nextHour;
            Add(from, to);
            from = to;
        }
    }

    private void Add(DateTimeOffset from, DateTimeOffset to)
    {
        var hour = TrafficRules.HourOfWeek(from);
        var day = SeoulDay.Of(from);
        var running = new ulong[_words];
        for (var member = 0; member < _bookings.Length; member++)
        {
            var booking = _bookings[member];
            running[member / 64] |= booking.Start <= from && from < booking.End && _hours[member][hour] ? 1UL << (member % 64) : 0;
        }

        for (var slot = 0; slot < _slots.Length; slot++)
        {
            var members = new ulong[_words];
            var (any, capped, choosy) = (false, false, false);
            for (var word = 0; word < _words; word++)
            {
                members[word] = running[word] & _slots[slot].Members[word];
                any |= members[word] != 0;
                capped |= (members[word] & _capped[word]) != 0;
                choosy |= (members[word] & _choosy[word]) != 0;
            }

            if (any)
            {
                CellOf(members, choosy ? slot : -1, capped ? day : 0).Add(day, _slots[slot].Forecast.RateAt(hour) * (to - from).TotalHours);
            }
        }
    }

    private InventoryCell CellOf(ulong[] members, int slot, int day)
    {
        var hash = InventoryCell.Hash(members, slot, day);
        var alike = _cells.TryGetValue(hash, out var list) ? list : _cells[hash] = [];
        if (alike.Find(cell => cell.IsLike(members, slot, day)) is not { } known)
        {
            known = new InventoryCell(members, slot, day);
            alike.Add(known);
        }

        return known;
    }
}
