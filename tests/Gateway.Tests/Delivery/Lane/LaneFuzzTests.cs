using System.Text;
using CsCheck;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>Broken conversations over real connections: each ends with an answer or a close, and the gateway goes on.</summary>
public sealed class LaneFuzzTests
{
    private static readonly int Conversations = Fuzz.Times(400);

    private static readonly TopicName Topic = TopicName.Article("a1");

    /// <summary>A whole conversation, with bytes changed, cut out, doubled or appended.</summary>
    private static readonly Gen<byte[]> Broken = Gen.Select(
        Gen.Int[0, 3], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2_000], Gen.Byte).Array[1, 5], Gen.Byte.Array[0, 60],
        (kind, changes, tail) => Fuzz.Break(Conversation(kind), changes, tail));

    [Fact]
    public async Task Whatever_is_sent_is_answered_or_closed_and_nothing_is_left_behind()
    {
        await using var gateway = await TestGateway.StartAsync(
            Carrier.Lane, settings: [("ReceiveBytesMax", "4096"), ("HandshakeSeconds", "1"), ("ConnectionsPerAddressMax", "100000"), ("ConnectsPerSecondMax", "100000")]);
        var owner = gateway.Cluster.Add(Topic);
        await using var bystander = await gateway.ConnectAsync();
        await bystander.SubscribeAsync(Topic.Text);
        var conversations = new List<byte[]>();
        Broken.Sample(conversations.Add, iter: Conversations, threads: 1);

        await Parallel.ForEachAsync(
            conversations,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (bytes, _) =>
            {
                using var reader = await RawReader.ConnectAsync(gateway);
                await reader.WriteAsync(bytes);

                // After a goodbye nothing is open; before it, an end within the time of the handshake or of a request.
                await reader.WriteAsync(ClientBytes.Close(1000));
            });

        await Eventually.TrueAsync(() => gateway.Connections == 1);
        await owner.ChangeAsync("둘");
        Assert.Equal("둘", (await bystander.NextAsync()).Data.Headline);
    }

    [Fact]
    public async Task A_connection_with_broken_messages_gets_a_number_before_it_ends()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane, settings: [("ReceiveBytesMax", "4096"), ("ConnectsPerSecondMax", "100000")]);
        gateway.Cluster.Add(Topic);
        var messages = new List<byte[]>();
        Gen.Byte.Array[0, 200].Sample(messages.Add, iter: Fuzz.Times(100), threads: 1);

        foreach (var message in messages)
        {
            using var reader = await RawReader.OpenAsync(gateway);
            await reader.WriteAsync(ClientBytes.Frame(2, [.. message, 0x1e]));
            await reader.WriteAsync(ClientBytes.Close(1000));
            var rest = Encoding.UTF8.GetString(await reader.RestAsync());

            Assert.Contains("1006: ", rest, StringComparison.Ordinal);
        }
    }

    private static byte[] Conversation(int kind)
    {
        byte[] upgrade = ClientBytes.Upgrade("/live?id=abc", "Origin: http://localhost\r\n");
        return kind switch
        {
            0 => [.. upgrade, .. ClientBytes.Text(ClientBytes.Handshake), .. ClientBytes.Text(ClientBytes.Subscribe), .. ClientBytes.Frame(9, "x"u8)],
            1 => [.. upgrade, .. ClientBytes.Text(ClientBytes.PackHandshake), .. ClientBytes.Frame(2, ClientBytes.PackSubscribe)],
            2 => [.. upgrade, .. ClientBytes.Text(ClientBytes.Handshake + ClientBytes.SubscribeSent), .. ClientBytes.Text("{\"type\":7}\u001e")],
            _ => [.. ClientBytes.Frame(1, Encoding.UTF8.GetBytes(ClientBytes.Handshake)), .. upgrade],
        };
    }
}
