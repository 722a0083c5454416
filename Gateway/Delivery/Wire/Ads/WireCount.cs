using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Ads;

/// <summary>How often something happened to a creative in a slot.</summary>
[MessagePackObject, WireOut]
public sealed record WireCount
{
    [Key("slot")] public required string Slot { get; init; }

    [Key("creative")] public required string Creative { get; init; }

    [Key("bucket")] public required string Bucket { get; init; }

    [Key("count")] public required long Count { get; init; }
}
