using System.Buffers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>
/// SignalR's protocols as the hub speaks them, both directions, with WebSocket frames around what is sent. Parsing and
/// writing are those of the stock protocols, so that a call means the same on both ways.
/// </summary>
internal sealed class LaneProtocol : IInvocationBinder
{
    private readonly IHubProtocol _protocol;
    private readonly int _operation;

    private LaneProtocol(IHubProtocol protocol, WireFormat format)
    {
        _protocol = protocol;
        _operation = format == WireFormat.Json ? SocketFrame.Text : SocketFrame.Binary;
        Format = format;
        Kind = $"lane-{protocol.Name}";
        Ping = Frame(PingMessage.Instance);
    }

    public WireFormat Format { get; }

    public string Kind { get; }

    public byte[] Ping { get; }

    public static LaneProtocol[] All(IHubProtocolResolver resolver) =>
    [
        .. from format in Enum.GetValues<WireFormat>()
           let name = UpdatesFrame.NameOf(format)
           select new LaneProtocol(
               Unguarded(resolver.GetProtocol(name, null)) ?? throw new InvalidOperationException($"The hub does not speak {name}."), format),
    ];

    // The lane has its own answers to what is broken.
    private static IHubProtocol? Unguarded(IHubProtocol? protocol) => protocol is GuardedProtocol guarded ? guarded.Unguarded : protocol;

    public bool Speaks(HandshakeRequestMessage request) =>
        _protocol.Name == request.Protocol && _protocol.IsVersionSupported(request.Version);

    /// <exception cref="Exception">The bytes are no message.</exception>
    public bool TryParse(ref ReadOnlySequence<byte> bytes, out HubMessage? message) => _protocol.TryParseMessage(ref bytes, this, out message);

    public byte[] Frame(HubMessage message) => SocketFrame.Write(_operation, _protocol.GetMessageBytes(message).Span);

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => LaneCalls.ParametersOf(methodName);

    public Type GetReturnType(string invocationId) => typeof(object);

    public Type GetStreamItemType(string streamId) => typeof(object);
}
