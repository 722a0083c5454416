using System.Net.Sockets;
using System.Text;
using Sokbo.Fixtures;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Tests.Delivery.Events;
using Sokbo.Gateway.Tests.Delivery.Lane;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

[Trait("Pace", "slow")]
public sealed class StalledReaderTests
{
    private const int Changes = 120;

    private static readonly TopicName Topic = TopicName.Article("a1");
    private static readonly string Long = new('x', 60_000);

    [Theory]
    [HubAndLane]
    public async Task A_reader_that_takes_nothing_delays_nobody_and_is_closed_in_the_end(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: [("StallSeconds", "2"), ("OutboxBytesMax", "65536")]);
        var owner = gateway.Cluster.Add(Topic);
        var closedBefore = DeliveryMetrics.Closed.WithLabels("3001").Value;
        await using var live = await gateway.ConnectAsync();
        await live.SubscribeAsync(Topic.Text);
        using var stalled = await ConnectAndStopReadingAsync(new Uri(gateway.Url));
        var text = new string('가', 20_000);

        // About 60 KB each: the kernel's buffers of the stalled connection fill, then its pipe, then its outbox.
        for (var i = 2; i <= Changes; i++)
        {
            await owner.ChangeAsync($"{i} {text}");
            var update = await live.NextAsync();
            Assert.Equal(i, update.Seq);
        }

        Assert.True(await EndsAsync(stalled), "The stalled connection was not closed.");
        Assert.Equal(closedBefore + 1, DeliveryMetrics.Closed.WithLabels("3001").Value);
    }

    [Theory]
    [HubAndLane]
    public async Task A_reader_that_reads_again_gets_the_whole_state_in_place_of_what_it_missed(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: [("StallSeconds", "600"), ("KeepAliveSeconds", "600"), ("OutboxBytesMax", "65536")]);
        var owner = gateway.Cluster.Add(Topic);
        using var stalled = await RawReader.OpenAsync(gateway);
        await stalled.WriteAsync(ClientBytes.Text(ClientBytes.Subscribe));
        Assert.Contains("snapshot", (await stalled.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        await PublishAsync(gateway, owner);

        var (updates, text) = (0, new StringBuilder());
        while (!text.ToString().Contains($"\"seq\":{Changes}", StringComparison.Ordinal))
        {
            // Only what tells updates apart is kept; their text is long.
            text.Append((await stalled.FrameAsync())!.Value.Text.Replace(Long, "", StringComparison.Ordinal));
            updates = text.ToString().Split("\"kind\":").Length - 1;
        }

        Assert.InRange(updates, 1, Changes - 2);
        Assert.Contains("\"kind\":\"snapshot\"", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_stream_that_is_read_again_gets_the_whole_state_in_place_of_what_it_missed()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("StallSeconds", "600"), ("OutboxBytesMax", "65536")]);
        var owner = gateway.Cluster.Add(Topic);
        await using var stalled = await EventReader.OpenAsync(gateway, "topic=article/a1");
        await PublishAsync(gateway, owner);

        var seen = new List<(string Kind, long Seq)>();
        while (seen.Count == 0 || seen[^1].Seq < Changes)
        {
            var (_, update) = await stalled.NextUpdateAsync();
            seen.Add((update.Kind, update.Seq));
        }

        Assert.InRange(seen.Count, 2, Changes - 1);
        Assert.Equal(("snapshot", Changes), seen[^1]);
    }

    [Fact]
    public async Task An_event_stream_that_takes_nothing_is_closed_in_the_end()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("StallSeconds", "1"), ("OutboxBytesMax", "65536")]);
        var owner = gateway.Cluster.Add(Topic);
        var closedBefore = DeliveryMetrics.Closed.WithLabels("3001").Value;
        await using var stalled = await EventReader.OpenAsync(gateway, "topic=article/a1");
        await PublishAsync(gateway, owner);

        await Eventually.TrueAsync(() => gateway.Connections == 0);

        Assert.True(DeliveryMetrics.Closed.WithLabels("3001").Value > closedBefore);
    }

    /// <summary>More than the kernel's buffers of a connection hold. Whoever reads gets each as it comes: publishing waits for nobody.</summary>
    private static async Task PublishAsync(TestGateway gateway, TestOwner owner)
    {
        await using var live = await gateway.ConnectAsync();
        await live.SubscribeAsync(Topic.Text);
        for (var i = 2; i <= Changes; i++)
        {
            await owner.ChangeAsync($"{i} {Long}");
            Assert.Equal(i, (await live.NextAsync()).Seq);
        }
    }

    /// <summary>A raw WebSocket that subscribes and then reads nothing: a stock client would drain its socket by itself.</summary>
    private static async Task<TcpClient> ConnectAndStopReadingAsync(Uri url)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var client = new TcpClient { ReceiveBufferSize = 4_096 };
        await client.ConnectAsync(url.Host, url.Port, cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /live HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"), cancellation);
        await ReadUntilAsync(stream, "\r\n\r\n", cancellation);
        await stream.WriteAsync(Frame("{\"protocol\":\"json\",\"version\":1}\u001e"), cancellation);
        await stream.WriteAsync(
            Frame("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[[{\"topic\":\"article/a1\"}]]}\u001e"), cancellation);
        await ReadUntilAsync(stream, "\"outcome\":\"snapshot\"", cancellation);
        return client;
    }

    private static async Task ReadUntilAsync(NetworkStream stream, string text, CancellationToken cancellationToken)
    {
        var seen = new StringBuilder();
        var buffer = new byte[1_024];
        while (!seen.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            Assert.NotEqual(0, count);
            seen.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }

    /// <summary>A masked text frame with the mask 0: short or with a 16-bit length.</summary>
    private static byte[] Frame(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] head = payload.Length < 126
            ? [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0]
            : [0x81, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0];
        return [.. head, .. payload];
    }

    /// <summary>Waits until the gateway is done with the connection, without having read while it still was open.</summary>
    private static async Task<bool> EndsAsync(TcpClient client)
    {
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        var buffer = new byte[1 << 20];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            while (await client.GetStream().ReadAsync(buffer, patience.Token) > 0)
            {
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
