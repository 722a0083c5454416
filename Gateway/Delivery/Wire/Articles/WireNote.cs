using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

[MessagePackObject, WireOut]
public sealed record WireNote
{
    [Key("at")] public required long At { get; init; }

    [Key("text")] public required string Text { get; init; }
}
