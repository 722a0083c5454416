using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>State of <c>breaking/{site}</c>, newest first.</summary>
[MessagePackObject, WireOut]
public sealed record WireBreaking
{
    [Key("items")] public required IReadOnlyList<WireBreakingItem> Items { get; init; }
}
