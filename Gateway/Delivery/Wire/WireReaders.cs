using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>State of <c>readers/{topic}</c>.</summary>
[MessagePackObject, WireOut]
public sealed record WireReaders
{
    [Key("count")] public required long Count { get; init; }
}
