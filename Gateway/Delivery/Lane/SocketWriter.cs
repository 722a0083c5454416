using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>
/// Writes whole frames to one connection, in the order of the calls. While nothing is queued a frame goes to the kernel at
/// once, from the bytes that all readers share: no copy, no allocation, no other thread. What the kernel does not take is
/// sent as it drains, and what is written meanwhile follows it.
/// </summary>
/// <remarks>
/// The queue is as long as there are callers that do not wait: the outbox, the answer under way, a pong, a move, a close.
/// Over TLS frames go through the connection's pipe, which encrypts them, and on other systems than Linux as well: there is
/// no third way that no test would run.
/// </remarks>
internal sealed class SocketWriter
{
    private readonly Lock _gate = new();

    // Null where frames go through the pipe.
    private readonly Socket? _socket;

    // For the system call itself: the socket's own way to it costs several times as much as the lock.
    private readonly SafeSocketHandle? _handle;
    private readonly PipeWriter _output;
    private Task? _tail;
    private int _queued;

    public SocketWriter(ConnectionContext connection)
    {
        _output = connection.Transport.Output;
        if (OperatingSystem.IsLinux() && connection.Features.Get<ITlsConnectionFeature>() is null
            && connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            // A full buffer has to be told, not waited for.
            socket.Blocking = false;
            _socket = socket;
            _handle = socket.SafeHandle;
        }
    }

    /// <summary>Completes when the connection has taken the frame. An exception means that the connection is gone.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            return Write(frame);
        }
    }

    /// <summary>The same for a frame that is made in the moment at which its place in the order is fixed.</summary>
    public ValueTask WriteAsync(Func<ReadOnlyMemory<byte>> make)
    {
        lock (_gate)
        {
            return Write(make());
        }
    }

    /// <summary>Writes only where nothing is queued; what is queued is a sign of life already.</summary>
    public void TryWrite(ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            if (_tail is null)
            {
                _ = Write(frame).AsTask();
            }
        }
    }

    private ValueTask Write(ReadOnlyMemory<byte> frame)
    {
        if (_tail is not null)
        {
            return Queue(FollowAsync(_tail, frame));
        }

        if (_handle is null)
        {
            var write = FinishAsync(_output.WriteAsync(frame));
            return write.IsCompleted ? new ValueTask(write) : Queue(write);
        }

        var sent = SystemSend.Send(_handle, frame.Span, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            return ValueTask.FromException(new SocketException((int)error));
        }

        return sent == frame.Length ? default : Queue(SendAsync(frame[Math.Max(0, sent)..]));
    }

    private ValueTask Queue(Task write)
    {
        _queued++;
        _tail = CountedAsync(write);
        return new ValueTask(_tail);
    }

    private async Task CountedAsync(Task write)
    {
        // Never in the caller's lock, also where the write is done already.
        await Task.Yield();
        await write;
        lock (_gate)
        {
            if (--_queued == 0)
            {
                _tail = null;
            }
        }
    }

    private async Task FollowAsync(Task before, ReadOnlyMemory<byte> frame)
    {
        await before;
        await (_socket is null ? FinishAsync(_output.WriteAsync(frame)) : SendAsync(frame));
    }

    private async Task SendAsync(ReadOnlyMemory<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            rest = rest[await _socket!.SendAsync(rest)..];
        }
    }

    private static async Task FinishAsync(ValueTask<FlushResult> flush)
    {
        if ((await flush).IsCompleted)
        {
            throw new IOException("The connection has ended.");
        }
    }
}
