using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>How a commit is told to those who listen.</summary>
internal sealed record TopicChange
{
    private TopicChange(UpdateKind? kind, bool barrier, TopicPayload? data)
    {
        Kind = kind;
        IsBarrier = barrier;
        Data = data;
    }

    /// <summary>Persist, and tell nobody: the public state is the same. The position stays.</summary>
    public static TopicChange None { get; } = new(null, false, null);

    /// <summary>Send the whole public state.</summary>
    public static TopicChange Snapshot { get; } = new(UpdateKind.Snapshot, false, null);

    /// <summary>Send the whole public state, and let nobody see or resume what was before it.</summary>
    public static TopicChange Barrier { get; } = new(UpdateKind.Snapshot, true, null);

    public UpdateKind? Kind { get; }

    public bool IsBarrier { get; }

    public TopicPayload? Data { get; }

    /// <summary>Send what changed. Applied to the public state before the commit, it must give the one after it.</summary>
    public static TopicChange Delta(TopicPayload delta) => new(UpdateKind.Delta, false, delta);
}
