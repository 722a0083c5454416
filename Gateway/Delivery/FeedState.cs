using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>The newest state of a feed as one immutable value: the feed replaces it under its lock, everybody reads it without.</summary>
internal sealed class FeedState
{
    private readonly OutboundUpdate[]? _snapshots;

    public FeedState(TopicName topic, TopicPayload state, ReplicaStep last, WireData? data)
    {
        State = state;
        Position = last.Position;
        ChangedAt = last.ChangedAt;
        Data = data;
        _snapshots = data is null ? null : [Snapshot(false), Snapshot(true)];

        OutboundUpdate Snapshot(bool barrier) => new(
            topic,
            last with { Kind = UpdateKind.Snapshot, Base = last.Position.Seq - 1, Barrier = barrier || last.Barrier, Reset = true },
            data);
    }

    public TopicPayload State { get; }

    public Position Position { get; }

    /// <inheritdoc cref="TopicView.ChangedAt"/>
    public DateTimeOffset? ChangedAt { get; }

    /// <summary>Null where the topic never leaves the cluster.</summary>
    public WireData? Data { get; }

    public OutboundUpdate? Snapshot(bool barrier) => _snapshots?[barrier ? 1 : 0];
}
