using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>What one request brought. It goes into one entry of the log, whole.</summary>
internal sealed class EventBatch
{
    public const int CountMax = 100;

    private readonly List<(string Campaign, AdEvent Event)> _events = [];
    private readonly List<(string Campaign, EventCount Count)> _filtered = [];

    public IReadOnlyList<(string Campaign, AdEvent Event)> Events => _events;

    /// <summary>What bills nothing.</summary>
    public IReadOnlyList<(string Campaign, EventCount Count)> Filtered => _filtered;

    public int Count => _events.Count + _filtered.Count;

    public void Add(string campaign, AdEvent adEvent) => _events.Add((campaign, adEvent));

    public void AddFiltered(string campaign, EventCount count) => _filtered.Add((campaign, count));
}
