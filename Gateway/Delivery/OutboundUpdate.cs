using Microsoft.AspNetCore.SignalR;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>An update on its way to browsers: envelope and frame are made once per wire format and shared by all connections.</summary>
internal sealed class OutboundUpdate
{
    private readonly SerializedHubMessage?[] _frames = new SerializedHubMessage?[2];

    public OutboundUpdate(TopicName topic, ReplicaStep step, WireData data)
    {
        Topic = topic;
        Position = step.Position;
        Barrier = step.Barrier;
        Reset = step.Reset;
        At = step.At;
        Envelope = new WireData(() => new WireUpdate
        {
            Topic = topic.Text,
            Epoch = step.Position.Epoch,
            Seq = step.Position.Seq,
            Base = step.Base,
            Kind = step.Kind == UpdateKind.Delta ? "delta" : "snapshot",
            Barrier = step.Barrier ? true : null,
            At = step.At.ToUnixTimeMilliseconds(),
            Data = data,
        });
    }

    public TopicName Topic { get; }

    public Position Position { get; }

    public bool Barrier { get; }

    /// <summary>What waits of the same topic before it is worthless.</summary>
    public bool Reset { get; }

    public DateTimeOffset At { get; }

    public WireData Envelope { get; }

    public int Size(WireFormat format) => Envelope.In(format).Length;

    /// <summary>The whole invocation with this update alone. Two threads may make it twice; the bytes are equal.</summary>
    public SerializedHubMessage Frame(WireFormat format) => _frames[(int)format] ??= UpdatesFrame.Of([this], format);
}
