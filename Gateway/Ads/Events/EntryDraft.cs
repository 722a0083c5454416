using System.Runtime.InteropServices;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>An entry that is still gathering. Not thread-safe but for <see cref="UntilDurableAsync"/>.</summary>
internal sealed class EntryDraft
{
    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Events, and different ones among the filtered.</summary>
    public int Count { get; private set; }

    /// <summary>Requests whose events are in it.</summary>
    public int Requests { get; private set; }

    /// <summary>Ends when the store has acknowledged the entry. Throws when it has not in time, or when this process stops without.</summary>
    public Task UntilDurableAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken) => _durable.Task.WaitAsync(wait, time, cancellationToken);

    public void Acknowledge() => _durable.TrySetResult();

    public void Abandon() => _durable.TrySetCanceled();

    /// <returns>By how much it has grown: a filtered event that is there already makes it no larger.</returns>
    public int Add(EventBatch batch)
    {
        var before = Count;
        Requests++;
        foreach (var (campaign, adEvent) in batch.Events)
        {
            Of(campaign).Events.Add(adEvent);
            Count++;
        }

        foreach (var (campaign, count) in batch.Filtered)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(Of(campaign).Filtered, count with { Count = 0 }, out var exists);
            sum += count.Count;
            Count += exists ? 0 : 1;
        }

        return Count - before;
    }

    public EventLogEntry ToEntry(long seq) => new(
        seq,
        [
            .. _parts.Select(part => new CampaignEvents(
                part.Key,
                [.. part.Value.Events],
                [.. part.Value.Filtered.Select(pair => pair.Key with { Count = pair.Value })])),
        ]);

    private Part Of(string campaign)
    {
        ref var part = ref CollectionsMarshal.GetValueRefOrAddDefault(_parts, campaign, out _);
        return part ??= new Part();
    }

    private sealed class Part
    {
        public List<AdEvent> Events { get; } = [];

        /// <summary>By everything but the count, which is 0 in the key.</summary>
        public Dictionary<EventCount, long> Filtered { get; } = [];
    }
}
