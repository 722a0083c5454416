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
        Position = payload.Presentation.Position,
        House = HouseOf(payload.Presentation.House),
        LazyDistancePercent = payload.Presentation.LazyDistancePercent,
        Passback = payload.Presentation.Passback,
        Floating = payload.Presentation.Floating,
    };

    private static WireHouse? HouseOf(HouseBanner? house) => house is null ? null : new WireHouse(house.Text, OrNull(house.LandingUrl), OrNull(house.ImageUrl));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
