using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sokbo.Load;

/// <summary>One WebSocket connection that reads all the time, unless it is told to pause.</summary>
internal sealed class Reader(LoadOptions options, int port, Tally tally, IArrivals arrivals) : IDisposable
{
    private const int BytesMax = 4 * 1024 * 1024;
    private const int SmallBuffer = 4 * 1024;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _bytes = new byte[2_048];
    private byte[] _fragments = [];
    private int _held;
    private volatile TaskCompletionSource? _pause;
    private volatile bool _left;

    /// <summary>Called once when the connection has ended by itself.</summary>
    public Action? Lost { get; init; }

    /// <summary>Connects, sends what opens the conversation, and starts to read. Null, unless the server did not upgrade.</summary>
    public async Task<Refusal?> StartAsync(IEnumerable<string> opening, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await SendAsync(Encoding.ASCII.GetBytes(
            $"GET {options.Path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        if (await UpgradeAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        foreach (var text in opening)
        {
            await SendTextAsync(text);
        }

        _ = ReadAsync(cancellationToken);
        return null;
    }

    /// <summary>Before it connects: what it does not read stays with the server, not with the kernel.</summary>
    public void TakeLittle() => _socket.ReceiveBufferSize = SmallBuffer;

    /// <summary>Reads nothing from now on; what is under way may still come.</summary>
    public void Pause() => _pause ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn()
    {
        var pause = _pause;
        _pause = null;
        pause?.SetResult();
    }

    /// <summary>What a SignalR client sends every 15 s, so that the server knows it is there.</summary>
    public Task PingAsync() => SendTextAsync("{\"type\":6}\u001e");

    public void Dispose()
    {
        _left = true;
        _socket.Dispose();
    }

    private async Task<Refusal?> UpgradeAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _bytes.AsSpan(0, _held).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync(cancellationToken);
        }

        if (!_bytes.AsSpan().StartsWith("HTTP/1.1 101"u8))
        {
            return Refusal.Of(Encoding.UTF8.GetString(_bytes, 0, end));
        }

        Drop(end + 4);
        return null;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                while (ClientFrame.TryRead(_bytes.AsSpan(0, _held), out var final, out var operation, out var payload))
                {
                    await TakeAsync(final, operation, payload);
                    Drop(payload.End.Value);
                }

                await ReceiveAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested && !_left)
            {
                tally.AddClosed();
                Lost?.Invoke();
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            arrivals.Fail(exception);
            tally.AddClosed();
        }
    }

    private async Task TakeAsync(bool final, int operation, Range payload)
    {
        switch (operation)
        {
            case ClientFrame.Ping:
                await SendAsync(ClientFrame.Write(ClientFrame.Pong, _bytes.AsSpan(payload)));
                break;
            case ClientFrame.Close:
                throw new IOException("The server closed the connection.");
            case ClientFrame.Pong:
                break;
            default:
                Take(final, _bytes.AsSpan(payload));
                break;
        }
    }

    private void Take(bool final, ReadOnlySpan<byte> payload)
    {
        if (!final || _fragments.Length > 0)
        {
            _fragments = [.. _fragments, .. payload];
            payload = _fragments;
        }

        if (final)
        {
            tally.AddMessage(payload.Length);
            arrivals.Take(payload);
            _fragments = [];
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_pause is { } pause)
        {
            await pause.Task.WaitAsync(cancellationToken);
        }

        if (_held == _bytes.Length)
        {
            Array.Resize(ref _bytes, _held < BytesMax ? 2 * _held : throw new IOException("The server sends more than can be held."));
        }

        var count = await _socket.ReceiveAsync(_bytes.AsMemory(_held), cancellationToken);
        _held += count > 0 ? count : throw new IOException("The server ended the connection.");
    }

    private void Drop(int count)
    {
        _bytes.AsSpan(count, _held - count).CopyTo(_bytes);
        _held -= count;
    }

    public Task SendTextAsync(string text) => SendAsync(ClientFrame.Write(ClientFrame.Text, Encoding.UTF8.GetBytes(text)));

    private async Task SendAsync(byte[] bytes) => await _socket.SendAsync(bytes);
}
