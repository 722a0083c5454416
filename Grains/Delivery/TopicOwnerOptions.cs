using System.ComponentModel.DataAnnotations;

namespace Sokbo.Grains.Delivery;

/// <summary>Bounds of the owner side of delivery; section <c>Topics</c>.</summary>
public sealed class TopicOwnerOptions
{
    public const string Section = "Topics";

    /// <summary>Updates that an owner keeps for repairs. A gateway that missed more takes a snapshot.</summary>
    [Range(1, 1024)]
    public int RecentUpdatesMax { get; init; } = 32;

    /// <summary>Updates that wait for one gateway on one silo. Beyond it the oldest is dropped, and the gateway pulls.</summary>
    [Range(64, 1_000_000)]
    public int GatewayQueueLengthMax { get; init; } = 8_192;

    /// <summary>Updates sent to a gateway in one call.</summary>
    [Range(1, 4_096)]
    public int GatewayBatchMax { get; init; } = 256;

    /// <summary>Seconds without renewal after which a silo forgets a gateway.</summary>
    [Range(2, 300)]
    public int LeaseSeconds { get; init; } = 10;

    /// <summary>Seconds that one batch may take before it counts as failed.</summary>
    [Range(1, 60)]
    public int PushTimeoutSeconds { get; init; } = 5;

    /// <summary>Milliseconds for which an update may be under way before a renewal calls the gateway behind; not above the gateways' <c>Delivery:BehindToleranceMilliseconds</c>.</summary>
    [Range(0, 10_000)]
    public int BehindToleranceMilliseconds { get; init; } = 100;
}
