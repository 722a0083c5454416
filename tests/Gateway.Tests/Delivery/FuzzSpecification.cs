using System.Text;
using CsCheck;
using Sokbo.Fixtures;
using Sokbo.Gateway.Tests.Delivery.Lane;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>
/// Broken conversations over real connections, on every way to <c>/live</c>: each ends with an answer or a close, and the
/// gateway goes on.
/// </summary>
public abstract class FuzzSpecification
{
    private static readonly TopicName Topic = TopicName.Article("a1");

    private readonly Carrier _carrier;
    private readonly string _path;
    private readonly Gen<byte[]> _conversations;

    /// <param name="carrier">What carries the readers.</param>
    /// <param name="path">Where they connect.</param>
    protected FuzzSpecification(Carrier carrier, string path)
    {
        _carrier = carrier;
        _path = path;
        _conversations = Gen.Select(
            Gen.Int[0, 3], Changes, Gen.Byte.Array[0, 60], (kind, changes, tail) => Fuzz.Break(Conversation(kind), changes, tail));
    }

    /// <summary>Bytes that are changed, cut out or doubled.</summary>
    protected static Gen<(int Act, int Place, byte Value)[]> Changes { get; } =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2_000], Gen.Byte).Array[1, 5];

    [Fact]
    public async Task Whatever_is_sent_is_answered_or_closed_and_nothing_is_left_behind()
    {
        await using var gateway = await StartAsync();
        var owner = gateway.Cluster.Add(Topic);
        await using var bystander = await gateway.ConnectAsync();
        await bystander.SubscribeAsync(Topic.Text);

        await Fuzz.ForEachAsync(_conversations, Fuzz.Times(400), async bytes =>
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

    /// <summary>A gateway with small limits, whom nobody comes to too often.</summary>
    private protected Task<TestGateway> StartAsync() => TestGateway.StartAsync(
        _carrier,
        settings: [("ReceiveBytesMax", "4096"), ("HandshakeSeconds", "1"), ("ConnectionsPerAddressMax", "100000"), ("ConnectsPerSecondMax", "100000")]);

    /// <summary>Upgrade, handshake and calls, as one stream of bytes; the last kind begins with what should come second.</summary>
    private byte[] Conversation(int kind)
    {
        var upgrade = ClientBytes.Upgrade(_path, "Origin: http://localhost\r\n");
        return kind switch
        {
            0 => [.. upgrade, .. ClientBytes.Text(ClientBytes.Handshake), .. ClientBytes.Text(ClientBytes.Subscribe), .. ClientBytes.Frame(9, "x"u8)],
            1 => [.. upgrade, .. ClientBytes.Text(ClientBytes.PackHandshake), .. ClientBytes.Frame(2, ClientBytes.PackSubscribe)],
            2 => [.. upgrade, .. ClientBytes.Text(ClientBytes.Handshake + ClientBytes.SubscribeSent), .. ClientBytes.Text("{\"type\":7}\u001e")],
            _ => [.. ClientBytes.Frame(1, Encoding.UTF8.GetBytes(ClientBytes.Handshake)), .. upgrade],
        };
    }
}
