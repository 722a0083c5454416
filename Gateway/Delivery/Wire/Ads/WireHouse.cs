using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Ads;

/// <summary>A slot's own banner, uncounted: a text, or a picture with its alternative text.</summary>
[MessagePackObject, WireOut]
public sealed record WireHouse(
    [property: Key("text")] string Text,
    [property: Key("url")] string? Url,
    [property: Key("imageUrl")] string? ImageUrl);
