using Microsoft.AspNetCore.SignalR;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>What every way to <c>/live</c> has to do, asked by a stock client.</summary>
public abstract class DeliveryHubSpecification(Carrier carrier)
{
    private static readonly TopicName Topic = TopicName.Article("a1");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reader_gets_the_state_and_then_every_update(bool messagePack)
    {
        await using var gateway = await StartAsync();
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync(messagePack);

        var answer = await reader.SubscribeAsync(Topic.Text);
        await owner.ChangeAsync("둘째 제목");
        var update = await reader.NextAsync();

        Assert.Equal(("snapshot", "e1", 1, "제목 1"), (answer.Outcome, answer.Epoch, answer.Seq, answer.State?.Headline));
        Assert.Equal(("delta", 1, 2, "둘째 제목"), (update.Kind, update.Base, update.Seq, update.Data.Headline));
        Assert.False(update.Barrier);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reader_that_comes_back_gets_exactly_what_it_missed(bool messagePack)
    {
        await using var gateway = await StartAsync();
        var owner = gateway.Cluster.Add(Topic);
        await using var first = await gateway.ConnectAsync(messagePack);
        await first.SubscribeAsync(Topic.Text);
        await owner.ChangeAsync("둘");
        await owner.ChangeAsync("셋");
        await owner.ChangeAsync("넷");
        await using var second = await gateway.ConnectAsync(messagePack);

        var resumed = await second.SubscribeAsync(Topic.Text, "e1", 2);
        var current = await second.SubscribeAsync(Topic.Text, "e1", 4);

        Assert.Equal("resumed", resumed.Outcome);
        Assert.Null(resumed.State);
        Assert.Equal<long>([3, 4], resumed.Updates!.Select(update => update.Seq));
        Assert.Equal(["셋", "넷"], resumed.Updates!.Select(update => update.Data.Headline));
        Assert.Equal(("current", 4), (current.Outcome, current.Seq));
        Assert.Null(current.State);
    }

    [Fact]
    public async Task A_reader_of_another_epoch_gets_a_snapshot()
    {
        await using var gateway = await StartAsync();
        gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();

        var answer = await reader.SubscribeAsync(Topic.Text, "before", 1);

        Assert.Equal(("snapshot", "e1", 1), (answer.Outcome, answer.Epoch, answer.Seq));
    }

    [Fact]
    public async Task A_reader_ahead_of_the_gateway_makes_it_catch_up_first()
    {
        await using var gateway = await StartAsync(("RenewMilliseconds", "10000"));
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(Topic.Text);
        owner.Wire = static _ => [];
        await owner.ChangeAsync("둘");
        await owner.ChangeAsync("셋");

        var answer = await reader.SubscribeAsync(Topic.Text, "e1", 3);

        Assert.Equal(("current", 3), (answer.Outcome, answer.Seq));
        Assert.Equal(1, owner.Pulls);
    }

    [Fact]
    public async Task A_made_up_position_gets_a_snapshot_and_no_new_epoch()
    {
        await using var gateway = await StartAsync();
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();

        var answer = await reader.SubscribeAsync(Topic.Text, "e1", 1_000_000);

        Assert.Equal(("snapshot", 1), (answer.Outcome, answer.Seq));
        Assert.Equal("e1", owner.Position.Epoch);
        Assert.Equal(1, owner.Subscribes);
    }

    [Fact]
    public async Task Topics_that_do_not_exist_are_unknown_and_ask_no_owner()
    {
        await using var gateway = await StartAsync();
        gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();

        var answers = await reader.SubscribeAsync(
            new { topic = "article/nothing" }, new { topic = "nonsense" }, new { topic = "article/../x" }, new { topic = "" });

        Assert.All(answers, answer => Assert.Equal("unknown", answer.Outcome));
        Assert.Equal("article/nothing", answers[0].Topic);
    }

    [Fact]
    public async Task Cluster_topics_are_denied()
    {
        await using var gateway = await StartAsync();
        await using var reader = await gateway.ConnectAsync();

        var answers = await reader.SubscribeAsync(
            new { topic = "access" }, new { topic = "sites" }, new { topic = "catalogue/default" });

        Assert.All(answers, answer => Assert.Equal("denied", answer.Outcome));
    }

    [Fact]
    public async Task Topics_past_the_limit_of_a_connection_are_refused_one_by_one()
    {
        await using var gateway = await StartAsync(("TopicsPerConnectionMax", "2"));
        foreach (var id in new[] { "a", "b", "c" })
        {
            gateway.Cluster.Add(TopicName.Article(id));
        }

        await using var reader = await gateway.ConnectAsync();

        var answers = await reader.SubscribeAsync(
            new { topic = "article/a" }, new { topic = "article/b" }, new { topic = "article/c" }, new { topic = "article/a" });
        await reader.InvokeAsync("Unsubscribe", answers.Take(1).Select(answer => answer.Topic));
        var again = await reader.SubscribeAsync("article/c");

        Assert.Equal(["snapshot", "snapshot", "limit", "snapshot"], answers.Select(answer => answer.Outcome));
        Assert.Equal("snapshot", again.Outcome);
    }

    [Fact]
    public async Task Calls_of_the_wrong_shape_are_refused_with_a_number()
    {
        await using var gateway = await StartAsync();
        await using var reader = await gateway.ConnectAsync();

        var missing = await Assert.ThrowsAsync<HubException>(() => reader.InvokeAsync("Subscribe", null));
        var many = await Assert.ThrowsAsync<HubException>(
            () => reader.InvokeAsync("Unsubscribe", Enumerable.Range(0, 201).Select(i => $"article/{i}")));

        Assert.Contains("1001: ", missing.Message, StringComparison.Ordinal);
        Assert.Contains("1002: ", many.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_resumes_across_a_barrier(bool messagePack)
    {
        await using var gateway = await StartAsync();
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync(messagePack);
        await reader.SubscribeAsync(Topic.Text);
        await owner.ChangeAsync("둘");
        await reader.NextAsync();
        await owner.RetractAsync();
        await using var late = await gateway.ConnectAsync(messagePack);

        var answer = await late.SubscribeAsync(Topic.Text, "e1", 2);
        var barrier = await reader.NextAsync();

        Assert.Equal(("snapshot", "retracted", ""), (answer.Outcome, answer.State?.Stage, answer.State?.Headline));
        Assert.Equal(("snapshot", true, "retracted"), (barrier.Kind, barrier.Barrier, barrier.Data.Stage));
        await reader.InvokeAsync("Applied", new[] { new { topic = Topic.Text, epoch = "e1", seq = 3 } });
    }

    [Fact]
    public async Task Lost_pushes_are_found_by_the_renewal_and_pulled()
    {
        await using var gateway = await StartAsync(("RenewMilliseconds", "100"));
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(Topic.Text);
        owner.Wire = static _ => [];

        await owner.ChangeAsync("둘");
        var update = await reader.NextAsync();

        Assert.Equal(("delta", 2, "둘"), (update.Kind, update.Seq, update.Data.Headline));
    }

    [Fact]
    public async Task An_owner_that_moved_is_found_and_its_pushes_are_taken()
    {
        await using var gateway = await StartAsync(("RenewMilliseconds", "100"));
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(Topic.Text);

        owner.Move();
        await owner.ChangeAsync("둘");
        var update = await reader.NextAsync();

        Assert.Equal((2, "둘"), (update.Seq, update.Data.Headline));
        Assert.Equal(1, owner.Gateways);
    }

    [Fact]
    public async Task A_new_epoch_reaches_open_readers_as_a_snapshot()
    {
        await using var gateway = await StartAsync(("RenewMilliseconds", "100"));
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(Topic.Text);
        await owner.ChangeAsync("둘");
        await reader.NextAsync();

        owner.StartOver("e2");
        var update = await reader.NextAsync();

        Assert.Equal(("snapshot", "e2", 1), (update.Kind, update.Epoch, update.Seq));
    }

    [Fact]
    public async Task Many_readers_cost_the_owner_one_subscription()
    {
        await using var gateway = await StartAsync();
        var owner = gateway.Cluster.Add(Topic);
        var readers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.ConnectAsync()));

        var answers = await Task.WhenAll(readers.Select(reader => reader.SubscribeAsync(Topic.Text)));
        await owner.ChangeAsync("둘");
        var updates = await Task.WhenAll(readers.Select(reader => reader.NextAsync()));

        Assert.All(answers, answer => Assert.Equal("snapshot", answer.Outcome));
        Assert.All(updates, update => Assert.Equal(2, update.Seq));
        Assert.Equal(1, owner.Subscribes);
        foreach (var reader in readers)
        {
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task While_the_cluster_is_away_known_topics_go_on_and_unknown_ones_come_later()
    {
        await using var gateway = await StartAsync(
            [("RenewMilliseconds", "100"), ("AttachWaitMilliseconds", "200"), ("RetryMillisecondsMax", "100")]);
        gateway.Cluster.Add(Topic);
        var other = TopicName.Article("a2");
        gateway.Cluster.Add(other);
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(Topic.Text);

        gateway.Cluster.Down = true;
        var known = await reader.SubscribeAsync(Topic.Text);
        var later = await reader.SubscribeAsync(other.Text);
        gateway.Cluster.Down = false;
        var update = await reader.NextAsync();

        Assert.Equal("snapshot", known.Outcome);
        Assert.Equal("later", later.Outcome);
        Assert.Null(later.Seq);
        Assert.Equal((other.Text, "snapshot", 1), (update.Topic, update.Kind, update.Seq));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reader_who_was_promised_a_topic_that_does_not_exist_is_told(bool messagePack)
    {
        await using var gateway = await StartAsync(
            [("AttachWaitMilliseconds", "200"), ("RetryMillisecondsMax", "100"), ("TopicsPerConnectionMax", "1")]);
        gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync(messagePack);

        gateway.Cluster.Down = true;
        var later = await reader.SubscribeAsync("article/nothing");
        gateway.Cluster.Down = false;
        var end = await reader.NextAsync();
        var next = await reader.SubscribeAsync(Topic.Text);

        Assert.Equal("later", later.Outcome);
        Assert.Equal(("article/nothing", "end", "", 0), (end.Topic, end.Kind, end.Epoch, end.Seq));
        Assert.Null(end.Data.Headline);
        Assert.Equal("snapshot", next.Outcome);
    }

    [Fact]
    public async Task A_reader_whose_topic_is_gone_is_told_and_may_ask_again()
    {
        await using var gateway = await StartAsync([("RenewMilliseconds", "100"), ("UnknownMilliseconds", "0")]);
        var owner = gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();
        await reader.SubscribeAsync(Topic.Text);

        owner.Hide();
        var end = await reader.NextAsync();
        var gone = await reader.SubscribeAsync(Topic.Text);
        owner.Show();
        var back = await reader.SubscribeAsync(Topic.Text);
        await owner.ChangeAsync("둘");
        var update = await reader.NextAsync();

        Assert.Equal((Topic.Text, "end"), (end.Topic, end.Kind));
        Assert.Equal("unknown", gone.Outcome);
        Assert.Equal("snapshot", back.Outcome);
        Assert.Equal((2, "둘"), (update.Seq, update.Data.Headline));
    }

    private Task<TestGateway> StartAsync(params (string Key, string Value)[] settings) => TestGateway.StartAsync(carrier, settings: settings);
}
