namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Whose turn it is: on this gateway now, or as it was at a recorded decision.</summary>
internal interface ITurns
{
    /// <summary>Of a set of at least two.</summary>
    WeightedTurns OfCampaigns(CompiledSlot slot, ReadOnlySpan<ulong> set, int count);

    /// <summary>Null where the campaign has one creative that fits.</summary>
    WeightedTurns? OfCreatives(CompiledSlot slot, int campaign);
}
