using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

internal sealed record SlotResponse(string Id, string Site, IReadOnlyList<string> Sizes, int IntervalSeconds, int Revision)
{
    public string? Position { get; init; }

    public HouseRequest? House { get; init; }

    public int? LazyDistancePercent { get; init; }

    public bool Passback { get; init; }

    public bool Floating { get; init; }

    public static SlotResponse Of(SlotState slot) => new(slot.Id, slot.Site, slot.Sizes, slot.IntervalSeconds, slot.Revision)
    {
        Position = slot.Presentation.Position.Length == 0 ? null : slot.Presentation.Position,
        House = HouseRequest.Of(slot.Presentation.House),
        LazyDistancePercent = slot.Presentation.LazyDistancePercent,
        Passback = slot.Presentation.Passback,
        Floating = slot.Presentation.Floating,
    };
}
