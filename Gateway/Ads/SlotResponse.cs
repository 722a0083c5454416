using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

internal sealed record SlotResponse(string Id, string Site, IReadOnlyList<string> Sizes, int IntervalSeconds, int Revision)
{
    public static SlotResponse Of(SlotState slot) => new(slot.Id, slot.Site, slot.Sizes, slot.IntervalSeconds, slot.Revision);
}
