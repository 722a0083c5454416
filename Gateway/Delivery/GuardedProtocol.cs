using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// One of SignalR's protocols, which tells the client with a number why its connection ends when what it sent is no
/// message, or is too long: of other exceptions than this one SignalR keeps the text to itself.
/// </summary>
internal sealed class GuardedProtocol(IHubProtocol protocol, int bytesMax) : IHubProtocol
{
    /// <summary>For who answers what is broken by itself.</summary>
    public IHubProtocol Unguarded => protocol;

    public string Name => protocol.Name;

    public int Version => protocol.Version;

    public TransferFormat TransferFormat => protocol.TransferFormat;

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => protocol.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => protocol.WriteMessage(message, output);

    /// <exception cref="HubException">With a <see cref="CallRefusedException"/> inside.</exception>
    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        // SignalR hands over no more than the longest message: what is not whole then never will be.
        var isFull = input.Length >= bytesMax;
        bool found;
        try
        {
            found = protocol.TryParseMessage(ref input, binder, out message);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or HubException))
        {
            throw Broken("the message cannot be read.");
        }

        return found || !isFull ? found : throw Broken("the message is too long.");
    }

    private static HubException Broken(string detail)
    {
        var reason = new CallRefusedException(ErrorCode.BrokenMessage, detail);
        return new HubException(reason.Message, reason);
    }
}
