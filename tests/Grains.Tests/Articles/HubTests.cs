using System.Collections.Concurrent;
using System.Collections.Specialized;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sokbo.Fixtures;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>What goes over the wire to a hub, when, and what its answers mean.</summary>
public sealed class HubTests(ArticlesCluster cluster)
{
    private static readonly string[] Feeds = ["https://news.example.kr/rss.xml", "https://news.example.kr/sections/local/atom.xml"];

    private static readonly string[] Places = ["", "/sections/local"];

    private GrainCluster Grains => cluster.Grains;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("204 No Content", true)]
    [InlineData("202 Accepted", true)]
    [InlineData("302 Found", false)]
    [InlineData("500 Internal Server Error", false)]
    public async Task A_hub_is_told_of_all_feeds_at_once_and_only_2xx_is_success(string answer, bool told)
    {
        using var server = new HubServer();
        using var hub = new HubClient(Options.Create(new WebSubOptions { Hub = server.Address }));
        (string Line, NameValueCollection Form) served = ("", []);
        server.Answer("news.example.kr", (line, form) =>
        {
            served = (line, form);
            return Task.FromResult(answer);
        });

        var outcome = await hub.PublishAsync(Feeds, Cancellation);

        Assert.Equal((told, "POST /hub HTTP/1.1"), (outcome, served.Line));
        Assert.Equal("publish", served.Form["hub.mode"]);
        Assert.Equal(Feeds, served.Form.GetValues("hub.url"));
        Assert.Equal(Feeds, served.Form.GetValues("hub.topic"));
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_no_exception()
    {
        var server = new HubServer();
        using var hub = new HubClient(Options.Create(new WebSubOptions { Hub = server.Address }));
        server.Dispose();

        Assert.False(await hub.PublishAsync(Feeds, Cancellation));
    }

    [Fact]
    public async Task A_hub_that_is_not_waited_for_any_longer_has_failed_too()
    {
        using var server = new HubServer();
        using var hub = new HubClient(Options.Create(new WebSubOptions { Hub = server.Address }));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        server.Answer("news.example.kr", async (_, _) =>
        {
            await patience.CancelAsync();
            return "204 No Content";
        });

        Assert.False(await hub.PublishAsync(Feeds, patience.Token));
    }

    [Theory]
    [InlineData("https://hub.example/", "4", null)]
    [InlineData("https://hub.example/", "5", "WebSub:TimeoutSeconds must be less than Articles:AnnounceTimeoutSeconds")]
    [InlineData("", "5", null)]
    public void A_call_of_a_hub_is_shorter_than_the_announcement_that_it_is_part_of(string hub, string seconds, string? problem)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["WebSub:Hub"] = hub, ["WebSub:TimeoutSeconds"] = seconds };
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddArticles().BuildServiceProvider();

        var refused = Record.Exception(() => services.GetRequiredService<IOptions<WebSubOptions>>().Value);

        Assert.Equal(problem is null, refused is null);
        Assert.Contains(problem ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_is_told_of_the_sections_that_an_article_has_left_too()
    {
        var site = await NewSiteAsync();
        await Grains.Client.GetGrain<ISitesGrain>("default").PutSection(site, new SectionInfo("sport", "스포츠", 0), RevisionExpectation.None, Cancellation);
        var article = await DraftAsync(site);
        var seen = new ConcurrentQueue<string[]>();
        cluster.Hub.Answer($"{site}.test", (_, form) =>
        {
            seen.Enqueue(form.GetValues("hub.url")!);
            return Task.FromResult("204 No Content");
        });
        await article.Publish(Act(), Cancellation);
        await UntilAsync(() => !seen.IsEmpty);

        await article.Update(new ArticleDraft { Section = "sport", Headline = "제목" }, Act(), Cancellation);
        await UntilAsync(() => seen.Any(feeds => feeds.Contains($"https://{site}.test/sections/sport/atom.xml")));

        Assert.All(seen, feeds => Assert.Contains($"https://{site}.test/sections/local/atom.xml", feeds));
        Assert.False(await HasAsync(TopicName.Feed(site, "local"), article));
    }

    /// <summary>A hub that is told too soon fetches the old feed, and nobody tells it again.</summary>
    [Fact]
    public async Task A_hub_is_told_when_every_feed_has_it_and_again_when_it_leaves_them()
    {
        var site = await NewSiteAsync();
        var article = await DraftAsync(site);
        var section = TopicName.Feed(site, "local");
        var seen = new ConcurrentQueue<(string[] Feeds, bool Listed)>();
        cluster.Hub.Answer($"{site}.test", async (_, form) =>
        {
            seen.Enqueue((form.GetValues("hub.url")!, await HasAsync(TopicName.Feed(site), article) && await HasAsync(section, article)));
            return "204 No Content";
        });
        Grains.Store.FailNextWrite(section.Owner, StoreFault.NotWritten);

        await article.Publish(Act(), Cancellation);
        await UntilAsync(() => !seen.IsEmpty);
        await article.Retract("사실과 다름", Act(), Cancellation);
        await UntilAsync(() => seen.Any(call => !call.Listed));

        // Told once or oftener, but never with the feeds of before.
        Assert.True(seen.First().Listed);
        Assert.All(seen.SkipWhile(call => call.Listed), call => Assert.False(call.Listed));
        Assert.All(seen, call => Assert.Equal(
            from place in Places from file in WebSubFeeds.Files select $"https://{site}.test{place}/{file}", call.Feeds));
    }

    /// <summary>A gateway that has missed the change answers the hub with the feed of before.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hub_is_told_once_more_some_seconds_later_and_then_no_more(bool retracts)
    {
        var site = await NewSiteAsync();
        var article = await DraftAsync(site);
        var calls = new ConcurrentQueue<DateTimeOffset>();
        cluster.Hub.Answer($"{site}.test", (_, _) =>
        {
            calls.Enqueue(Grains.Time.GetUtcNow());
            return Task.FromResult("204 No Content");
        });
        await article.Publish(Act(), Cancellation);
        await UntilAsync(() => calls.Count == 2);
        if (retracts)
        {
            calls.Clear();
            await article.Retract("사실과 다름", Act(), Cancellation);
            await UntilAsync(() => calls.Count == 2);
        }

        Assert.True(calls.Last() - calls.First() >= HubRepeats.Period - HubCalls.GatherFor, "So soon the gateway may still have the old feed.");
        for (var step = 0; step < 20; step++)
        {
            Grains.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(25, Cancellation);
        }

        Assert.Equal(2, calls.Count);
    }

    /// <summary>A burst before it, of which no call is answered.</summary>
    [Fact]
    public async Task A_retraction_waits_for_no_call_that_hangs()
    {
        var site = await NewSiteAsync();
        await Grains.Client.GetGrain<ISitesGrain>("default").PutSection(site, new SectionInfo("sport", "스포츠", 0), RevisionExpectation.None, Cancellation);
        var retracted = await DraftAsync(site, "sport");
        var burst = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => DraftAsync(site)));
        var (hangs, letGo) = (false, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var calls = new ConcurrentQueue<string[]>();
        cluster.Hub.Answer($"{site}.test", async (_, form) =>
        {
            calls.Enqueue(form.GetValues("hub.url")!);
            await (hangs ? letGo.Task : Task.CompletedTask);
            return "204 No Content";
        });
        await retracted.Publish(Act(), Cancellation);
        await UntilAsync(() => !calls.IsEmpty);
        hangs = true;
        await Task.WhenAll(burst.Select(article => article.Publish(Act(), Cancellation)));
        await UntilAsync(() => calls.Any(feeds => feeds.Contains($"https://{site}.test/sections/local/atom.xml")));
        var before = calls.Count;

        await retracted.Retract("사실과 다름", Act(), Cancellation);
        await UntilAsync(() => calls.Skip(before).Any(feeds => feeds.Contains($"https://{site}.test/sections/sport/atom.xml")));

        hangs = false;
        letGo.SetResult();
    }

    [Fact]
    public async Task A_hub_that_takes_nothing_is_given_up_and_keeps_no_article_busy()
    {
        var site = await NewSiteAsync();
        var article = await DraftAsync(site);
        var calls = 0;
        cluster.Hub.Answer($"{site}.test", (_, _) =>
        {
            Interlocked.Increment(ref calls);
            return Task.FromResult("503 Service Unavailable");
        });

        await article.Publish(Act(), Cancellation);
        await UntilAsync(() => Volatile.Read(ref calls) == 3);

        for (var step = 0; step < 10; step++)
        {
            Grains.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(25, Cancellation);
        }

        Assert.Equal(3, calls);

        // A later revision has tries of its own.
        await article.Retract("사실과 다름", Act(), Cancellation);
        await UntilAsync(() => Volatile.Read(ref calls) == 6);
    }

    [Theory]
    [InlineData("", "https", true)]
    [InlineData("https://hub.example/", "https", true)]
    [InlineData("hub.example", "https", false)]
    [InlineData("ftp://hub.example/", "https", false)]
    [InlineData("https://hub.example/", "gopher", false)]
    public void A_hub_is_an_address_of_the_web(string hub, string scheme, bool holds) =>
        Assert.Equal(holds, new WebSubOptions { Hub = hub, Scheme = scheme }.Problem is null);

    private static ArticleAct Act() => new() { OperationId = Guid.NewGuid().ToString("N"), Author = "김편집", MayChangePublished = true };

    private async Task<string> NewSiteAsync()
    {
        var site = "s" + Guid.NewGuid().ToString("N")[..12];
        var sites = Grains.Client.GetGrain<ISitesGrain>("default");
        await sites.Ensure(Cancellation);
        await sites.PutSite(new SiteInfo { Id = site, Revision = 0, Name = "가람일보", Hosts = [$"{site}.test"] }, RevisionExpectation.None, Cancellation);
        await sites.PutSection(site, new SectionInfo("local", "지역", 0), RevisionExpectation.None, Cancellation);
        return site;
    }

    private async Task<IArticleGrain> DraftAsync(string site, string section = "local")
    {
        var article = Grains.Client.GetGrain<IArticleGrain>(Guid.CreateVersion7().ToString("N"));
        await article.Create(site, new ArticleDraft { Section = section, Headline = "제목" }, Act(), Cancellation);
        return article;
    }

    private async Task<bool> HasAsync(TopicName feed, IArticleGrain article) =>
        (await Grains.Client.GetGrain<ITopicGrain>(feed.Owner).Pull(feed.Text, new Position("", 0), Cancellation)).State is ArticleFeed state
        && state.Entries.Any(entry => entry.Id == article.GetPrimaryKeyString());

    private async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (condition())
            {
                return;
            }

            Grains.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(25, Cancellation);
        }

        Assert.Fail("It did not come true.");
    }
}
