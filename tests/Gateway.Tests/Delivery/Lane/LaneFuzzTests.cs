using System.Text;
using CsCheck;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>The lane, with the id of a negotiation, which says nothing to it.</summary>
public sealed class LaneFuzzTests() : FuzzSpecification(Carrier.Lane, "/live?id=abc")
{
    [Fact]
    public async Task A_connection_with_broken_messages_gets_a_number_before_it_ends()
    {
        await using var gateway = await StartAsync();
        gateway.Cluster.Add(TopicName.Article("a1"));

        await Fuzz.ForEachAsync(Gen.Byte.Array[0, 200], Fuzz.Times(100), async message =>
        {
            using var reader = await RawReader.OpenAsync(gateway);
            await reader.WriteAsync(ClientBytes.Frame(2, [.. message, 0x1e]));
            await reader.WriteAsync(ClientBytes.Close(1000));
            var rest = Encoding.UTF8.GetString(await reader.RestAsync());

            Assert.Contains("1006: ", rest, StringComparison.Ordinal);
        });
    }
}
