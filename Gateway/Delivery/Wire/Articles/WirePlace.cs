using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>Where an arranged card stands, from 0.</summary>
[MessagePackObject, WireOut]
public sealed record WirePlace
{
    [Key("id")] public required string Id { get; init; }

    [Key("index")] public required int Index { get; init; }
}
