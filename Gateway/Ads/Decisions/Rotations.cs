using System.Collections.Concurrent;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// The rotations of this gateway, one for each set of candidates that has met, and one for the creatives of each campaign
/// in each slot. At the bound they begin anew, which costs exactness for a moment and nothing else.
/// </summary>
internal sealed class Rotations(Random random)
{
    /// <summary>Candidates of all rotations together: some 20 MB.</summary>
    private const int CandidatesMax = 1_000_000;

    private readonly ConcurrentDictionary<UInt128, WeightedTurns> _campaigns = new();
    private readonly ConcurrentDictionary<UInt128, WeightedTurns> _creatives = new();
    private readonly Lock _drawing = new();
    private long _candidates;

    /// <summary>The rotation of a set of at least two campaigns.</summary>
    public WeightedTurns OfCampaigns(CompiledSlot slot, ReadOnlySpan<ulong> set, int count)
    {
        var signature = slot.SignatureOf(set);
        return _campaigns.TryGetValue(signature, out var known) && known.Count == count
            ? known
            : Keep(_campaigns, signature, Weights(slot, set, count));
    }

    public WeightedTurns OfCreatives(UInt128 signature, Creative[] creatives) =>
        _creatives.TryGetValue(signature, out var known) && known.Count == creatives.Length
            ? known
            : Keep(_creatives, signature, Weights(creatives));

    public static int[] Weights(CompiledSlot slot, ReadOnlySpan<ulong> set, int count)
    {
        var weights = new int[count];
        var next = 0;
        for (var place = CampaignBits.Next(set, 0); place >= 0; place = CampaignBits.Next(set, place + 1))
        {
            weights[next++] = slot.Catalogue.Campaigns[place].Weight;
        }

        return weights;
    }

    public static int[] Weights(Creative[] creatives) => [.. creatives.Select(creative => creative.Weight)];

    private WeightedTurns Keep(ConcurrentDictionary<UInt128, WeightedTurns> book, UInt128 signature, int[] weights)
    {
        if (Interlocked.Add(ref _candidates, weights.Length) > CandidatesMax)
        {
            Interlocked.Exchange(ref _candidates, weights.Length);
            _campaigns.Clear();
            _creatives.Clear();
        }

        int start;
        lock (_drawing)
        {
            start = WeightedTurns.Draw(weights, random);
        }

        // Of two that arrive at once one rotation stays, and both turn it.
        return book.GetOrAdd(signature, new WeightedTurns(weights, start));
    }
}
