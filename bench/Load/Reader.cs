using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sokbo.Load;

/// <summary>One WebSocket connection that reads all the time.</summary>
internal sealed class Reader(LoadOptions options, Tally tally) : IDisposable
{
    private const int BytesMax = 4 * 1024 * 1024;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _bytes = new byte[2_048];
    private byte[] _fragments = [];
    private int _held;

    /// <summary>Connects, opens and starts to read; ends once the subscription, if there is one, is answered.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, options.Port, cancellationToken);
        await SendAsync(Encoding.ASCII.GetBytes(
            $"GET {options.Path} HTTP/1.1\r\nHost: localhost:{options.Port}\r\nOrigin: http://localhost:{options.Port}\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        await UpgradedAsync(cancellationToken);
        foreach (var text in options.Topics.Length > 0 ? Opening(options.Topics) : options.Open)
        {
            await SendTextAsync(text);
        }

        var marker = Encoding.UTF8.GetBytes(options.Marker);
        IArrivals arrivals = options.Topics.Length > 0
            ? new CheckedArrivals(marker, tally, _subscribed.SetResult)
            : new MarkedArrivals(marker, tally);
        _ = ReadAsync(arrivals, cancellationToken);
        if (options.Topics.Length > 0)
        {
            await _subscribed.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        }
    }

    /// <summary>What a SignalR client sends every 15 s, so that the server knows it is there.</summary>
    public Task PingAsync() => SendTextAsync("{\"type\":6}\u001e");

    public void Dispose() => _socket.Dispose();

    private static IEnumerable<string> Opening(string[] topics)
    {
        yield return "{\"protocol\":\"json\",\"version\":1}\u001e";
        var requests = string.Join(',', topics.Select(topic => $"{{\"topic\":\"{topic}\"}}"));
        yield return $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[[{requests}]]}}\u001e";
    }

    private async Task UpgradedAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _bytes.AsSpan(0, _held).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync(cancellationToken);
        }

        if (!_bytes.AsSpan().StartsWith("HTTP/1.1 101"u8))
        {
            throw new InvalidOperationException($"The server did not upgrade: {Encoding.UTF8.GetString(_bytes, 0, end)}");
        }

        Drop(end + 4);
    }

    private async Task ReadAsync(IArrivals arrivals, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                while (ClientFrame.TryRead(_bytes.AsSpan(0, _held), out var final, out var operation, out var payload))
                {
                    await TakeAsync(arrivals, final, operation, payload);
                    Drop(payload.End.Value);
                }

                await ReceiveAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                tally.AddClosed();
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _subscribed.TrySetException(exception);
            tally.AddClosed();
        }
    }

    private async Task TakeAsync(IArrivals arrivals, bool final, int operation, Range payload)
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
                Take(arrivals, final, _bytes.AsSpan(payload));
                break;
        }
    }

    private void Take(IArrivals arrivals, bool final, ReadOnlySpan<byte> payload)
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

    private Task SendTextAsync(string text) => SendAsync(ClientFrame.Write(ClientFrame.Text, Encoding.UTF8.GetBytes(text)));

    private async Task SendAsync(byte[] bytes) => await _socket.SendAsync(bytes);
}
