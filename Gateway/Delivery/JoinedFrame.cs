using Microsoft.AspNetCore.SignalR;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// A frame of several updates. Most readers of a page hear the same topics, so what one connection gets together the next
/// one gets as well: the last frame that a thread made is kept, and used again while it is the same.
/// </summary>
internal sealed class JoinedFrame
{
    [ThreadStatic]
    private static JoinedFrame? _last;

    private readonly OutboundUpdate[] _updates;
    private readonly WireFormat _format;
    private SerializedHubMessage? _message;
    private byte[]? _socketFrame;

    private JoinedFrame(IReadOnlyList<OutboundUpdate> updates, WireFormat format) => (_updates, _format) = ([.. updates], format);

    /// <summary>For a hub connection.</summary>
    public SerializedHubMessage Message => _message ??= UpdatesFrame.Of(_updates, _format);

    /// <summary>For a connection of the lane.</summary>
    public byte[] SocketFrame => _socketFrame ??= UpdatesFrame.ForSocket(_updates, _format);

    /// <summary>Not to be passed to another thread.</summary>
    public static JoinedFrame Of(IReadOnlyList<OutboundUpdate> updates, WireFormat format) =>
        _last is { } last && last.Is(updates, format) ? last : _last = new JoinedFrame(updates, format);

    private bool Is(IReadOnlyList<OutboundUpdate> updates, WireFormat format)
    {
        if (_format != format || _updates.Length != updates.Count)
        {
            return false;
        }

        for (var i = 0; i < _updates.Length; i++)
        {
            if (!ReferenceEquals(_updates[i], updates[i]))
            {
                return false;
            }
        }

        return true;
    }
}
