using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;
using Sokbo.Fixtures.Processes;
using Xunit;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>
/// Publishes through one gateway, reads at another, and takes processes away in between. Whatever was acknowledged must
/// be at the reader: not missing, not doubled, in order.
/// </summary>
public sealed partial class ClusterDeliveryTests(ProcessCluster cluster, ITestOutputHelper output) : IClassFixture<ProcessCluster>, IAsyncLifetime
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1";
    private static readonly TimeSpan OutageMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CatchUpBound = TimeSpan.FromSeconds(15);

    public async ValueTask InitializeAsync() => await cluster.HealAsync();

    public ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            output.WriteLine(cluster.Output());
        }

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_owner_of_an_article_is_killed()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var (reader, _) = await Reader.OpenAsync(cluster.GatewayB, $"article/{publisher.Id}", "front/default");
        await using var page = reader;
        publisher.Run();
        await publisher.ConfirmedAsync(40, OutageMax);

        var owner = await cluster.OwnerAsync(publisher.Id);
        using var embargoed = await EmbargoedAtAsync(owner);
        await embargoed.EmbargoAsync(TimeSpan.FromSeconds(3));
        var listed = ListedAsync(reader, embargoed.Id);
        await owner.Process.KillAsync();
        var published = embargoed.PublishedAsync(OutageMax);
        await publisher.ConfirmedAsync(60, OutageMax);
        await publisher.StopAsync();

        Report($"{owner.Name}, the owner, killed", publisher);
        await CheckAsync(publisher, reader);
        await CheckEmbargoAsync(embargoed, await published, await listed);
    }

    /// <summary>Clocks of machines are set, by hand or by a time server that was away; here by five minutes while an article waits.</summary>
    [Fact]
    public async Task An_embargo_holds_when_the_clock_of_its_owner_is_set()
    {
        Assert.SkipUnless(IsLong, "A silo that joins a busy machine is given no articles for a while; SOKBO_LONG=1 waits for them.");
        using var clock = new SettableClock();
        var owner = await cluster.JoinAsync(clock);
        var articles = new List<EmbargoedArticle>();
        try
        {
            // All of them now: a silo whose clock is wrong is given no new articles.
            TimeSpan[] offsets = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(-5), TimeSpan.Zero];
            while (articles.Count < offsets.Length)
            {
                articles.Add(await EmbargoedAtAsync(owner));
            }

            foreach (var (embargoed, offset) in articles.Zip(offsets))
            {
                var (reader, _) = await Reader.OpenAsync(cluster.GatewayB, "front/default");
                await using var page = reader;
                await embargoed.EmbargoAsync(SettableClock.Notice + TimeSpan.FromSeconds(2));
                var listed = ListedAsync(reader, embargoed.Id);
                clock.Set(offset);
                var published = await embargoed.PublishedAsync(OutageMax);

                output.WriteLine($"{owner.Name}'s clock at {offset}:");
                await CheckEmbargoAsync(embargoed, published, await listed);
                Assert.Equal(owner, await cluster.OwnerAsync(embargoed.Id));
            }

            Assert.True(await owner.MetricAsync("sokbo_articles_clock_disagreements_total") > 0, "Its clock was never seen to be wrong.");
        }
        finally
        {
            articles.ForEach(article => article.Dispose());
            await cluster.LeaveAsync(owner);
        }
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_owner_of_an_article_hangs()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        using var other = await StartElsewhereAsync(await cluster.OwnerAsync(publisher.Id));
        var (reader, _) = await Reader.OpenAsync(cluster.GatewayB, $"article/{publisher.Id}", $"article/{other.Id}", "front/default");
        await using var page = reader;
        publisher.Run();
        other.Run();
        await Task.WhenAll(publisher.ConfirmedAsync(20, OutageMax), other.ConfirmedAsync(20, OutageMax));

        var owner = await cluster.OwnerAsync(publisher.Id);
        var elsewhere = await cluster.OwnerAsync(other.Id);
        owner.Process.Stop();
        await Task.WhenAll(publisher.ConfirmedAsync(20, OutageMax), other.ConfirmedAsync(40, OutageMax), Task.Delay(TimeSpan.FromSeconds(15)));
        owner.Process.Continue();
        await Task.WhenAll(publisher.ConfirmedAsync(40, OutageMax), other.ConfirmedAsync(40, OutageMax));
        await Task.WhenAll(publisher.StopAsync(), other.StopAsync());

        Report($"{owner.Name}, the owner, hung for 15 s and more", publisher);
        Report($"the same, an article of {elsewhere.Name}", other);
        await CheckAsync(publisher, reader);
        await CheckAsync(other, reader);
    }

    [Fact]
    public async Task A_reader_whose_gateway_is_killed_resumes_at_another()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var topic = $"article/{publisher.Id}";
        // Somebody reads there all the time, so the other gateway has heard what this page will have missed.
        var (witness, _) = await Reader.OpenAsync(cluster.GatewayA, topic, "front/default");
        await using var other = witness;
        var (before, _) = await Reader.OpenAsync(cluster.GatewayB, topic, "front/default");
        publisher.Run();
        await publisher.ConfirmedAsync(20, OutageMax);

        await cluster.GatewayB.Process.KillAsync();
        await before.DisposeAsync();
        await publisher.ConfirmedAsync(10, OutageMax);
        var left = before[topic].Seq;
        var (after, outcomes) = await Reader.OpenAsync(cluster.GatewayA, before.Topics);
        await using var page = after;
        var came = after[topic].Seq;
        await publisher.ConfirmedAsync(20, OutageMax);
        await publisher.StopAsync();

        output.WriteLine($"gateway killed: left at {left}, came back at {came} with {string.Join(", ", outcomes)}");
        // It missed ten updates and more, fewer than a gateway keeps.
        Assert.All(outcomes, outcome => Assert.Equal("resumed", outcome));
        await CheckAsync(publisher, after);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Readers_behind_the_balancer_are_served_by_both_gateways(HttpTransportType transport)
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        await using var balancer = await BalancerProcess.StartAsync([cluster.GatewayA, cluster.GatewayB]);
        var topic = $"article/{publisher.Id}";
        await UntilBalancedAsync(balancer);
        var readers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Reader.OpenAsync(balancer, transport, topic, "front/default")));
        try
        {
            var connections = await Task.WhenAll(
                cluster.GatewayA.MetricAsync("sokbo_delivery_connections"), cluster.GatewayB.MetricAsync("sokbo_delivery_connections"));
            publisher.Run();
            await publisher.ConfirmedAsync(10, OutageMax);
            await publisher.StopAsync();

            output.WriteLine($"{transport}: {connections[0]} and {connections[1]} connections");
            Assert.All(connections, count => Assert.True(count >= 2, $"The balancer gave a gateway {count} of 8 readers."));
            foreach (var (reader, _) in readers)
            {
                await CheckAsync(publisher, reader);
            }
        }
        finally
        {
            await Task.WhenAll(readers.Select(pair => pair.Reader.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task Nobody_is_shown_what_the_store_has_not_confirmed()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var topic = $"article/{publisher.Id}";
        var (reader, _) = await Reader.OpenAsync(cluster.GatewayB, topic, "front/default");
        await using var page = reader;
        var before = reader[topic].Seq;

        await cluster.RefuseArticlesAsync();
        var repeated = publisher.Repeated;
        var update = publisher.UpdateAsync();
        await UntilAsync("three refused writes", () => publisher.Repeated >= repeated + 3);
        // What was announced would be at the reader within milliseconds.
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        var during = reader[topic].Seq;
        var (confirmed, answer) = (update.IsCompleted, publisher.LastRefusal);
        await cluster.TakeAllAsync();
        await update.WaitAsync(OutageMax);

        Assert.Equal(before, during);
        Assert.StartsWith("503 ", answer, StringComparison.Ordinal);
        Assert.False(confirmed, "The API confirmed a change that the store could not have.");
        await CheckAsync(publisher, reader);
    }

    [Fact]
    public async Task A_request_that_is_cut_off_and_repeated_takes_effect_once()
    {
        using var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
        var topic = $"article/{publisher.Id}";
        var (reader, _) = await Reader.OpenAsync(cluster.GatewayB, topic, "front/default");
        await using var page = reader;

        var cutOff = 0;
        for (var attempt = 0; attempt < 80; attempt++)
        {
            cutOff += await publisher.CorrectCutOffAsync(TimeSpan.FromMilliseconds(1 + (attempt % 16))) ? 1 : 0;
        }

        output.WriteLine($"{cutOff} of 80 requests cut off");
        Assert.True(cutOff > 0, "Every answer was faster: no request was cut off.");
        await CheckAsync(publisher, reader);
        Assert.Equal(80, reader[topic].State!["notes"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_operation_whose_answer_was_lost_takes_effect_once()
    {
        var publishers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ArticlePublisher.StartAsync(cluster.GatewayA)));
        Array.ForEach(publishers, publisher => publisher.Run());
        await Task.WhenAll(publishers.Select(publisher => publisher.ConfirmedAsync(5, OutageMax)));

        // Longer than anybody waits for an answer. What is under way is stored afterwards, and nobody hears of it.
        cluster.Store.Process.Stop();
        await Task.Delay(TimeSpan.FromSeconds(7));
        cluster.Store.Process.Continue();
        await Task.WhenAll(publishers.Select(publisher => publisher.ConfirmedAsync(5, OutageMax)));
        await Task.WhenAll(publishers.Select(publisher => publisher.StopAsync()));

        output.WriteLine($"store hung: {publishers.Sum(publisher => publisher.Repeated)} operations repeated");
        Assert.True(publishers.Sum(publisher => publisher.Repeated) > 0, "No answer was lost: the fault did not hit.");
        foreach (var publisher in publishers)
        {
            CheckOnce(publisher);
            Assert.Equal(publisher.Acknowledged[^1].Revision, (await publisher.ReadAsync()).GetProperty("revision").GetInt32());
            publisher.Dispose();
        }
    }

    private static async Task UntilAsync(string name, Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < OutageMax, $"Not within {OutageMax.TotalSeconds:0} s: {name}.");
            await Task.Delay(20);
        }
    }

    /// <summary>An article that lives on another silo.</summary>
    private async Task<ArticlePublisher> StartElsewhereAsync(ServiceProcess silo)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var publisher = await ArticlePublisher.StartAsync(cluster.GatewayA);
            if (await cluster.OwnerAsync(publisher.Id) != silo)
            {
                return publisher;
            }

            publisher.Dispose();
        }

        throw new InvalidOperationException($"Fifty articles live on {silo.Name}.");
    }

    /// <summary>A draft that lives on this silo. One that has just started may be given none for a while.</summary>
    private async Task<EmbargoedArticle> EmbargoedAtAsync(ServiceProcess silo)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < OutageMax)
        {
            var article = await EmbargoedArticle.DraftAsync(cluster.GatewayA);
            if (await cluster.OwnerAsync(article.Id) == silo)
            {
                return article;
            }

            article.Dispose();
            await Task.Delay(50);
        }

        throw new InvalidOperationException($"No new article lives on {silo.Name}.");
    }

    /// <summary>When a reader of the front page has first seen its card.</summary>
    private static async Task<DateTimeOffset> ListedAsync(Reader reader, string id)
    {
        await reader.UntilAsync($"card of {id}", () => CardRevision(reader, id) is not null, OutageMax + CatchUpBound);
        return TimeProvider.System.GetUtcNow();
    }

    /// <summary>Never early, and at most a second late once its owner answers; its silo was lost with the moment still to come.</summary>
    private async Task CheckEmbargoAsync(EmbargoedArticle article, (DateTimeOffset Answered, DateTimeOffset Published) at, DateTimeOffset listed)
    {
        var possible = at.Answered > article.Moment ? at.Answered : article.Moment;
        output.WriteLine(
            $"embargo until {article.Moment:HH:mm:ss.fff}: answered again at {at.Answered:HH:mm:ss.fff}, published at {at.Published:HH:mm:ss.fff}, with a reader at {listed:HH:mm:ss.fff}");
        Assert.True(at.Published >= article.Moment && listed >= article.Moment, "It was early.");
        Assert.True(at.Published - possible <= TimeSpan.FromSeconds(1), $"It was published {(at.Published - possible).TotalSeconds:0.00} s after it could be.");
        using var api = ProcessCluster.Api(cluster.GatewayA);
        var first = (await api.GetFromJsonAsync<JsonNode>($"/api/v1/articles/{article.Id}"))!["firstPublishedAt"]!.GetValue<DateTimeOffset>();
        Assert.InRange(first, article.Moment, at.Published);
    }

    /// <summary>A balancer takes a gateway into use after its first checks, and slowly.</summary>
    private static async Task UntilBalancedAsync(BalancerProcess balancer)
    {
        using var http = new HttpClient { BaseAddress = balancer.Url, Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            using var response = await http.GetAsync(new Uri("/", UriKind.Relative));
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < OutageMax, $"The balancer answers {(int)response.StatusCode}.");
            await Task.Delay(100);
        }
    }

    private void Report(string what, ArticlePublisher publisher) => output.WriteLine(
        $"{what}: {publisher.Acknowledged.Count} updates confirmed, {publisher.Repeated} repeated, longest outage {publisher.LongestOutage.TotalSeconds:0.0} s");

    private async Task CheckAsync(ArticlePublisher publisher, Reader reader)
    {
        var topic = reader[$"article/{publisher.Id}"];
        var last = publisher.Acknowledged[^1];
        await reader.UntilAsync($"{topic.Topic} revision {last.Revision}", () => (long?)topic.State?["revision"] >= last.Revision, CatchUpBound);
        await reader.UntilAsync(
            $"card of {publisher.Id} on the front page at revision {last.Revision}", () => CardRevision(reader, publisher.Id) == last.Revision, CatchUpBound);
        output.WriteLine($"{topic.Topic}: {topic.Deltas} deltas, {topic.Snapshots} snapshots at the reader");

        CheckOnce(publisher);
        Assert.Single(topic.Epochs);
        Assert.Empty(reader["front/default"].Violations);
        Assert.Empty(topic.Violations);
        CheckSeen(publisher, topic);
        await CheckEndAsync(publisher, topic);
        Assert.True(publisher.LongestOutage < OutageMax, $"Nothing was confirmed for {publisher.LongestOutage.TotalSeconds:0.0} s.");
    }

    /// <summary>The confirmed revisions follow each other without a hole: no operation had its effect twice.</summary>
    private static void CheckOnce(ArticlePublisher publisher) => Assert.All(
        publisher.Acknowledged.Zip(publisher.Acknowledged.Skip(1)), pair => Assert.Equal(pair.First.Revision + 1, pair.Second.Revision));

    /// <summary>The reader saw every revision, save those that a snapshot covers, once and in order, with its own text.</summary>
    private static void CheckSeen(ArticlePublisher publisher, ReaderTopic topic)
    {
        var headlines = publisher.Acknowledged.ToDictionary(change => (long)change.Revision, change => change.Headline);
        var shown = 0L;
        foreach (var (revision, headline, whole) in topic.Seen)
        {
            Assert.True(whole ? revision >= shown : revision == shown + 1, $"Revision {revision} was shown after {shown}.");
            shown = revision;
            Assert.Equal(headlines[revision], headline);
        }
    }

    private static async Task CheckEndAsync(ArticlePublisher publisher, ReaderTopic topic)
    {
        var article = await publisher.ReadAsync();
        var state = topic.State!;
        var body = string.Join('\n', state["blocks"]!.AsArray().Select(block => $"<p>{block!["html"]}</p>"));

        Assert.Equal(article.GetProperty("revision").GetInt64(), (long)state["revision"]!);
        Assert.Equal(article.GetProperty("state").GetString(), (string?)state["stage"]);
        Assert.Equal(article.GetProperty("headline").GetString(), (string?)state["headline"]);
        Assert.Equal(article.GetProperty("body").GetString(), body);
    }

    private static long? CardRevision(Reader reader, string id) => reader["front/default"].State?["cards"]?.AsArray()
        .FirstOrDefault(card => (string?)card?["id"] == id) is JsonObject card ? (long?)card["revision"] : null;
}
