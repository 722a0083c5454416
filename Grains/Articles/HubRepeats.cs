namespace Sokbo.Grains.Articles;

/// <summary>
/// Feeds of which a hub is told once more. A gateway that has lost a push still has the old document for a moment, and a hub
/// that fetches that one hears of nothing until the next change. What is told between two turns is told again at the second
/// of those that follow: one period later at the least, two at the most.
/// </summary>
internal sealed class HubRepeats
{
    /// <summary>Feeds that wait. Of more there is no second call.</summary>
    public const int FeedsMax = 3_000;

    /// <summary>By then each gateway has heard of a change, or has heard nothing for three seconds and knows it.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private HashSet<string> _told = new(StringComparer.Ordinal);
    private HashSet<string> _due = new(StringComparer.Ordinal);

    public bool IsEmpty => _told.Count + _due.Count == 0;

    public void Add(IEnumerable<string> feeds)
    {
        foreach (var feed in feeds.TakeWhile(_ => _told.Count < FeedsMax))
        {
            _told.Add(feed);
        }
    }

    /// <summary>A turn, a <see cref="Period"/> after the last one: what is to be told now, in calls.</summary>
    public IReadOnlyList<string[]> Take()
    {
        var calls = _due.Except(_told, StringComparer.Ordinal).Chunk(HubCalls.FeedsMax).ToArray();
        (_due, _told) = (_told, new HashSet<string>(StringComparer.Ordinal));
        return calls;
    }
}
