namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Rotations as they stood at a recorded decision, turned there from their beginning.</summary>
internal readonly struct RecordedTurns(RecordedDecision record) : ITurns
{
    public WeightedTurns OfCampaigns(CompiledSlot slot, ReadOnlySpan<ulong> set, int count) =>
        At(Rotations.Weights(slot, set, count), record.Choice.CampaignTurn);

    public WeightedTurns? OfCreatives(CompiledSlot slot, int campaign) => slot.Creatives(campaign) is { Length: > 1 } creatives
        ? At(Rotations.Weights(creatives), record.Choice.CreativeTurn)
        : null;

    private static WeightedTurns At(int[] weights, TurnMark mark)
    {
        var rotation = new WeightedTurns(weights, mark.Start);
        while (rotation.Turn < mark.Turn)
        {
            rotation.Advance(rotation.Peek());
        }

        return rotation;
    }
}
