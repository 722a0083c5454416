using System.Text.Json;
using Sokbo.Fixtures;
using Sokbo.Gateway.Tests.Delivery.Events;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Drain;

[Trait("Pace", "slow")]
public sealed class ReaderDrainTests
{
    private static readonly TopicName Topic = TopicName.Article("a1");

    [Theory]
    [HubAndLane]
    public async Task Every_reader_is_asked_to_come_back_and_then_closed(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(
            carrier, settings: [("DrainNoticeSeconds", "0"), ("DrainWindowSeconds", "1"), ("DrainGraceSeconds", "1")]);
        gateway.Cluster.Add(Topic);
        var readers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => gateway.ConnectAsync(messagePack: index % 2 == 0)));
        // A client is connected a moment before the gateway has it in its list, and there is no notice here to cover that.
        await Eventually.TrueAsync(() => gateway.Connections == readers.Length);

        await gateway.DrainAsync();

        foreach (var reader in readers)
        {
            Assert.Equal("drain", (await reader.PlanAsync()).Reason);
        }

        await Eventually.TrueAsync(() => gateway.Connections == 0);
        await Task.WhenAll(readers.Select(reader => reader.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task An_event_stream_ends_with_the_time_to_come_back()
    {
        await using var gateway = await TestGateway.StartAsync(
            settings: [("DrainNoticeSeconds", "0"), ("DrainWindowSeconds", "1"), ("DrainGraceSeconds", "10")]);
        gateway.Cluster.Add(Topic);
        await using var reader = await EventReader.OpenAsync(gateway, "topic=article/a1");
        await reader.NextUpdateAsync();

        var drain = gateway.DrainAsync();
        var item = await reader.NextAsync();
        await drain;

        using var plan = JsonDocument.Parse(item.Data);
        Assert.Equal("reconnect", item.EventType);
        Assert.InRange(plan.RootElement.GetProperty("afterMilliseconds").GetInt32(), 0, 100);
        Assert.InRange(item.ReconnectionInterval!.Value.TotalMilliseconds, 500, 600);
        Assert.Equal(0, gateway.Connections);
    }

    [Fact]
    public async Task Nobody_new_comes_in_meanwhile()
    {
        await using var gateway = await TestGateway.StartAsync(
            settings: [("DrainNoticeSeconds", "0"), ("DrainWindowSeconds", "1"), ("DrainGraceSeconds", "1")]);
        gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();
        await Eventually.TrueAsync(() => gateway.Connections == 1);

        var drain = gateway.DrainAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => EventReader.OpenAsync(gateway, "topic=article/a1"));
        await drain;
    }
}
