using System.Runtime.InteropServices;

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

    /// <summary>Of which day how many, in order of days.</summary>
    public List<(int Day, double Supply)> Days { get; } = [];

    /// <summary>Days come in their order.</summary>
    public void Add(int seoulDay, double supply)
    {
        Supply += supply;
        if (Days is [.., var last] && last.Day == seoulDay)
        {
            Days[^1] = (seoulDay, last.Supply + supply);
        }
        else
        {
            Days.Add((seoulDay, supply));
        }
    }

    public bool IsLike(ReadOnlySpan<ulong> others, int otherSlot, int otherDay) =>
        slot == otherSlot && day == otherDay && others.SequenceEqual(members);

    public static int Hash(ReadOnlySpan<ulong> members, int slot, int day)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(members));
        hash.Add(slot);
        hash.Add(day);
        return hash.ToHashCode();
    }
}
