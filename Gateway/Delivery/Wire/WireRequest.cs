using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>A reader's wish to hear a topic, and where it stands if it knows.</summary>
[MessagePackObject]
public sealed record WireRequest
{
    [Key("topic")] public string? Topic { get; init; }

    [Key("epoch")] public string? Epoch { get; init; }

    [Key("seq")] public long? Seq { get; init; }
}
