using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Bookings;

internal static class TrafficRules
{
    public const int CursorsMax = 256;

    /// <summary>Hours that wait for being folded.</summary>
    public const int HoursMax = 48;

    /// <summary>Two years and the current month.</summary>
    public const int MonthsMax = 25;

    private const byte SeenMax = 200;

    /// <summary>From the fourth week on, the last one counts for so much.</summary>
    private const double LastWeekShare = 0.25;

    /// <summary>Reports of an hour come until so long after it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>An hour's part of halving in two weeks.</summary>
    private static readonly double Decay = Math.Pow(0.5, 1.0 / (14 * 24));

    /// <summary>The head with the report in it; null where it says nothing new. What belongs to hours that are folded is too late for the profile, and counts in its month.</summary>
    public static TrafficHead? Take(TrafficHead head, TrafficReport report, int foldedThrough)
    {
        var known = head.Cursors.FirstOrDefault(cursor => cursor.Gateway == report.Gateway);
        if (known is not null && known.Seq >= report.Seq)
        {
            return null;
        }

        var hours = head.Hours.Where(hour => hour.Hour > foldedThrough).ToDictionary(hour => hour.Hour, hour => hour.Slots.ToDictionary(slot => slot.Slot, StringComparer.Ordinal));
        var isNew = report.Hour > foldedThrough && hours.TryAdd(report.Hour, new Dictionary<string, SlotTraffic>(StringComparer.Ordinal));
        ImmutableArray<SlotTraffic> counted = [.. report.Slots.Where(slot => slot.Hour <= report.Hour)];
        isNew |= !counted.IsEmpty;
        foreach (var slot in counted.Where(slot => slot.Hour > foldedThrough))
        {
            Add(hours.TryGetValue(slot.Hour, out var slots) ? slots : hours[slot.Hour] = new Dictionary<string, SlotTraffic>(StringComparer.Ordinal), slot);
        }

        return !isNew
            ? null
            : new TrafficHead
            {
                Cursors = [.. head.Cursors.Where(cursor => cursor.Gateway != report.Gateway).TakeLast(CursorsMax - 1), new TrafficCursor(report.Gateway, report.Seq, report.Hour)],
                Hours = [.. hours.OrderBy(hour => hour.Key).TakeLast(HoursMax).Select(hour => new SeenHour(hour.Key, [.. hour.Value.Values]))],
                Months = Add(head.Months, counted),
            };
    }

    /// <summary>The profile with all hours that are over; null where none is.</summary>
    public static FoldedTraffic? Fold(FoldedTraffic profile, TrafficHead head, DateTimeOffset now)
    {
        FoldedTraffic? folded = null;
        foreach (var hour in head.Hours.Where(hour => hour.Hour > profile.FoldedThrough && Hours.Start(hour.Hour + 1) + Grace <= now))
        {
            folded = Fold((folded ?? profile).Traffic, hour);
        }

        return folded;
    }

    /// <summary>Of the week in Seoul, from Sunday 0:00 on.</summary>
    public static int HourOfWeek(DateTimeOffset moment)
    {
        var local = moment.ToOffset(SeoulDay.Offset);
        return ((int)local.DayOfWeek * 24) + local.Hour;
    }

    private static FoldedTraffic Fold(SiteTraffic traffic, SeenHour hour)
    {
        var place = HourOfWeek(Hours.Start(hour.Hour));
        var seen = hour.Slots.ToDictionary(slot => slot.Slot, StringComparer.Ordinal);
        var slots = traffic.Slots.Select(slot => Fold(slot, place, seen.GetValueOrDefault(slot.Slot))).ToList();
        foreach (var slot in hour.Slots.ExceptBy(traffic.Slots.Select(known => known.Slot), slot => slot.Slot, StringComparer.Ordinal))
        {
            slots.Add(Fold(Empty(slot.Slot), place, slot));
        }

        return new FoldedTraffic
        {
            FoldedThrough = hour.Hour,
            Traffic = new SiteTraffic(
                [.. slots.OrderByDescending(slot => slot.Requests).Take(SiteTraffic.SlotsMax).OrderBy(slot => slot.Slot, StringComparer.Ordinal)]),
        };
    }

    private static SlotProfile Empty(string slot) => new()
    {
        Slot = slot,
        Means = [.. new double[SlotProfile.HoursOfWeek]],
        Seen = [.. new byte[SlotProfile.HoursOfWeek]],
    };

    /// <summary>A slot that nobody reported in an hour in which some gateway was there had no readers.</summary>
    private static SlotProfile Fold(SlotProfile profile, int place, SlotTraffic? traffic)
    {
        var weeks = Math.Min(profile.Seen[place] + 1, SeenMax);
        var mean = profile.Means[place] + (((traffic?.Requests ?? 0) - profile.Means[place]) * Math.Max(1.0 / weeks, LastWeekShare));
        var values = profile.Values.ToDictionary(value => value.Value, value => value.Count * Decay, StringComparer.Ordinal);
        foreach (var value in traffic?.Values ?? [])
        {
            values[value.Value] = values.GetValueOrDefault(value.Value) + value.Count;
        }

        return profile with
        {
            Means = profile.Means.SetItem(place, mean),
            Seen = profile.Seen.SetItem(place, (byte)weeks),
            Requests = (profile.Requests * Decay) + (traffic?.Requests ?? 0),
            Shown = (profile.Shown * Decay) + (traffic?.Shown ?? 0),
            Rendered = (profile.Rendered * Decay) + (traffic?.Rendered ?? 0),
            Values = [.. values.OrderByDescending(value => value.Value).Take(SlotTraffic.ValuesMax).Select(value => new ValueCount(value.Key, value.Value))],
        };
    }

    private static ImmutableArray<MonthDemand> Add(ImmutableArray<MonthDemand> months, ImmutableArray<SlotTraffic> counted)
    {
        var sums = months.ToDictionary(month => month.Month);
        foreach (var month in counted.GroupBy(slot => SeoulMonth.Of(Hours.Start(slot.Hour))))
        {
            sums[month.Key] = Add(sums.GetValueOrDefault(month.Key) ?? new MonthDemand(month.Key, []), month);
        }

        return [.. sums.Values.OrderBy(month => month.Month).TakeLast(MonthsMax)];
    }

    private static MonthDemand Add(MonthDemand month, IEnumerable<SlotTraffic> counted)
    {
        var slots = month.Slots.ToDictionary(slot => slot.Slot, StringComparer.Ordinal);
        foreach (var more in counted)
        {
            var id = slots.ContainsKey(more.Slot) || slots.Count < SiteTraffic.SlotsMax ? more.Slot : MonthDemand.OtherSlots;
            var known = slots.GetValueOrDefault(id) ?? new SlotDemand(id, 0, 0);
            slots[id] = known with { Requests = known.Requests + more.Requests, Shown = known.Shown + more.Shown };
        }

        return month with { Slots = [.. slots.Values.OrderBy(slot => slot.Slot, StringComparer.Ordinal)] };
    }

    private static void Add(Dictionary<string, SlotTraffic> slots, SlotTraffic more)
    {
        if (!slots.TryGetValue(more.Slot, out var known))
        {
            if (slots.Count < SiteTraffic.SlotsMax)
            {
                slots[more.Slot] = more;
            }

            return;
        }

        var values = known.Values.Concat(more.Values)
            .GroupBy(value => value.Value, StringComparer.Ordinal)
            .Select(group => new ValueCount(group.Key, group.Sum(value => value.Count)));
        slots[more.Slot] = known with
        {
            Requests = known.Requests + more.Requests,
            Shown = known.Shown + more.Shown,
            Rendered = known.Rendered + more.Rendered,
            Values = [.. values.OrderByDescending(value => value.Count).Take(SlotTraffic.ValuesMax)],
        };
    }
}
