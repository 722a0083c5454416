namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>How often something happened.</summary>
[GenerateSerializer, Immutable, Alias("ads.EventCount")]
public readonly record struct EventCount
{
    [Id(0)] public required string Slot { get; init; }

    [Id(1)] public required string Creative { get; init; }

    [Id(2)] public required EventBucket Bucket { get; init; }

    [Id(3)] public required long Count { get; init; }

    /// <summary>Hours since 1970 (UTC); 0 in a sum over hours.</summary>
    [Id(4)] public int Hour { get; init; }
}
