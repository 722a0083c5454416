using System.Runtime.InteropServices;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Traffic;

/// <summary>What readers' pages have asked this gateway for since the last report. Bounded; any thread.</summary>
internal sealed class TrafficTally(TimeProvider time)
{
    /// <summary>Slots of all sites, each in one hour. What comes beyond is not counted.</summary>
    public const int SlotsMax = 10_000;

    /// <summary>Different values that are counted for one slot; the most frequent of them are reported.</summary>
    private const int ValuesMax = 512;

    private readonly Lock _gate = new();
    private Dictionary<(string Site, string Slot, int Hour), Counts> _counts = [];

    /// <summary>A page of a reader, of which conditions can name these values, has asked for a banner.</summary>
    public void Asked(string site, string slot, string[] values, bool shown)
    {
        lock (_gate)
        {
            if (Of(site, slot) is { } counts)
            {
                counts.Requests++;
                counts.Shown += shown ? 1 : 0;
                foreach (var value in values)
                {
                    counts.Add(value);
                }
            }
        }
    }

    public void Rendered(string site, string slot)
    {
        lock (_gate)
        {
            if (Of(site, slot) is { } counts)
            {
                counts.Rendered++;
            }
        }
    }

    /// <summary>Takes what was counted, by site.</summary>
    public ILookup<string, SlotTraffic> Take()
    {
        Dictionary<(string Site, string Slot, int Hour), Counts> taken;
        lock (_gate)
        {
            (taken, _counts) = (_counts, []);
        }

        return taken.ToLookup(pair => pair.Key.Site, pair => pair.Value.ToTraffic(pair.Key.Slot, pair.Key.Hour), StringComparer.Ordinal);
    }

    private Counts? Of(string site, string slot)
    {
        var key = (site, slot, Hours.Of(time.GetUtcNow()));
        if (!_counts.TryGetValue(key, out var counts) && _counts.Count < SlotsMax)
        {
            _counts[key] = counts = new Counts();
        }

        return counts;
    }

    private sealed class Counts
    {
        private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);

        public long Requests { get; set; }

        public long Shown { get; set; }

        public long Rendered { get; set; }

        public void Add(string value)
        {
            if (_values.Count < ValuesMax || _values.ContainsKey(value))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_values, value, out _)++;
            }
        }

        public SlotTraffic ToTraffic(string slot, int hour) => new()
        {
            Slot = slot,
            Hour = hour,
            Requests = Requests,
            Shown = Shown,
            Rendered = Rendered,
            Values = [.. _values.OrderByDescending(value => value.Value).Take(SlotTraffic.ValuesMax).Select(value => new ValueCount(value.Key, value.Value))],
        };
    }
}
