using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Sokbo.Gateway.Delivery.Lane;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>The other end of a connection that one writer writes to: a socket, or a pipe where there is none.</summary>
internal sealed class WriterPeer : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Stream _input;
    private readonly Socket? _server;
    private readonly Func<Task> _end;

    private WriterPeer(SocketWriter writer, Stream input, Socket? server, Func<Task> end)
    {
        Writer = writer;
        _input = input;
        _server = server;
        _end = end;
    }

    public SocketWriter Writer { get; }

    public static Task<WriterPeer> StartAsync(bool isSocket) => isSocket ? OverSocketAsync() : Task.FromResult(OverPipe());

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _input.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        return bytes;
    }

    /// <summary>Goes away without reading what has come.</summary>
    public Task EndAsync() => _end();

    public async ValueTask DisposeAsync()
    {
        await _input.DisposeAsync();
        _server?.Dispose();
    }

    private static WriterPeer OverPipe()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: BufferBytes, useSynchronizationContext: false));
        return new WriterPeer(new SocketWriter(Connection(pipe)), pipe.Reader.AsStream(), null, () => pipe.Reader.CompleteAsync().AsTask());
    }

    private static async Task<WriterPeer> OverSocketAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        // Small buffers, so that little fills them.
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = BufferBytes };
        await client.ConnectAsync(listener.LocalEndpoint, cancellation);
        var server = await listener.AcceptSocketAsync(cancellation);
        server.SendBufferSize = BufferBytes;
        var connection = Connection(new Pipe());
        connection.Features.Set<IConnectionSocketFeature>(new SocketFeature(server));
        return new WriterPeer(new SocketWriter(connection), new NetworkStream(client, ownsSocket: true), server, async () =>
        {
            // Without lingering the end is a reset, which the server hears of at once.
            client.Close(0);
            await Assert.ThrowsAnyAsync<SocketException>(() => server.ReceiveAsync(new byte[1], cancellation).AsTask());
        });
    }

    private static DefaultConnectionContext Connection(Pipe output) =>
        new("1", new Duplex(new Pipe().Reader, output.Writer), new Duplex(new Pipe().Reader, output.Writer));

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed record SocketFeature(Socket Socket) : IConnectionSocketFeature;
}
