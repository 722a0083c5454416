using System.Collections.Concurrent;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// One version of a site's catalogue as decisions use it: campaigns by place, in the order of their ids, and everything
/// that can be asked of them as sets of places. Never changes, apart from the slots that it works out when first asked.
/// </summary>
internal sealed class CompiledCatalogue
{
    private readonly CatalogueCampaign[] _campaigns;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> _capped = [];
    private readonly Dictionary<string, int> _labels = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ulong[]> _labelled = [];
    private readonly int[][] _labelsOf;
    private readonly ulong[][] _tiers;
    private readonly ulong[] _cleared;
    private readonly ILeaseSource[] _sources;
    private readonly ConcurrentDictionary<string, CompiledSlot> _slots = new(StringComparer.Ordinal);

    public CompiledCatalogue(CatalogueVersion version, ILeases leases)
    {
        Version = version;
        _campaigns = [.. version.State.Campaigns.OrderBy(campaign => campaign.Id, StringComparer.Ordinal)];
        Words = CampaignBits.WordsFor(_campaigns.Length);
        if (Words > CampaignBits.WordsMax)
        {
            throw new ArgumentException("A catalogue has more campaigns than its bound.", nameof(version));
        }

        Index = new TargetingIndex(_campaigns, Words);
        _tiers = [.. Enumerable.Range(0, Tier.Count).Select(_ => new ulong[Words])];
        _cleared = new ulong[Words];
        _labelsOf = new int[_campaigns.Length][];
        _sources = new ILeaseSource[_campaigns.Length];
        for (var place = 0; place < _campaigns.Length; place++)
        {
            Enter(place, _campaigns[place], leases);
        }
    }

    public CatalogueVersion Version { get; }

    public int Words { get; }

    public TargetingIndex Index { get; }

    public ReadOnlySpan<CatalogueCampaign> Campaigns => _campaigns;

    public ReadOnlySpan<ulong> TierSet(int tier) => _tiers[tier];

    /// <summary>Campaigns that may stand beside a warning of the highest level.</summary>
    public ReadOnlySpan<ulong> Cleared => _cleared;

    public ILeaseSource Source(int campaign) => _sources[campaign];

    /// <summary>The slot as its state lets campaigns run at the moment.</summary>
    public CompiledSlot Slot(SlotState state, DateTimeOffset now, Rotations rotations)
    {
        if (_slots.TryGetValue(state.Id, out var known) && known.IsOf(state, now))
        {
            return known;
        }

        // Two requests may work it out at once and get equal ones; whose stays does not matter.
        return _slots[state.Id] = new CompiledSlot(this, state, now, rotations);
    }

    /// <summary>Numbers of the labels that the page shows, by name or as those of a creative. Returns how many.</summary>
    public int ResolveLabels(ReadOnlySpan<string> shown, Span<int> labels)
    {
        var count = 0;
        foreach (var text in shown)
        {
            if (_labels.TryGetValue(text, out var label))
            {
                Add(label, labels, ref count);
                continue;
            }

            var dot = text.IndexOf('.', StringComparison.Ordinal);
            if (_places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(dot < 0 ? text : text.AsSpan(0, dot), out var campaign))
            {
                foreach (var own in _labelsOf[campaign])
                {
                    Add(own, labels, ref count);
                }
            }
        }

        return count;
    }

    /// <summary>Campaigns that have one of the labels.</summary>
    public void AddLabelled(ReadOnlySpan<int> labels, Span<ulong> set)
    {
        foreach (var label in labels)
        {
            CampaignBits.Or(set, _labelled[label]);
        }
    }

    /// <summary>Campaigns that the reader has seen as often as their caps allow.</summary>
    public void AddCapped(ReadOnlySpan<CapEntry> caps, DateTimeOffset now, Span<ulong> set)
    {
        foreach (var entry in caps)
        {
            if (_capped.TryGetValue(entry.Campaign, out var place) && entry.Reaches(_campaigns[place].Rules.Caps, now))
            {
                CampaignBits.Add(set, place);
            }
        }
    }

    private static void Add(int label, Span<int> labels, ref int count)
    {
        if (!labels[..count].Contains(label))
        {
            labels[count++] = label;
        }
    }

    private void Enter(int place, CatalogueCampaign campaign, ILeases leases)
    {
        _places.Add(campaign.Id, place);
        _sources[place] = leases.For(campaign.Id);
        CampaignBits.Add(_tiers[Tier.Of(campaign.Rules.Priority)], place);
        if (campaign.Rules.BesideEmergency)
        {
            CampaignBits.Add(_cleared, place);
        }

        if (!campaign.Rules.Caps.IsEmpty)
        {
            _capped[CapEntry.KeyOf(campaign.Id)] = place;
        }

        _labelsOf[place] = [.. campaign.Rules.Labels.Distinct(StringComparer.OrdinalIgnoreCase).Select(Number)];
        foreach (var label in _labelsOf[place])
        {
            CampaignBits.Add(_labelled[label], place);
        }

        int Number(string label)
        {
            if (_labels.TryAdd(label, _labelled.Count))
            {
                _labelled.Add(new ulong[Words]);
            }

            return _labels[label];
        }
    }
}
