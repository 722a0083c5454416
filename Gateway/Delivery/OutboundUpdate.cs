using Microsoft.AspNetCore.SignalR;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>An update on its way to browsers: envelope and frame are made once per wire format and shared by all connections.</summary>
internal sealed class OutboundUpdate
{
    private readonly SerializedHubMessage?[] _frames = new SerializedHubMessage?[2];
    private readonly byte[]?[] _socketFrames = new byte[]?[2];

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

    private OutboundUpdate(TopicName topic, DateTimeOffset at)
    {
        Topic = topic;
        Ends = true;
        At = at;
        Envelope = new WireData(() => new WireUpdate
        {
            Topic = topic.Text,
            Epoch = "",
            Seq = 0,
            Base = 0,
            Kind = "end",
            At = at.ToUnixTimeMilliseconds(),
            Data = null,
        });
    }

    /// <summary>Tells a reader that there is no such topic (any more), and that its subscription is over.</summary>
    public static OutboundUpdate End(TopicName topic, DateTimeOffset at) => new(topic, at);

    public TopicName Topic { get; }

    public Position Position { get; }

    public bool Barrier { get; }

    /// <summary>What waits of the same topic before it is worthless.</summary>
    public bool Reset { get; }

    /// <summary>Nothing of this topic follows on a connection.</summary>
    public bool Ends { get; }

    public DateTimeOffset At { get; }

    public WireData Envelope { get; }

    public int Size(WireFormat format) => Envelope.In(format).Length;

    /// <summary>The whole invocation with this update alone. Two threads may make it twice; the bytes are equal.</summary>
    public SerializedHubMessage Frame(WireFormat format) => _frames[(int)format] ??= UpdatesFrame.Of([this], format);

    /// <summary>The same as one WebSocket frame.</summary>
    public byte[] SocketFrame(WireFormat format) => _socketFrames[(int)format] ??= UpdatesFrame.ForSocket([this], format);
}
