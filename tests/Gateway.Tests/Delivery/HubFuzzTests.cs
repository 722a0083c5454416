using System.Text;
using CsCheck;
using Sokbo.Fixtures;
using Sokbo.Gateway.Tests.Delivery.Lane;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>
/// Broken requests, frames and messages at the stock hub over real connections: each ends with an answer or a close, what
/// is no message with a number, and the gateway goes on.
/// </summary>
public sealed class HubFuzzTests
{
    private const string Numbered = "1006: ";

    private static readonly TopicName Topic = TopicName.Article("a1");

    private static readonly Gen<(int Act, int Place, byte Value)[]> Changes =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2_000], Gen.Byte).Array[1, 5];

    /// <summary>Upgrade, handshake and calls, as one stream of bytes.</summary>
    private static readonly Gen<byte[]> Conversations = Gen.Select(
        Gen.Int[0, 2], Changes, Gen.Byte.Array[0, 60], (kind, changes, tail) => Fuzz.Break(Conversation(kind), changes, tail));

    /// <summary>A message after a good handshake: the frame around it is whole.</summary>
    private static readonly Gen<(bool IsPack, byte[] Message)> Messages = Gen.Select(
        Gen.Bool, Changes, Gen.Byte.Array[0, 300],
        (isPack, changes, tail) => (isPack, Fuzz.Break(isPack ? ClientBytes.PackSubscribe : Encoding.UTF8.GetBytes(ClientBytes.Subscribe), changes, tail)));

    [Fact]
    public async Task Whatever_is_sent_is_answered_or_closed_and_nothing_is_left_behind()
    {
        await using var gateway = await StartAsync();
        var owner = gateway.Cluster.Add(Topic);
        await using var bystander = await gateway.ConnectAsync();
        await bystander.SubscribeAsync(Topic.Text);

        await ForEachAsync(Conversations, Fuzz.Times(300), async bytes =>
        {
            using var reader = await RawReader.ConnectAsync(gateway);
            await reader.WriteAsync(bytes);
            await reader.WriteAsync(ClientBytes.Close(1000));
        });

        await Eventually.TrueAsync(() => gateway.Connections == 1);
        await owner.ChangeAsync("둘");
        Assert.Equal("둘", (await bystander.NextAsync()).Data.Headline);
    }

    [Fact]
    public async Task What_is_no_message_is_answered_with_a_number_and_what_is_one_with_an_answer()
    {
        await using var gateway = await StartAsync();
        gateway.Cluster.Add(Topic);

        await ForEachAsync(Messages, Fuzz.Times(300), async pair =>
        {
            using var reader = await RawReader.ConnectAsync(gateway);
            await reader.WriteAsync(ClientBytes.Upgrade());
            await reader.HeadAsync();
            await reader.WriteAsync(ClientBytes.Text(pair.IsPack ? ClientBytes.PackHandshake : ClientBytes.Handshake));
            await reader.FrameAsync();

            // What was cut off waits for the rest; a whole call after it shows that the conversation goes on, or has ended.
            await reader.WriteAsync(ClientBytes.Frame(2, pair.Message));
            await reader.WriteAsync(ClientBytes.Close(1000));
            var rest = await reader.RestAsync();

            // 0x88: a close frame. No connection just stops.
            Assert.Contains((byte)0x88, rest);
        });

        await Eventually.TrueAsync(() => gateway.Connections == 0);
    }

    [Theory]
    [InlineData("nonsense\u001e")]
    [InlineData("{\"type\":1}\u001e")]
    [InlineData("{\"type\":\"x\"}\u001e")]
    [InlineData("[]\u001e")]
    [InlineData("{\"type\":1,\"target\":7,\"arguments\":[]}\u001e")]
    public async Task A_broken_message_ends_the_connection_with_its_number(string message)
    {
        await using var gateway = await StartAsync();
        using var reader = await RawReader.OpenAsync(gateway);

        await reader.WriteAsync(ClientBytes.Text(message));

        Assert.Contains(Numbered, (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        Assert.Equal(8, (await reader.FrameAsync())!.Value.Operation);
    }

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync(
        settings: [("ReceiveBytesMax", "4096"), ("HandshakeSeconds", "1"), ("ConnectionsPerAddressMax", "100000"), ("ConnectsPerSecondMax", "100000")]);

    private static async Task ForEachAsync<T>(Gen<T> cases, int count, Func<T, Task> act)
    {
        var found = new List<T>();
        cases.Sample(found.Add, iter: count, threads: 1);
        await Parallel.ForEachAsync(
            found,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (item, _) => await act(item));
    }

    private static byte[] Conversation(int kind)
    {
        var upgrade = ClientBytes.Upgrade("/live", "Origin: http://localhost\r\n");
        return kind switch
        {
            0 => [.. upgrade, .. ClientBytes.Text(ClientBytes.Handshake), .. ClientBytes.Text(ClientBytes.Subscribe), .. ClientBytes.Frame(9, "x"u8)],
            1 => [.. upgrade, .. ClientBytes.Text(ClientBytes.PackHandshake), .. ClientBytes.Frame(2, ClientBytes.PackSubscribe)],
            _ => [.. upgrade, .. ClientBytes.Text(ClientBytes.Handshake + ClientBytes.SubscribeSent), .. ClientBytes.Text("{\"type\":7}\u001e")],
        };
    }
}
