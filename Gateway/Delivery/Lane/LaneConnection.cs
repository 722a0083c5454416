using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>
/// One reader on the lane, from the answer to its upgrade until it has gone.
/// <code>
///   upgraded → (handshake) → open → (goodbye, violation, silence, shutdown) → closing → gone
/// </code>
/// Calls are carried out one after the other; while one is under way nothing else of the client is read.
/// </summary>
internal sealed partial class LaneConnection(LaneServices services, ConnectionContext connection) : IFrameSink
{
    private readonly SocketWriter _writer = new(connection);
    private readonly SocketReader _reader = new(services.Options.ReceiveBytesMax);
    private LaneProtocol? _protocol;
    private ReaderConnection? _self;
    private byte[]? _rest;
    private int _closing;

    // By the clock of the watch, in seconds: exact enough, and it costs nothing.
    private int _heardAt = services.Clock.Now;
    private int _wroteAt = services.Clock.Now;

    private bool IsClosing => Volatile.Read(ref _closing) != 0;

    public string Kind => _protocol!.Kind;

    public WireFormat Format => _protocol!.Format;

    /// <summary>The answer to the upgrade, before <see cref="RunAsync"/>.</summary>
    public void Welcome(byte[] answer) => Send(answer);

    /// <summary>Ends when the connection is done with; never throws what a client or a network can cause.</summary>
    /// <remarks>Most connections wait here most of the time: what is alive at this point is what a reader costs in memory.</remarks>
    public async Task RunAsync()
    {
        try
        {
            while (await TakeAsync(await connection.Transport.Input.ReadAsync()))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // It has gone.
        }
        finally
        {
            if (_self is not null)
            {
                services.Readers.Close(connection.ConnectionId);
            }
        }
    }

    public ValueTask WriteAsync(IReadOnlyList<OutboundUpdate> updates)
    {
        _wroteAt = services.Clock.Now;
        return _writer.WriteAsync(JoinedFrame.Of(updates, Format).SocketFrame);
    }

    public ValueTask WriteAsync(OutboundUpdate update)
    {
        _wroteAt = services.Clock.Now;
        return _writer.WriteAsync(update.SocketFrame(Format));
    }

    public void Move(WireReconnectPlan plan) => Send(_protocol!.Frame(new InvocationMessage("Reconnect", [plan])));

    public void Abort(ErrorCode reason)
    {
        Count(reason);
        connection.Abort(new ConnectionAbortedException($"{(int)reason} {reason}"));
    }

    /// <summary>Says goodbye; the client has <see cref="LaneServices.GoodbyeSeconds"/> to say it as well.</summary>
    public void Close(SocketClose code, string? error, bool mayReconnect)
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0)
        {
            return;
        }

        _heardAt = services.Clock.Now;
        if (_protocol is { } protocol)
        {
            Send(protocol.Frame(new CloseMessage(error, mayReconnect)));
        }
        else if (error is not null)
        {
            Send(Handshake(error));
        }

        Send(SocketFrame.WriteClose(code));
    }

    /// <summary>Called every second, also before the connection is a reader's.</summary>
    public void CheckSilence()
    {
        var (silent, options) = (services.Clock.Now - Volatile.Read(ref _heardAt), services.Options);
        if (IsClosing)
        {
            if (silent > LaneServices.GoodbyeSeconds)
            {
                connection.Abort(new ConnectionAbortedException("The client did not say goodbye."));
            }
        }
        else if (_protocol is null)
        {
            if (silent > options.HandshakeSeconds)
            {
                End(SocketClose.PolicyViolation, ErrorCode.NoHandshake, $"no handshake within {options.HandshakeSeconds} s.");
            }
        }
        else if (silent > 2 * options.KeepAliveSeconds)
        {
            End(SocketClose.PolicyViolation, ErrorCode.SilentReader, $"nothing was heard for {2 * options.KeepAliveSeconds} s.");
        }
        else if (services.Clock.Now - Volatile.Read(ref _wroteAt) >= options.KeepAliveSeconds)
        {
            _wroteAt = services.Clock.Now;
            _writer.TryWrite(_protocol.Ping);
        }
    }

    /// <summary>False when nothing more is to be read.</summary>
    private async ValueTask<bool> TakeAsync(ReadResult result)
    {
        var bytes = result.Buffer;
        var isOpen = !result.IsCompleted || !bytes.IsEmpty;
        while (isOpen && _reader.Next(ref bytes) is { Kind: not SocketEventKind.None } found)
        {
            isOpen = await TakeAsync(found);
        }

        connection.Transport.Input.AdvanceTo(bytes.Start, bytes.End);
        return isOpen && !result.IsCompleted;
    }

    /// <summary>False when nothing more is to be read.</summary>
    private async ValueTask<bool> TakeAsync(SocketEvent found)
    {
        switch (found.Kind)
        {
            case SocketEventKind.Closed:
                Answer(found.Code);
                return false;
            case SocketEventKind.Broken:
                End(found.Code, ErrorCode.BrokenMessage, $"the message broke the protocol ({(int)found.Code}).");
                return false;
            case var _ when IsClosing:
                return true;
            case SocketEventKind.Ping:
                _heardAt = services.Clock.Now;
                await _writer.WriteAsync(SocketFrame.Write(SocketFrame.Pong, found.Payload));
                return true;
            case SocketEventKind.Pong:
                _heardAt = services.Clock.Now;
                return true;
            default:
                _heardAt = services.Clock.Now;
                await TakeAsync(found.Payload);
                return true;
        }
    }

    /// <summary>Messages of SignalR; what is cut off waits for the rest.</summary>
    private async ValueTask TakeAsync(byte[] payload)
    {
        var bytes = new ReadOnlySequence<byte>(_rest is null ? payload : [.. _rest, .. payload]);
        _rest = null;
        while (!IsClosing && TryParse(ref bytes, out var message))
        {
            await TakeAsync(message);
        }

        if (bytes.Length > services.Options.ReceiveBytesMax)
        {
            End(SocketClose.TooBig, ErrorCode.BrokenMessage, "the message is too long.");
        }
        else if (!bytes.IsEmpty && !IsClosing)
        {
            _rest = bytes.ToArray();
        }
    }

    /// <summary>A message, or null for the handshake.</summary>
    private bool TryParse(ref ReadOnlySequence<byte> bytes, out HubMessage? message)
    {
        message = null;
        try
        {
            if (_protocol is not null)
            {
                return _protocol.TryParse(ref bytes, out message);
            }

            if (!HandshakeProtocol.TryParseRequestMessage(ref bytes, out var request))
            {
                return false;
            }

            Open(request);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The parsers are SignalR's, and what they throw at nonsense is not of one kind.
            End(SocketClose.ProtocolError, ErrorCode.BrokenMessage, "the message cannot be read.");
            return false;
        }
    }

    private void Open(HandshakeRequestMessage request)
    {
        _protocol = services.Protocols.FirstOrDefault(protocol => protocol.Speaks(request));
        if (_protocol is null)
        {
            Close(SocketClose.Normal, $"The protocol '{request.Protocol}' of version {request.Version} is not supported.", mayReconnect: false);
            return;
        }

        Send(Handshake(null));
        _self = services.Readers.Open(connection.ConnectionId, this);
    }

    private async ValueTask TakeAsync(HubMessage? message)
    {
        if (message is CloseMessage)
        {
            Close(SocketClose.Normal, null, mayReconnect: false);
        }
        else if (message is not null && await services.Calls.AnswerAsync(_self!, message, connection.ConnectionClosed) is { } answer)
        {
            _wroteAt = services.Clock.Now;
            await _writer.WriteAsync(() => _protocol!.Frame(answer));
        }
    }

    /// <summary>The client said goodbye first; where we did, nothing more is due.</summary>
    private void Answer(SocketClose code)
    {
        if (Interlocked.Exchange(ref _closing, 1) == 0)
        {
            Send(SocketFrame.WriteClose(code));
        }
    }

    private void End(SocketClose code, ErrorCode reason, string detail)
    {
        if (!IsClosing)
        {
            Count(reason);
            Close(code, string.Create(CultureInfo.InvariantCulture, $"{(int)reason}: {detail}"), mayReconnect: reason >= ErrorCode.StalledReader);
        }
    }

    private void Count(ErrorCode reason)
    {
        DeliveryMetrics.Closed.WithLabels(((int)reason).ToString(CultureInfo.InvariantCulture)).Inc();
        LogEnded(services.Logger, connection.ConnectionId, (int)reason, reason);
    }

    /// <summary>Without waiting; a connection that does not take it is found by the watch.</summary>
    private void Send(byte[] frame) => _ = SendAsync(frame);

    private async Task SendAsync(byte[] frame)
    {
        try
        {
            await _writer.WriteAsync(frame);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // It has gone already.
        }
    }

    private static byte[] Handshake(string? error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        HandshakeProtocol.WriteResponseMessage(error is null ? HandshakeResponseMessage.Empty : new HandshakeResponseMessage(error), buffer);
        return SocketFrame.Write(SocketFrame.Text, buffer.WrittenSpan);
    }

    [LoggerMessage(1140, LogLevel.Information, "Connection {Connection} is closed: {Code} {Reason}. It may come back and resume.")]
    private static partial void LogEnded(ILogger logger, string connection, int code, ErrorCode reason);
}
