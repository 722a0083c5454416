using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sokbo.Load.Ads;

/// <summary>
/// One HTTP/1.1 connection with one request under way. It knows no more of HTTP than these servers speak, so that the
/// generator leaves the machine to them.
/// </summary>
internal sealed class HttpLine(int port) : IDisposable
{
    private readonly byte[] _bytes = new byte[256 * 1024];
    private Socket? _socket;
    private int _count;
    private int _headEnd;
    private bool _isChunked;

    private ReadOnlySpan<byte> Head => _bytes.AsSpan(0, _headEnd);

    /// <summary>Of the last answer, framing included.</summary>
    public int BodyBytes => _count - _headEnd;

    /// <summary>Connects where it must. After an exception the next request begins a new connection, and what became of the last one is unknown.</summary>
    /// <returns>The status.</returns>
    public async ValueTask<int> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellationToken);
            await _socket.SendAsync(request, cancellationToken);
            _count = 0;
            _headEnd = 0;
            while (!IsComplete())
            {
                var read = await _socket.ReceiveAsync(_bytes.AsMemory(_count), cancellationToken);
                _count += read > 0 ? read : throw new IOException("The server has closed the connection.");
            }

            return int.Parse(_bytes.AsSpan(9, 3), CultureInfo.InvariantCulture);
        }
        catch
        {
            _socket?.Dispose();
            _socket = null;
            throw;
        }
    }

    /// <summary>The last answer's body, put together from its chunks.</summary>
    public byte[] Body()
    {
        if (!_isChunked)
        {
            return _bytes[_headEnd.._count];
        }

        var body = new List<byte>();
        var rest = _bytes.AsSpan(_headEnd, _count - _headEnd);
        while (Utf8Parser.TryParse(rest, out int length, out var digits, 'x') && length > 0)
        {
            body.AddRange(rest.Slice(digits + 2, length));
            rest = rest[(digits + 2 + length + 2)..];
        }

        return [.. body];
    }

    /// <summary>Whether the last answer has the text in it.</summary>
    public bool Has(ReadOnlySpan<byte> text) => _bytes.AsSpan(0, _count).IndexOf(text) >= 0;

    public void Dispose() => _socket?.Dispose();

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsComplete()
    {
        if (_headEnd == 0)
        {
            var end = _bytes.AsSpan(0, _count).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return false;
            }

            _headEnd = end + 4;
            _isChunked = Head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0;
        }

        if (_isChunked)
        {
            return _bytes.AsSpan(_headEnd, _count - _headEnd).EndsWith("0\r\n\r\n"u8);
        }

        var name = "\r\nContent-Length: "u8;
        var at = Head.IndexOf(name);
        return at < 0 || (Utf8Parser.TryParse(Head[(at + name.Length)..], out int length, out _) && _count - _headEnd >= length);
    }
}
