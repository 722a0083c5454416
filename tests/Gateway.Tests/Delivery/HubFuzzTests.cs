using System.Text;
using CsCheck;
using Sokbo.Fixtures;
using Sokbo.Gateway.Tests.Delivery.Lane;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>The stock hub: what is no message ends its connection with a number.</summary>
public sealed class HubFuzzTests() : FuzzSpecification(Carrier.Hub, "/live")
{
    private const string Numbered = "1006: ";

    private static readonly TopicName Topic = TopicName.Article("a1");

    /// <summary>A message after a good handshake: the frame around it is whole.</summary>
    private static readonly Gen<(bool IsPack, byte[] Message)> Messages = Gen.Select(
        Gen.Bool, Changes, Gen.Byte.Array[0, 300],
        (isPack, changes, tail) => (isPack, Fuzz.Break(isPack ? ClientBytes.PackSubscribe : Encoding.UTF8.GetBytes(ClientBytes.Subscribe), changes, tail)));

    [Fact]
    public async Task What_is_no_message_is_answered_with_a_number_and_what_is_one_with_an_answer()
    {
        await using var gateway = await StartAsync();
        gateway.Cluster.Add(Topic);

        await Fuzz.ForEachAsync(Messages, Fuzz.Times(300), async pair =>
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
}
