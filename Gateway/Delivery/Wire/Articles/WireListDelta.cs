using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

[MessagePackObject, WireOut]
public sealed record WireListDelta
{
    [Key("upserted")] public IReadOnlyList<WireCard>? Upserted { get; init; }

    [Key("removed")] public IReadOnlyList<string>? Removed { get; init; }
}
