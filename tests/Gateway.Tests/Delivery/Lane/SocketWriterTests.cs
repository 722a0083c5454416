using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>Both ways of a frame: the system call on a plain connection of Linux, and the pipe for everything else.</summary>
public sealed class SocketWriterTests
{
    // One is more than the buffers of either way hold, so that a frame is taken in parts.
    private const int Frames = 40;
    private const int FrameBytes = 300_001;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_is_taken_at_once_arrives_whole_and_in_order(bool isSocket)
    {
        await using var peer = await WriterPeer.StartAsync(isSocket);
        var writes = Enumerable.Range(0, Frames).Select(index => peer.Writer.WriteAsync(Frame(index)).AsTask()).ToArray();
        var waited = writes.Count(write => !write.IsCompletedSuccessfully);

        var bytes = await peer.ReadAsync(Frames * FrameBytes);
        await Task.WhenAll(writes);
        var afterwards = peer.Writer.WriteAsync(new byte[] { 1 });

        Assert.InRange(waited, 1, Frames);
        Assert.All(bytes.Chunk(FrameBytes).Index(), chunk => Assert.True(chunk.Item.AsSpan().SequenceEqual(Frame(chunk.Index))));

        // Nothing waits any more, so the next is not queued behind anything.
        Assert.True(afterwards.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_of_life_is_written_only_where_nothing_waits(bool isSocket)
    {
        await using var peer = await WriterPeer.StartAsync(isSocket);
        peer.Writer.TryWrite(new byte[] { 1 });
        var write = peer.Writer.WriteAsync(Frame(2)).AsTask();
        var waits = !write.IsCompleted;

        peer.Writer.TryWrite(new byte[] { 3 });
        var first = await peer.ReadAsync(1 + FrameBytes);
        await write;
        peer.Writer.TryWrite(new byte[] { 4 });
        var second = await peer.ReadAsync(1);

        Assert.True(waits);
        Assert.Equal<byte>([1, .. Frame(2)], first);
        Assert.Equal<byte>([4], second);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_has_gone_fails_every_write(bool isSocket)
    {
        await using var peer = await WriterPeer.StartAsync(isSocket);
        await peer.Writer.WriteAsync(new byte[] { 1 });

        await peer.EndAsync();

        for (var i = 0; i < 3; i++)
        {
            var exception = await Assert.ThrowsAnyAsync<Exception>(() => peer.Writer.WriteAsync(new byte[] { 1 }).AsTask());
            Assert.True(exception is IOException or System.Net.Sockets.SocketException, exception.ToString());
        }
    }

    private static byte[] Frame(int index)
    {
        var bytes = new byte[FrameBytes];
        Array.Fill(bytes, (byte)index);
        return bytes;
    }
}
