using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Sokbo.Gateway.Ads;

/// <summary>The rotations of this gateway, one a slot. At the bound it starts empty again, which costs fairness for a moment and nothing else.</summary>
internal sealed class RotationBook
{
    private const int SlotsMax = 10_000;

    private readonly ConcurrentDictionary<string, SlotRotation> _rotations = new(StringComparer.Ordinal);

    public (AdCandidate Candidate, Sokbo.Grains.Interfaces.Ads.Creative Creative) Next(string slot, ImmutableArray<AdCandidate> candidates)
    {
        if (_rotations.Count >= SlotsMax)
        {
            _rotations.Clear();
        }

        var rotation = _rotations.AddOrUpdate(
            slot, _ => new SlotRotation(candidates), (_, standing) => standing.IsOver(candidates) ? standing : new SlotRotation(candidates));
        var (campaign, creative) = rotation.Next();
        return (candidates[campaign], candidates[campaign].Creatives[creative]);
    }
}
