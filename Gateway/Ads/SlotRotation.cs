using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>A rotation over one set of candidates for whoever keeps none: first among campaigns, then among the creatives of the campaign, each exact.</summary>
internal static class SlotRotation
{
    private const int StepsMax = 10_000;

    /// <summary>Names everything that the rotation depends on: equal sets of candidates rotate alike.</summary>
    public static string SignatureOf(ImmutableArray<AdCandidate> candidates) => string.Join(
        ';',
        candidates.Select(candidate => $"{candidate.Campaign.Id}*{candidate.Campaign.Weight}:"
            + string.Join(',', candidate.Creatives.Select(creative => $"{creative.ShownId}*{creative.Weight}"))));

    /// <summary>The places at the turn of that number, counted from 0.</summary>
    public static (int Campaign, int Creative) At(ImmutableArray<AdCandidate> candidates, long turn)
    {
        var (campaign, turnsBefore) = QuotaRotation.At(Coarse(candidates.Select(candidate => candidate.Campaign.Weight)), turn);
        var (creative, _) = QuotaRotation.At(Coarse(candidates[campaign].Creatives.Select(item => item.Weight)), turnsBefore);
        return (campaign, creative);
    }

    /// <summary>Weights whose sum, and so the number of steps to a turn, is bounded: shares finer than this are rounded.</summary>
    private static int[] Coarse(IEnumerable<int> weights)
    {
        int[] coarse = [.. weights];
        while (coarse.Sum() > StepsMax && coarse.Any(weight => weight > 1))
        {
            coarse = [.. coarse.Select(weight => Math.Max(1, weight / 2))];
        }

        return coarse;
    }
}
