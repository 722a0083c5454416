using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Delivery.Wire.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>A topic that makes updates of a stated size.</summary>
internal sealed class TestSource(TopicName topic) : ITopicSource
{
    private OutboundUpdate[]? _snapshots;

    public TopicName Topic => topic;

    /// <summary>What the outbox under test gave for it.</summary>
    public OutboxTopic Membership { get; set; } = null!;

    public long Seq { get; private set; }

    public OutboundUpdate? Snapshot(bool barrier) => _snapshots?[barrier ? 1 : 0];

    public OutboundUpdate Next(bool barrier = false, bool reset = false, int textLength = 0, int wholeLength = 0)
    {
        Seq++;
        _snapshots = [Make(UpdateKind.Snapshot, barrier, true, wholeLength), Make(UpdateKind.Snapshot, true, true, wholeLength)];
        return Make(barrier || reset ? UpdateKind.Snapshot : UpdateKind.Delta, barrier, reset, textLength);
    }

    private OutboundUpdate Make(UpdateKind kind, bool barrier, bool reset, int textLength)
    {
        var state = TestOwner.Article(topic, "", 1);
        var step = new ReplicaStep
        {
            Position = new Position("e1", Seq),
            Base = Seq - 1,
            Kind = kind,
            Barrier = barrier,
            At = DateTimeOffset.UnixEpoch,
            Reset = reset,
            Data = WireStep.Snapshot(state),
        };
        return new OutboundUpdate(topic, step, new WireData(() => new WireNote { At = 0, Text = new string('x', textLength) }));
    }
}
