using System.Diagnostics;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>When a gateway asks owners anew, when it lets go of topics, and when it is full.</summary>
public sealed class FeedLifeTests
{
    private static readonly TopicName Topic = TopicName.Article("a1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task When_a_silo_does_not_answer_renewals_its_topics_are_subscribed_anew()
    {
        await using var gateway = await TestGateway.StartAsync(
            settings: [("RenewMilliseconds", "50"), ("RenewMissesMax", "2"), ("OwnerCallMilliseconds", "60000"), ("ResubscribeSpreadMilliseconds", "0")]);
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(Topic.Text);

        gateway.Cluster.Hangs = true;
        owner.Move();
        await UntilAsync("a registration at the new activation", () => owner.Gateways == 1);
        await owner.ChangeAsync("둘");
        var update = await reader.NextAsync();

        Assert.Equal(("delta", 2, "둘"), (update.Kind, update.Seq, update.Data.Headline));
    }

    [Fact]
    public async Task When_the_connections_to_the_cluster_change_everything_is_subscribed_anew()
    {
        await using var gateway = await TestGateway.StartAsync(
            settings: [("RenewMilliseconds", "50"), ("RenewMissesMax", "100"), ("OwnerCallMilliseconds", "60000"), ("ResubscribeSpreadMilliseconds", "0")]);
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(Topic.Text);

        gateway.Cluster.Hangs = true;
        owner.Move();
        gateway.Events.NotifyGatewayCountChanged(2, 3, false);
        await UntilAsync("a registration at the new activation", () => owner.Gateways == 1);
        await owner.ChangeAsync("둘");
        var update = await reader.NextAsync();

        Assert.Equal(("delta", 2, "둘"), (update.Kind, update.Seq, update.Data.Headline));
    }

    [Fact]
    public async Task A_topic_that_nobody_reads_is_let_go_and_heard_again_when_somebody_comes()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("RenewMilliseconds", "50"), ("LingerSeconds", "1")]);
        var (left, read) = (gateway.Cluster.Add(Topic), gateway.Cluster.Add(TopicName.Article("a2")));
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(new { topic = Topic.Text }, new { topic = "article/a2" });

        await reader.InvokeAsync("Unsubscribe", new[] { Topic.Text });
        await UntilAsync("the end of the registration", () => left.Gateways == 0);
        await left.ChangeAsync("둘");
        await read.ChangeAsync("여전히");
        var update = await reader.NextAsync();
        var again = await reader.SubscribeAsync(Topic.Text);

        Assert.Equal(("article/a2", 2), (update.Topic, update.Seq));
        Assert.Equal(1, read.Gateways);
        Assert.Equal(("snapshot", 2, "둘"), (again.Outcome, again.Seq, again.State?.Headline));
        Assert.Equal(1, left.Gateways);
    }

    [Fact]
    public async Task A_full_gateway_lets_go_of_an_unread_topic_and_refuses_when_all_are_read()
    {
        // Two of the ten are the cluster's own, sites and keys.
        await using var gateway = await TestGateway.StartAsync(settings: [("TopicsMax", "10"), ("LingerSeconds", "3600"), ("CallsPerSecondMax", "10000")]);
        var topics = Enumerable.Range(0, 10).Select(number => TopicName.Article($"t{number}")).ToArray();
        var owners = Array.ConvertAll(topics, gateway.Cluster.Add);
        await using var reader = await gateway.ConnectAsync();
        var first = await reader.SubscribeAsync([.. topics.Take(8).Select(topic => (object)new { topic = topic.Text })]);

        var refused = await reader.SubscribeAsync(topics[8].Text);
        await reader.InvokeAsync("Unsubscribe", new[] { topics[3].Text });
        var taken = refused;
        await UntilAsync("room for a ninth topic", async () => (taken = await reader.SubscribeAsync(topics[8].Text)).Outcome == "snapshot");
        var again = await reader.SubscribeAsync(topics[9].Text);

        Assert.All(first, answer => Assert.Equal("snapshot", answer.Outcome));
        Assert.Equal("limit", refused.Outcome);
        Assert.Equal("snapshot", taken.Outcome);
        Assert.Equal("limit", again.Outcome);
        await UntilAsync("the end of the registration", () => owners[3].Gateways == 0);
        Assert.All(owners.Take(3).Concat(owners[4..9]), owner => Assert.Equal(1, owner.Gateways));
    }

    private static Task UntilAsync(string what, Func<bool> condition) => UntilAsync(what, () => Task.FromResult(condition()));

    private static async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Bound, $"Not within {Bound.TotalSeconds:0} s: {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
