using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>One change of a replica: what its readers are told, in order.</summary>
internal sealed record ReplicaStep
{
    public required Position Position { get; init; }

    public required long Base { get; init; }

    public required UpdateKind Kind { get; init; }

    public required bool Barrier { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When what the topic shows after this step became so; null where its owner does not say.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>
    /// True when the replica took a whole state instead of single updates: what was unsent before it is worthless,
    /// and may have missed a barrier.
    /// </summary>
    public required bool Reset { get; init; }

    public required WireStep Data { get; init; }

    /// <summary>The step as readers get it; set by the feed before anyone else sees the step, null where nobody outside may.</summary>
    public OutboundUpdate? Outbound { get; set; }
}
