using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

/// <summary>State of <c>weather/warnings/{region}</c>.</summary>
[MessagePackObject, WireOut]
public sealed record WireWarnings
{
    [Key("region")] public required string Region { get; init; }

    /// <summary>Unix milliseconds; absent before the first check. 40 minutes after it nobody knows whether the list is complete.</summary>
    [Key("checkedAt")] public long? CheckedAt { get; init; }

    [Key("items")] public required IReadOnlyList<WireWarning> Items { get; init; }
}
