using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>A barrier that a page has carried out.</summary>
[MessagePackObject]
public sealed record WirePosition
{
    [Key("topic")] public string? Topic { get; init; }

    [Key("epoch")] public string? Epoch { get; init; }

    [Key("seq")] public long Seq { get; init; }
}
