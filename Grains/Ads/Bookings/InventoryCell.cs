namespace Sokbo.Grains.Ads.Bookings;

/// <summary>Hours of slots that are alike to all bookings: the same ones may run in them.</summary>
internal sealed class InventoryCell(ulong[] members, int slot, int day)
{
    /// <summary>Bits of the bookings that may run.</summary>
    public ulong[] Members => members;

    /// <summary>Place of the slot where conditions on pages make a difference; else -1.</summary>
    public int Slot => slot;

    /// <summary>The day where a daily cap makes a difference; else 0.</summary>
    public int Day => day;

    /// <summary>Expected impressions.</summary>
    public double Supply { get; private set; }

    /// <summary>Of which day how many.</summary>
    public SortedDictionary<int, double> Days { get; } = [];

    public bool Has(int member) => (members[member / 64] & (1UL << (member % 64))) != 0;

    public void Add(int seoulDay, double supply)
    {
        Supply += supply;
        Days[seoulDay] = Days.GetValueOrDefault(seoulDay) + supply;
    }

    public bool IsLike(ulong[] others, int otherSlot, int otherDay) => slot == otherSlot && day == otherDay && members.AsSpan().SequenceEqual(others);

    public static int Hash(ulong[] members, int slot, int day)
    {
        var hash = default(HashCode);
        foreach (var word in members)
        {
            hash.Add(word);
        }

        hash.Add(slot);
        hash.Add(day);
        return hash.ToHashCode();
    }
}
