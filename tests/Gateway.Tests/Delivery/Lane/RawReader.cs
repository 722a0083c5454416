using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>A client that writes whatever bytes it is told to, and takes the server's frames apart.</summary>
internal sealed class RawReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new() { ReceiveBufferSize = 65_536 };
    private readonly List<byte> _held = [];

    private RawReader()
    {
    }

    public static async Task<RawReader> ConnectAsync(TestGateway gateway)
    {
        var url = new Uri(gateway.Url);
        var reader = new RawReader();
        await reader._client.ConnectAsync(url.Host, url.Port);
        return reader;
    }

    /// <summary>Connects, upgrades and shakes hands in JSON.</summary>
    public static async Task<RawReader> OpenAsync(TestGateway gateway)
    {
        var reader = await ConnectAsync(gateway);
        await reader.WriteAsync(ClientBytes.Upgrade());
        await reader.HeadAsync();
        await reader.WriteAsync(ClientBytes.Text(ClientBytes.Handshake));
        await reader.FrameAsync();
        return reader;
    }

    /// <summary>False when the server has closed already.</summary>
    public async Task<bool> WriteAsync(byte[] bytes)
    {
        try
        {
            await _client.GetStream().WriteAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The head of an HTTP response.</summary>
    public async Task<string> HeadAsync()
    {
        while (true)
        {
            var text = Encoding.Latin1.GetString([.. _held]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                _held.RemoveRange(0, end + 4);
                return text[..end];
            }

            if (!await ReceiveAsync())
            {
                throw new IOException($"The server closed after: {text}");
            }
        }
    }

    /// <summary>The next frame; null when the connection has ended.</summary>
    public async Task<(int Operation, string Text, int Code)?> FrameAsync()
    {
        while (true)
        {
            if (TryTake(out var frame))
            {
                return frame;
            }

            if (!await ReceiveAsync())
            {
                return null;
            }
        }
    }

    /// <summary>Everything until the end of the connection.</summary>
    public async Task<byte[]> RestAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return [.. _held];
    }

    public void Dispose() => _client.Dispose();

    private bool TryTake(out (int Operation, string Text, int Code) frame)
    {
        frame = default;
        var bytes = _held.ToArray().AsSpan();
        if (bytes.Length < 2)
        {
            return false;
        }

        var (start, length) = bytes[1] switch
        {
            126 => (4, bytes.Length < 4 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
            127 => (10, bytes.Length < 10 ? int.MaxValue : (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
            var small => (2, small),
        };
        if (bytes.Length - start < length)
        {
            return false;
        }

        var payload = bytes.Slice(start, length);
        var operation = bytes[0] & 0x0f;
        var code = operation == 8 && length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : 0;
        frame = (operation, Encoding.UTF8.GetString(payload), code);
        _held.RemoveRange(0, start + length);
        return true;
    }

    private async Task<bool> ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            var count = await _client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(Patience);
            _held.AddRange(buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
