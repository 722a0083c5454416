namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Rotations of this gateway.</summary>
internal readonly struct GatewayTurns(Rotations rotations) : ITurns
{
    public WeightedTurns OfCampaigns(CompiledSlot slot, ReadOnlySpan<ulong> set, int count) => rotations.OfCampaigns(slot, set, count);

    public WeightedTurns? OfCreatives(CompiledSlot slot, int campaign) => slot.CreativeTurns(campaign);
}
