using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>The envelope of an update.</summary>
[MessagePackObject, WireOut]
public sealed record WireUpdate
{
    [Key("topic")] public required string Topic { get; init; }

    [Key("epoch")] public required string Epoch { get; init; }

    [Key("seq")] public required long Seq { get; init; }

    /// <summary>The sequence number that a delta applies to.</summary>
    [Key("base")] public required long Base { get; init; }

    /// <summary><c>delta</c>, <c>snapshot</c> or <c>end</c>.</summary>
    [Key("kind")] public required string Kind { get; init; }

    /// <summary>Present for a retraction, hide or withdrawal.</summary>
    [Key("barrier")] public bool? Barrier { get; init; }

    /// <summary>When the owner committed it; unix milliseconds.</summary>
    [Key("at")] public required long At { get; init; }

    /// <summary>Absent at the end of a topic.</summary>
    [Key("data")] public required WireData? Data { get; init; }
}
