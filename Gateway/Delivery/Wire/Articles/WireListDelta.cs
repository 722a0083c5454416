using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

[MessagePackObject, WireOut]
public sealed record WireListDelta
{
    [Key("upserted")] public IReadOnlyList<WireCard>? Upserted { get; init; }

    [Key("removed")] public IReadOnlyList<string>? Removed { get; init; }

    /// <summary>Cards that stand elsewhere than their age says, as they are now.</summary>
    [Key("places")] public IReadOnlyList<WirePlace>? Places { get; init; }

    /// <summary>As it is now.</summary>
    [Key("notice")] public WireNotice? Notice { get; init; }
}
