using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Delivery.Wire.Ads;

internal sealed class SlotStateMapper : WireMapper<SlotState>
{
    protected override object Map(SlotState payload, WireStep step) => new WireSlot
    {
        Id = payload.Id,
        Sizes = payload.Sizes,
        IntervalSeconds = payload.IntervalSeconds,
        Revision = payload.Revision,
        Lineup = payload.LineupVersion,
        Withdrawn = payload.Withdrawn,
    };
}
