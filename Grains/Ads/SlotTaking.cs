namespace Sokbo.Grains.Ads;

/// <param name="Next">The record after a change of the line-up.</param>
/// <param name="Withdraws">Something on open pages must go at once.</param>
/// <param name="Visible">The public state changed.</param>
internal sealed record SlotTaking(SlotRecord Next, bool Withdraws, bool Visible);
