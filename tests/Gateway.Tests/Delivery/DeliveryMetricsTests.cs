using Sokbo.Fixtures;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Tests.Delivery.Events;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>What operators see is counted on every way. Other tests count into the same metrics, so growth is what is asserted.</summary>
public sealed class DeliveryMetricsTests
{
    private static readonly TopicName Topic = TopicName.Article("a1");

    [Theory]
    [InlineData(Carrier.Hub, false, "json")]
    [InlineData(Carrier.Hub, true, "messagepack")]
    [InlineData(Carrier.Lane, false, "lane-json")]
    [InlineData(Carrier.Lane, true, "lane-messagepack")]
    public async Task A_reader_of_the_hub_is_counted(Carrier carrier, bool messagePack, string kind)
    {
        await using var gateway = await TestGateway.StartAsync(carrier);
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync(messagePack);
        var counts = new Counts();

        var first = await reader.SubscribeAsync(Topic.Text);
        await owner.ChangeAsync("둘");
        await reader.NextAsync();
        await reader.SubscribeAsync(Topic.Text, first.Epoch, first.Seq);

        Assert.Equal([kind], gateway.Kinds);
        await counts.AssertGrownAsync(kind);
    }

    [Fact]
    public async Task An_event_stream_is_counted()
    {
        await using var gateway = await TestGateway.StartAsync();
        var owner = gateway.Cluster.Add(Topic);
        var counts = new Counts();
        await using var reader = await EventReader.OpenAsync(gateway, "topic=article/a1");
        var (id, _) = await reader.NextUpdateAsync();
        await owner.ChangeAsync("둘");
        await reader.NextUpdateAsync();
        await using var again = await EventReader.OpenAsync(gateway, "topic=article/a1", id);
        await again.NextUpdateAsync();

        Assert.Equal(["events", "events"], gateway.Kinds);
        await counts.AssertGrownAsync("events");
    }

    private sealed class Counts
    {
        private readonly double _snapshots = Answer("snapshot");
        private readonly double _resumed = Answer("resumed");
        private readonly double _deliveries = DeliveryMetrics.Deliveries.Value;
        private readonly double _frames = DeliveryMetrics.Frames.Value;
        private readonly long _written = DeliveryMetrics.WriteSeconds.Count;

        public async Task AssertGrownAsync(string kind)
        {
            Assert.True(DeliveryMetrics.Connections.WithLabels(kind).Value >= 1);
            Assert.True(DeliveryMetrics.Subscriptions.Value >= 1);
            Assert.True(Answer("snapshot") > _snapshots);
            Assert.True(Answer("resumed") > _resumed);

            // Counted once the write is done, which the reader may see first.
            await Eventually.TrueAsync(() =>
                DeliveryMetrics.Deliveries.Value > _deliveries && DeliveryMetrics.Frames.Value > _frames && DeliveryMetrics.WriteSeconds.Count > _written);
        }

        private static double Answer(string outcome) => DeliveryMetrics.Answers.WithLabels(outcome).Value;
    }
}
