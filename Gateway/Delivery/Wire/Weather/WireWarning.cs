using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

/// <summary>A warning in force. Times are unix milliseconds.</summary>
[MessagePackObject, WireOut]
public sealed record WireWarning
{
    [Key("zone")] public required string Zone { get; init; }

    [Key("zoneName")] public required string ZoneName { get; init; }

    [Key("kind")] public required string Kind { get; init; }

    [Key("level")] public required string Level { get; init; }

    /// <summary>0 preliminary, 1 advisory, 2 warning or unknown, 3 the highest.</summary>
    [Key("severity")] public required int Severity { get; init; }

    [Key("issuedAt")] public required long IssuedAt { get; init; }

    [Key("effectiveAt")] public long? EffectiveAt { get; init; }

    [Key("endsAt")] public long? EndsAt { get; init; }

    [Key("by")] public required string By { get; init; }
}
