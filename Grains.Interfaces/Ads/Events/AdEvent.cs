namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>One event of one ticket, as a gateway has verified it.</summary>
[GenerateSerializer, Immutable, Alias("ads.AdEvent")]
public readonly record struct AdEvent
{
    [Id(0)] public required long Lease { get; init; }

    [Id(1)] public required int Number { get; init; }

    [Id(2)] public required AdEventKind Kind { get; init; }

    [Id(3)] public required string Slot { get; init; }

    /// <summary>The creative's id, without the version of its content.</summary>
    [Id(4)] public required string Creative { get; init; }

    /// <summary>When the gateway got it, in hours since 1970 (UTC).</summary>
    [Id(5)] public required int Hour { get; init; }
}
