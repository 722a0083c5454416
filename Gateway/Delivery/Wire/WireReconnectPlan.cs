using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>A drain or a storm: close and come back to any gateway after that time.</summary>
[MessagePackObject, WireOut]
public sealed record WireReconnectPlan
{
    [Key("afterMilliseconds")] public required int AfterMilliseconds { get; init; }

    [Key("reason")] public required string Reason { get; init; }
}
