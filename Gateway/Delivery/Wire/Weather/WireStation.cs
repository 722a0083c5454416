using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

/// <summary>State of <c>weather/station/{number}</c>.</summary>
[MessagePackObject, WireOut]
public sealed record WireStation
{
    [Key("id")] public required int Id { get; init; }

    [Key("name")] public required string Name { get; init; }

    [Key("tenths")] public int? Tenths { get; init; }

    [Key("sky")] public string? Sky { get; init; }

    /// <summary>Unix milliseconds.</summary>
    [Key("observedAt")] public required long ObservedAt { get; init; }

    /// <summary>Absent when good; 1 repaired.</summary>
    [Key("quality")] public int? Quality { get; init; }

    [Key("by")] public required string By { get; init; }
}
