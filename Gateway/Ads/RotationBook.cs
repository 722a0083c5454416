using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads;

/// <summary>The rotations of this gateway by slot. At the bound it starts empty again, which costs fairness for a moment and nothing else.</summary>
internal sealed class RotationBook
{
    private const int SlotsMax = 10_000;

    private readonly ConcurrentDictionary<string, SlotRotations> _slots = new(StringComparer.Ordinal);

    /// <summary>Whose turn it is among those of the candidates that have a number, which is spent. Null when none has.</summary>
    public AdChoice? Next(string slot, ImmutableArray<AdCandidate> candidates, ILeases leases, IDemand demand)
    {
        if (_slots.Count >= SlotsMax)
        {
            _slots.Clear();
        }

        return _slots.GetOrAdd(slot, static _ => new SlotRotations()).Next(candidates, leases, demand);
    }
}
