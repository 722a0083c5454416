using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// The rotations of one slot, one for each set of candidates. Campaigns come into the set and leave it as numbers come and
/// end; each set goes on where it was, so that within each every share is exact, however often they change.
/// </summary>
internal sealed class SlotRotations
{
    /// <summary>The set that was used longest ago is forgotten, and begins anew.</summary>
    private const int SetsMax = 16;

    private readonly LinkedList<SlotRotation> _recent = [];

    public AdChoice? Next(ImmutableArray<AdCandidate> candidates, ILeases leases, IDemand demand)
    {
        // A turn and the number that it costs are taken together: otherwise two decisions would take one turn.
        lock (_recent)
        {
            var able = candidates.RemoveAll(candidate => !demand.Has(candidate.Campaign.Id));
            while (!able.IsEmpty)
            {
                var rotation = Of(able);
                var place = rotation.Peek();
                var candidate = able[place];
                if (leases.TryTake(candidate.Campaign.Id, out var number))
                {
                    return new AdChoice(candidate.Campaign, candidate.Creatives[rotation.Take()], number);
                }

                // Another slot has taken the last one meanwhile. The turn stays, and the set without it decides.
                able = able.RemoveAt(place);
            }

            return null;
        }
    }

    private SlotRotation Of(ImmutableArray<AdCandidate> candidates)
    {
        var signature = SlotRotation.SignatureOf(candidates);
        for (var node = _recent.First; node is not null; node = node.Next)
        {
            if (node.Value.Signature == signature)
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value;
            }
        }

        if (_recent.Count >= SetsMax)
        {
            _recent.RemoveLast();
        }

        return _recent.AddFirst(new SlotRotation(candidates)).Value;
    }
}
