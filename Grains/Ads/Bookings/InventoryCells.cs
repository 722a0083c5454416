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

    /// <summary>Bits of bookings by slot and hour, in words: below a second's work.</summary>
    private const double WordsMax = 200e6;

    private readonly Dictionary<int, List<InventoryCell>> _cells = [];
    private readonly InventoryBooking[] _bookings;
    private readonly (SlotForecast Forecast, ulong[] Members)[] _slots;
    private readonly ulong[] _capped;
    private readonly ulong[] _choosy;
    private readonly ulong[][] _byHour;
    private readonly ulong[] _members;
    private readonly int _words;
    private ulong[] _dated = [];

    private InventoryCells(InventoryBooking[] bookings, IReadOnlyDictionary<string, SlotForecast> forecasts)
    {
        _bookings = bookings;
        _words = (bookings.Length + 63) / 64;
        _slots = [.. forecasts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Value, Bits(booking => booking.Slots.Contains(pair.Key))))];
        _capped = Bits(booking => booking is { IsFlat: false, DailyCap: not null });
        _choosy = Bits(booking => !booking.IsFlat && !booking.Rules.Conditions.IsEmpty);
        var hours = bookings.Select(HoursOf).ToArray();
        _byHour = [.. Enumerable.Range(0, SlotProfile.HoursOfWeek).Select(hour => Bits(member => hours[member][hour]))];
        _members = new ulong[_words];
    }

    /// <summary>Null where there would be more to look at than one check may.</summary>
    public static List<InventoryCell>? Of(
        InventoryBooking[] bookings, IReadOnlyDictionary<string, SlotForecast> forecasts, DateTimeOffset now, DateTimeOffset until)
    {
        var cells = new InventoryCells(bookings, forecasts);
        if (((until - now).TotalHours + (2 * bookings.Length)) * forecasts.Count * cells._words > WordsMax)
        {
            return null;
        }

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

    private ulong[] Bits(Func<InventoryBooking, bool> holds) => Bits(member => holds(_bookings[member]));

    private ulong[] Bits(Func<int, bool> holds)
    {
        var bits = new ulong[_words];
        for (var member = 0; member < _bookings.Length; member++)
        {
            bits[member / 64] |= holds(member) ? 1UL << (member % 64) : 0;
        }

        return bits;
    }

    private void Cut(DateTimeOffset now, DateTimeOffset until)
    {
        var marks = new SortedSet<DateTimeOffset>(_bookings.SelectMany(booking => new[] { booking.Start, booking.End }).Where(mark => mark > now && mark < until)) { until };
        var from = now;
        Date(from);
        while (from < until)
        {
            // Hours of Seoul are whole hours of UTC.
            var nextHour = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour, TimeSpan.Zero);
            while (marks.Count > 0 && marks.Min <= from)
            {
                marks.Remove(marks.Min);
                Date(from);
            }

            var to = marks.Count > 0 && marks.Min < nextHour ? marks.Min : nextHour;
            Add(from, to);
            from = to;
        }
    }

    /// <summary>Who runs changes at starts and ends only.</summary>
    private void Date(DateTimeOffset from) => _dated = Bits(booking => booking.Start <= from && from < booking.End);

    private void Add(DateTimeOffset from, DateTimeOffset to)
    {
        var hour = TrafficRules.HourOfWeek(from);
        var day = SeoulDay.Of(from);
        var hours = (to - from).TotalHours;
        var (open, members) = (_byHour[hour], _members);
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            var ofSlot = _slots[slot].Members;
            var (any, capped, choosy) = (false, false, false);
            for (var word = 0; word < members.Length; word++)
            {
                members[word] = _dated[word] & open[word] & ofSlot[word];
                any |= members[word] != 0;
                capped |= (members[word] & _capped[word]) != 0;
                choosy |= (members[word] & _choosy[word]) != 0;
            }

            if (any)
            {
                CellOf(members, choosy ? slot : -1, capped ? day : 0).Add(day, _slots[slot].Forecast.RateAt(hour) * hours);
            }
        }
    }

    private InventoryCell CellOf(ulong[] members, int slot, int day)
    {
        var hash = InventoryCell.Hash(members, slot, day);
        var alike = _cells.TryGetValue(hash, out var list) ? list : _cells[hash] = [];
        if (alike.Find(cell => cell.IsLike(members, slot, day)) is not { } known)
        {
            known = new InventoryCell([.. members], slot, day);
            alike.Add(known);
        }

        return known;
    }
}
