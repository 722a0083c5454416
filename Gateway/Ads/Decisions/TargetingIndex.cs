using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// Conditions turned around: for each value that some campaign names, the campaigns that include and exclude it. What
/// a page is narrows the catalogue down by a handful of operations on bits, whatever the number of campaigns.
/// </summary>
/// <remarks>
/// <code>
/// layer "section"    open 1101…          campaigns that include no section
///   "sports"         include 0010…       exclude 0001…
///   "economy"        include …
/// match = all layers: (open | include of each of the page's values) &amp; ~exclude of each of them
/// </code>
/// </remarks>
internal sealed class TargetingIndex
{
    /// <summary>
    /// Values of one page that campaigns know: more than requests can bring, which are 30 tags, 100 values of keys, the 127
    /// names that the longest host has, a section and a device.
    /// </summary>
    public const int PageValuesMax = 320;

    private readonly List<TargetingLayer> _layers = [];
    private readonly Dictionary<(TargetingDimension Dimension, string Key), int> _places = [];
    private readonly int[] _layerOf;
    private readonly ulong[]?[] _include;
    private readonly ulong[]?[] _exclude;
    private readonly ulong[] _unsupported;
    private readonly TargetingLayer? _section;
    private readonly TargetingLayer? _tag;
    private readonly TargetingLayer? _device;
    private readonly TargetingLayer? _referrer;
    private readonly Dictionary<string, TargetingLayer> _keys = new(StringComparer.OrdinalIgnoreCase);

    public TargetingIndex(ReadOnlySpan<CatalogueCampaign> campaigns, int words)
    {
        _unsupported = new ulong[words];
        MakeLayers(campaigns, words);
        _layerOf = NumberValues(campaigns);
        _include = new ulong[_layerOf.Length][];
        _exclude = new ulong[_layerOf.Length][];
        for (var campaign = 0; campaign < campaigns.Length; campaign++)
        {
            Enter(campaign, campaigns[campaign], words);
        }

        _section = Find(TargetingDimension.Section);
        _tag = Find(TargetingDimension.Tag);
        _device = Find(TargetingDimension.Device);
        _referrer = Find(TargetingDimension.Referrer);
        foreach (var layer in _layers.Where(layer => layer.Dimension == TargetingDimension.KeyValue))
        {
            _keys[layer.Key] = layer;
        }
    }

    /// <summary>The numbers of the page's values that some campaign names, in ascending order and so layer by layer. Returns how many.</summary>
    public int Resolve(in DecisionContext context, Span<int> values)
    {
        var count = 0;
        AddValue(_section, context.Section, values, ref count);
        foreach (var tag in context.Tags)
        {
            AddValue(_tag, tag, values, ref count);
        }

        AddValue(_device, context.Device, values, ref count);
        var host = context.ReferrerHost.AsSpan();
        while (_referrer is not null && !host.IsEmpty)
        {
            // A host stands for its subdomains too: m.search.example.kr, search.example.kr, example.kr, kr.
            AddValue(_referrer, host, values, ref count);
            var dot = host.IndexOf('.');
            host = dot < 0 ? [] : host[(dot + 1)..];
        }

        foreach (var (key, value) in context.KeyValues)
        {
            AddValue(_keys.GetValueOrDefault(key), value, values, ref count);
        }

        values[..count].Sort();
        return count;
    }

    /// <summary>Takes out of the set whom one of their conditions keeps from the page.</summary>
    public void Match(ReadOnlySpan<int> values, Span<ulong> set)
    {
        Span<ulong> included = stackalloc ulong[set.Length];
        CampaignBits.Except(set, _unsupported);
        var next = 0;
        for (var layer = 0; layer < _layers.Count; layer++)
        {
            var first = next;
            _layers[layer].Open.CopyTo(included);
            for (; next < values.Length && _layerOf[values[next]] == layer; next++)
            {
                if (_include[values[next]] is { } include)
                {
                    CampaignBits.Or(included, include);
                }
            }

            CampaignBits.And(set, included);
            for (var place = first; place < next; place++)
            {
                if (_exclude[values[place]] is { } exclude)
                {
                    CampaignBits.Except(set, exclude);
                }
            }
        }
    }

    /// <summary>The first condition that keeps the campaign from the page, as <c>targeting:section</c>; null when all hold.</summary>
    public string? Refusal(ReadOnlySpan<int> values, int campaign)
    {
        if (CampaignBits.Has(_unsupported, campaign))
        {
            return "targeting:unsupported";
        }

        for (var layer = 0; layer < _layers.Count; layer++)
        {
            var included = CampaignBits.Has(_layers[layer].Open, campaign);
            var excluded = false;
            foreach (var value in values)
            {
                if (_layerOf[value] == layer)
                {
                    included |= _include[value] is { } include && CampaignBits.Has(include, campaign);
                    excluded |= _exclude[value] is { } exclude && CampaignBits.Has(exclude, campaign);
                }
            }

            if (!included || excluded)
            {
                return $"targeting:{_layers[layer].Name}";
            }
        }

        return null;
    }

    /// <summary>The page's values as people read them: <c>section:sports</c>.</summary>
    public IEnumerable<string> Names(int[] values) =>
        _layers.SelectMany(layer => layer.Values.Where(pair => values.Contains(pair.Value)).Select(pair => $"{layer.Name}:{pair.Key}"));

    private static void AddValue(TargetingLayer? layer, ReadOnlySpan<char> value, Span<int> values, ref int count)
    {
        if (layer is null || value.IsEmpty
            || !layer.Values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value, out var number)
            || values[..count].Contains(number))
        {
            return;
        }

        values[count++] = number;
    }

    private static bool IsSupported(CatalogueCampaign campaign) =>
        campaign.Rules.Conditions.All(condition => condition.Dimension is >= TargetingDimension.Section and <= TargetingDimension.KeyValue)
        && campaign.Rules.Conditions.DistinctBy(PlaceOf).Count() == campaign.Rules.Conditions.Length;

    private static (TargetingDimension Dimension, string Key) PlaceOf(TargetingCondition condition) =>
        (condition.Dimension, condition.Dimension == TargetingDimension.KeyValue ? condition.Key.ToLowerInvariant() : "");

    private TargetingLayer? Find(TargetingDimension dimension) =>
        _places.TryGetValue((dimension, ""), out var place) ? _layers[place] : null;

    private void MakeLayers(ReadOnlySpan<CatalogueCampaign> campaigns, int words)
    {
        for (var campaign = 0; campaign < campaigns.Length; campaign++)
        {
            if (!IsSupported(campaigns[campaign]))
            {
                CampaignBits.Add(_unsupported, campaign);
                continue;
            }

            foreach (var condition in campaigns[campaign].Rules.Conditions)
            {
                var place = PlaceOf(condition);
                if (_places.TryAdd(place, _layers.Count))
                {
                    _layers.Add(new TargetingLayer(place.Dimension, place.Key, words));
                }
            }
        }
    }

    /// <summary>Numbers run through one layer after the other, so that a sorted page is sorted by layer.</summary>
    private int[] NumberValues(ReadOnlySpan<CatalogueCampaign> campaigns)
    {
        foreach (var campaign in campaigns)
        {
            foreach (var condition in campaign.Rules.Conditions)
            {
                if (_places.TryGetValue(PlaceOf(condition), out var place))
                {
                    foreach (var value in condition.Include.Concat(condition.Exclude))
                    {
                        _layers[place].Values.TryAdd(value, 0);
                    }
                }
            }
        }

        var layerOf = new List<int>();
        for (var layer = 0; layer < _layers.Count; layer++)
        {
            foreach (var value in _layers[layer].Values.Keys.ToArray())
            {
                _layers[layer].Values[value] = layerOf.Count;
                layerOf.Add(layer);
            }
        }

        return [.. layerOf];
    }

    private void Enter(int campaign, CatalogueCampaign rules, int words)
    {
        foreach (var layer in _layers)
        {
            CampaignBits.Add(layer.Open, campaign);
        }

        if (CampaignBits.Has(_unsupported, campaign))
        {
            return;
        }

        foreach (var condition in rules.Rules.Conditions)
        {
            var layer = _layers[_places[PlaceOf(condition)]];
            if (!condition.Include.IsEmpty)
            {
                layer.Open[campaign / 64] &= ~(1UL << (campaign % 64));
            }

            Enter(campaign, condition.Include, layer, _include, words);
            Enter(campaign, condition.Exclude, layer, _exclude, words);
        }
    }

    private static void Enter(int campaign, IEnumerable<string> values, TargetingLayer layer, ulong[]?[] sets, int words)
    {
        foreach (var value in values)
        {
            CampaignBits.Add(sets[layer.Values[value]] ??= new ulong[words], campaign);
        }
    }
}
