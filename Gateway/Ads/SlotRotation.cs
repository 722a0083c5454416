using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// The rotation of one slot over one set of candidates: first among campaigns, then among the creatives of the campaign,
/// each exact. Another set begins a new rotation.
/// </summary>
internal sealed class SlotRotation(ImmutableArray<AdCandidate> candidates)
{
    private readonly string _signature = SignatureOf(candidates);
    private readonly QuotaRotation _campaigns = new([.. candidates.Select(candidate => candidate.Campaign.Weight)]);
    private readonly QuotaRotation[] _creatives =
        [.. candidates.Select(candidate => new QuotaRotation([.. candidate.Creatives.Select(creative => creative.Weight)]))];

    public bool IsOver(ImmutableArray<AdCandidate> others) => _signature == SignatureOf(others);

    /// <summary>Places of the campaign among the candidates and of the creative in it.</summary>
    public (int Campaign, int Creative) Next()
    {
        lock (_campaigns)
        {
            var campaign = _campaigns.Next();
            return (campaign, _creatives[campaign].Next());
        }
    }

    private static string SignatureOf(ImmutableArray<AdCandidate> candidates) => string.Join(
        ';',
        candidates.Select(candidate => $"{candidate.Campaign.Id}*{candidate.Campaign.Weight}:"
            + string.Join(',', candidate.Creatives.Select(creative => $"{creative.ShownId}*{creative.Weight}"))));
}
