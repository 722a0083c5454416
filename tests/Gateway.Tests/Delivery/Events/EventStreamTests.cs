using System.Net;
using System.Text.Json;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Events;

public sealed class EventStreamTests
{
    private static readonly TopicName First = TopicName.Article("a1");
    private static readonly TopicName Second = TopicName.Article("a2");

    [Fact]
    public async Task A_reader_gets_the_state_and_then_every_update()
    {
        await using var gateway = await TestGateway.StartAsync();
        var owner = gateway.Cluster.Add(First);
        await using var reader = await EventReader.OpenAsync(gateway, "topic=article/a1");

        var (_, state) = await reader.NextUpdateAsync();
        await owner.ChangeAsync("둘째 제목");
        var (_, update) = await reader.NextUpdateAsync();

        Assert.Equal("text/event-stream; charset=utf-8", reader.ContentType);
        Assert.Equal(("snapshot", "e1", 1, "제목 1"), (state.Kind, state.Epoch, state.Seq, state.Data.Headline));
        Assert.Equal(("delta", 1, 2, "둘째 제목"), (update.Kind, update.Base, update.Seq, update.Data.Headline));
    }

    [Fact]
    public async Task An_id_resumes_every_topic_exactly()
    {
        await using var gateway = await TestGateway.StartAsync();
        var first = gateway.Cluster.Add(First);
        var second = gateway.Cluster.Add(Second);
        const string Query = "topic=article/a1&topic=article/a2";
        string? id;
        await using (var reader = await EventReader.OpenAsync(gateway, Query))
        {
            await reader.NextUpdateAsync();
            await reader.NextUpdateAsync();
            await first.ChangeAsync("둘");
            (id, _) = await reader.NextUpdateAsync();
        }

        await first.ChangeAsync("셋");
        await first.ChangeAsync("넷");
        await using var again = await EventReader.OpenAsync(gateway, Query, id);
        var missed = new[] { await again.NextUpdateAsync(), await again.NextUpdateAsync() };
        await second.ChangeAsync("다른 기사");
        var next = await again.NextUpdateAsync();

        Assert.Equal([("article/a1", "delta", 3L), ("article/a1", "delta", 4L)], missed.Select(item => (item.Update.Topic, item.Update.Kind, item.Update.Seq)));
        Assert.Equal(("article/a2", "delta", 2L), (next.Update.Topic, next.Update.Kind, next.Update.Seq));
    }

    [Fact]
    public async Task A_stream_that_ends_between_two_missed_updates_resumes_between_them()
    {
        await using var gateway = await TestGateway.StartAsync();
        var owner = gateway.Cluster.Add(First);
        string? id;
        await using (var reader = await EventReader.OpenAsync(gateway, "topic=article/a1"))
        {
            (id, _) = await reader.NextUpdateAsync();
        }

        await owner.ChangeAsync("둘");
        await owner.ChangeAsync("셋");
        await using (var reader = await EventReader.OpenAsync(gateway, "topic=article/a1", id))
        {
            (id, _) = await reader.NextUpdateAsync();
        }

        await using var last = await EventReader.OpenAsync(gateway, "topic=article/a1", id);

        Assert.Equal(3, (await last.NextUpdateAsync()).Update.Seq);
    }

    [Fact]
    public async Task A_page_resumes_from_the_positions_in_its_query()
    {
        await using var gateway = await TestGateway.StartAsync();
        var owner = gateway.Cluster.Add(First);
        string? id;
        await using (var reader = await EventReader.OpenAsync(gateway, "topic=article/a1"))
        {
            (id, _) = await reader.NextUpdateAsync();
        }

        await owner.ChangeAsync("둘");
        await using var page = await EventReader.OpenAsync(gateway, $"topic=article/a1&lastEventId={Uri.EscapeDataString(id!)}");

        Assert.Equal(("delta", 2L), (await page.NextUpdateAsync()) is var (_, update) ? (update.Kind, update.Seq) : default);
    }

    [Fact]
    public async Task A_retraction_is_a_barrier_and_nobody_resumes_across_it()
    {
        await using var gateway = await TestGateway.StartAsync();
        var owner = gateway.Cluster.Add(First);
        await using var reader = await EventReader.OpenAsync(gateway, "topic=article/a1");
        var (id, _) = await reader.NextUpdateAsync();

        await owner.RetractAsync();
        var (_, retraction) = await reader.NextUpdateAsync();
        await using var again = await EventReader.OpenAsync(gateway, "topic=article/a1", id);
        var (_, resumed) = await again.NextUpdateAsync();

        Assert.True(retraction.Barrier);
        Assert.Equal(("snapshot", 2L, ""), (resumed.Kind, resumed.Seq, resumed.Data.Headline));
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_refused_beside_one_that_does()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Cluster.Add(First);
        await using var reader = await EventReader.OpenAsync(gateway, "topic=article/nothing&topic=article/a1");

        var refused = await reader.NextAsync();
        var (_, state) = await reader.NextUpdateAsync();

        using var answer = JsonDocument.Parse(refused.Data);
        Assert.Equal("refused", refused.EventType);
        Assert.Equal(
            ("article/nothing", "unknown"),
            (answer.RootElement.GetProperty("topic").GetString(), answer.RootElement.GetProperty("outcome").GetString()));
        Assert.Equal("article/a1", state.Topic);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "live-1003")]
    [InlineData("topic=article/a1&topic=article/a1", HttpStatusCode.BadRequest, "live-1003")]
    [InlineData("topic=article/nothing", HttpStatusCode.NotFound, "live-1004")]
    [InlineData("topic=access", HttpStatusCode.NotFound, "live-1004")]
    [InlineData("topic=%0d%0aevent:x", HttpStatusCode.NotFound, "live-1004")]
    public async Task A_stream_without_a_topic_is_a_numbered_refusal(string query, HttpStatusCode status, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Cluster.Add(First);
        using var http = new HttpClient();

        using var response = await http.GetAsync(new Uri($"{gateway.Url}/live/events?{query}"), TestContext.Current.CancellationToken);

        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((status, code), (response.StatusCode, problem.RootElement.GetProperty("code").GetString()));
        Assert.Equal(0, gateway.Connections);
    }

    [Fact]
    public async Task A_silent_stream_shows_signs_of_life()
    {
        await using var gateway = await TestGateway.StartAsync(settings: ("KeepAliveSeconds", "1"));
        gateway.Cluster.Add(First);
        using var http = new HttpClient();
        await using var stream = await http.GetStreamAsync(new Uri($"{gateway.Url}/live/events?topic=article/a1"), TestContext.Current.CancellationToken);
        using var lines = new StreamReader(stream);

        string? line;
        do
        {
            line = await lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        }
        while (line is not (null or ":"));

        Assert.Equal(":", line);
    }

    [Fact]
    public async Task A_reader_that_leaves_is_forgotten()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Cluster.Add(First);
        await using (var reader = await EventReader.OpenAsync(gateway, "topic=article/a1"))
        {
            await reader.NextUpdateAsync();
            Assert.Equal(1, gateway.Connections);
        }

        await Eventually.TrueAsync(() => gateway.Connections == 0);
    }

    [Fact]
    public async Task A_topic_that_is_gone_is_refused_and_the_others_go_on()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("RenewMilliseconds", "100")]);
        var (gone, other) = (gateway.Cluster.Add(First), gateway.Cluster.Add(TopicName.Article("a9")));
        await using var reader = await EventReader.OpenAsync(gateway, "topic=article/a1&topic=article/a9");
        await reader.NextUpdateAsync();
        await reader.NextUpdateAsync();

        gone.Hide();
        var end = await reader.NextAsync();
        await other.ChangeAsync("여전히");
        var (_, update) = await reader.NextUpdateAsync();

        Assert.Equal(("refused", """{"topic":"article/a1","outcome":"unknown"}"""), (end.EventType, end.Data));
        Assert.Equal(("article/a9", 2), (update.Topic, update.Seq));
    }
}
