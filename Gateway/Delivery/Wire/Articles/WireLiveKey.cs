using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>A key post of a live blog.</summary>
[MessagePackObject, WireOut]
public sealed record WireLiveKey
{
    [Key("id")] public required string Id { get; init; }

    [Key("headline")] public string? Headline { get; init; }

    [Key("at")] public required long At { get; init; }
}
