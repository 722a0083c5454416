using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// What one reader has seen of campaigns with frequency caps, while a request is answered. It says nothing of who the
/// reader is. Bounded: beyond it the entry that would have ended first makes room, and its cap may be passed.
/// </summary>
internal sealed class CapCounts
{
    public const int EntriesMax = 64;

    private readonly List<CapEntry> _entries;

    public CapCounts(IEnumerable<CapEntry> entries)
    {
        _entries = [.. entries.Take(EntriesMax)];
    }

    public ReadOnlySpan<CapEntry> Entries => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_entries);

    /// <summary>The reader is given a banner of the campaign.</summary>
    public void Count(CatalogueCampaign campaign, DateTimeOffset now)
    {
        if (campaign.Rules.Caps.IsEmpty)
        {
            return;
        }

        var key = CapEntry.KeyOf(campaign.Id);
        var seconds = (uint)now.ToUnixTimeSeconds();
        foreach (var cap in campaign.Rules.Caps)
        {
            Count(new CapEntry(key, cap.Period, seconds, 1), now);
        }
    }

    private void Count(CapEntry first, DateTimeOffset now)
    {
        var place = _entries.FindIndex(entry => entry.Campaign == first.Campaign && entry.Period == first.Period);
        if (place >= 0)
        {
            _entries[place] = _entries[place].Counts(now) ? More(_entries[place], first.Since) : first;
            return;
        }

        if (_entries.Count == EntriesMax)
        {
            _entries.RemoveAt(_entries.Index().MinBy(pair => pair.Item.Ends).Index);
        }

        _entries.Add(first);
    }

    private static CapEntry More(CapEntry entry, uint now) => entry with
    {
        Count = (ushort)Math.Min(entry.Count + 1, ushort.MaxValue),
        Since = entry.Period == CapPeriod.Session ? now : entry.Since,
    };
}
