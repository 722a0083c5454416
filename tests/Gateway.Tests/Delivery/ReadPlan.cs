using System.Text.Json.Serialization;
using MessagePack;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>A request to come back as an outside client declares it.</summary>
[MessagePackObject]
public sealed record ReadPlan
{
    [Key("afterMilliseconds"), JsonPropertyName("afterMilliseconds")] public int AfterMilliseconds { get; init; }

    [Key("reason"), JsonPropertyName("reason")] public string Reason { get; init; } = "";
}
