using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// The rotation of one slot over one set of candidates: first among campaigns, then among the creatives of the campaign,
/// each exact. Not thread-safe: <see cref="SlotRotations"/> guards it.
/// </summary>
internal sealed class SlotRotation(ImmutableArray<AdCandidate> candidates)
{
    private const int StepsMax = 10_000;

    private readonly string _signature = SignatureOf(candidates);
    private readonly QuotaRotation _campaigns = new([.. candidates.Select(candidate => candidate.Campaign.Weight)]);
    private readonly QuotaRotation[] _creatives =
        [.. candidates.Select(candidate => new QuotaRotation([.. candidate.Creatives.Select(creative => creative.Weight)]))];

    /// <summary>Whose turn it is, as long as nobody has taken it.</summary>
    private int? _turn;

    public string Signature => _signature;

    /// <summary>Names everything that the rotation depends on: equal sets of candidates rotate alike.</summary>
    public static string SignatureOf(ImmutableArray<AdCandidate> candidates) => string.Join(
        ';',
        candidates.Select(candidate => $"{candidate.Campaign.Id}*{candidate.Campaign.Weight}:"
            + string.Join(',', candidate.Creatives.Select(creative => $"{creative.ShownId}*{creative.Weight}"))));

    /// <summary>
    /// The places at the turn of that number, counted from 0: what a rotation over the same candidates would yield then,
    /// for callers that keep no rotation.
    /// </summary>
    public static (int Campaign, int Creative) At(ImmutableArray<AdCandidate> candidates, long turn)
    {
        var (campaign, turnsBefore) = QuotaRotation.At(Coarse(candidates.Select(candidate => candidate.Campaign.Weight)), turn);
        var (creative, _) = QuotaRotation.At(Coarse(candidates[campaign].Creatives.Select(item => item.Weight)), turnsBefore);
        return (campaign, creative);
    }

    /// <summary>The place of the campaign whose turn it is; the same until <see cref="Take"/>.</summary>
    public int Peek() => _turn ??= _campaigns.Next();

    /// <summary>Takes the turn, and says the place of the creative in the campaign.</summary>
    public int Take()
    {
        var campaign = Peek();
        _turn = null;
        return _creatives[campaign].Next();
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
