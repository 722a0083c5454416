using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Tests.Ads;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

public sealed class KeptPagesTests
{
    private static readonly Endpoint Route = new(_ => Task.CompletedTask, new EndpointMetadataCollection(KeptPageMetadata.Instance), "page");
    private static readonly TopicName List = TopicName.Front("default");
    private static readonly TopicName Band = TopicName.Breaking("default");
    private static readonly TopicName Catalogue = TopicName.Catalogue("default");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 10, TimeSpan.Zero));
    private readonly FixedTopics _topics = new();
    private readonly KeptPages _pages;

    public KeptPagesTests()
    {
        _pages = new KeptPages(_topics, _time);
        _topics.Put(List, new SitesState([]));
    }

    internal static RenderedPage Page(DateTimeOffset now, int banners = 0, string html = "<p>", RenderedPage? before = null, DateTimeOffset? changedAt = null, string origin = "https://a.example") =>
        new(html, SecurityHeaders.Of(new SiteInfo { Id = "default", Revision = 1, Name = "가람일보", EmbedOrigins = [origin] }, ["script-src 'self'"]), now, before) { Banners = banners, ChangedAt = changedAt };

    [Fact]
    public async Task A_page_is_answered_without_anybody_else_while_its_topics_stand_where_they_stood()
    {
        Keep(Page(_time.GetUtcNow(), html: new string('가', 2_000)), List, Band);

        var answer = Request();
        answer.Request.Headers.AcceptEncoding = "gzip, deflate, br";

        Assert.True(await IsKeptAsync(answer));
        var headers = answer.Response.Headers;
        Assert.Equal((200, "br", "text/html; charset=utf-8"), (answer.Response.StatusCode, headers.ContentEncoding.ToString(), headers.ContentType.ToString()));
        Assert.Equal(("no-cache", "Host, Accept-Encoding", "nosniff"), (headers.CacheControl.ToString(), headers.Vary.ToString(), headers.XContentTypeOptions.ToString()));
        Assert.Equal(headers.ContentLength, answer.Response.Body.Length);
        Assert.Same(Route, answer.GetEndpoint());
        Assert.True(await IsKeptAsync(Request(HttpMethods.Head)));

        var again = Request();
        (again.Request.Headers.AcceptEncoding, again.Request.Headers.IfNoneMatch) = (answer.Request.Headers.AcceptEncoding, headers.ETag);
        Assert.True(await IsKeptAsync(again));
        Assert.Equal((304, 0, headers.ETag), (again.Response.StatusCode, again.Response.Body.Length, again.Response.Headers.ETag));
    }

    [Fact]
    public async Task It_says_when_it_changed_and_what_time_it_is_with_304_too()
    {
        var changed = new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero);
        Keep(Page(_time.GetUtcNow(), changedAt: changed), List);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        var (answer, again) = (Request(), Request());
        again.Request.GetTypedHeaders().IfModifiedSince = changed;

        Assert.Equal((true, true), (await IsKeptAsync(answer), await IsKeptAsync(again)));

        Assert.Equal((200, 304, 0), (answer.Response.StatusCode, again.Response.StatusCode, again.Response.Body.Length));
        foreach (var headers in new[] { answer.Response.Headers, again.Response.Headers })
        {
            Assert.Equal("Sun, 22 Nov 2026 23:00:00 GMT", headers.LastModified);
            Assert.Equal($"now;desc=\"{_time.GetUtcNow().ToUnixTimeMilliseconds()}\"", headers["Server-Timing"]);
        }
    }

    [Fact]
    public void Under_other_terms_it_is_another_page()
    {
        var page = Page(_time.GetUtcNow());

        Assert.Equal(page.Document.TagOf(ContentCoding.Gzip), Page(_time.GetUtcNow().AddDays(1)).Document.TagOf(ContentCoding.Gzip));
        Assert.NotEqual(page.Document.TagOf(ContentCoding.Gzip), Page(_time.GetUtcNow(), origin: "https://b.example").Document.TagOf(ContentCoding.Gzip));
    }

    [Fact]
    public async Task A_change_of_any_topic_ends_it_with_the_next_request_and_so_does_one_that_comes_to_be()
    {
        Keep(Page(_time.GetUtcNow()), List, Band);
        _topics.Put(List, new SitesState([]));
        Assert.False(await IsKeptAsync(Request()));

        Keep(Page(_time.GetUtcNow()), List, Band);
        Assert.True(await IsKeptAsync(Request()));
        _topics.Put(Band, new SitesState([]));
        Assert.False(await IsKeptAsync(Request()));
    }

    [Fact]
    public async Task After_a_second_one_request_has_it_rendered_again_and_after_two_all_wait()
    {
        Keep(Page(_time.GetUtcNow()), List);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.True(await IsKeptAsync(Request()));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await IsKeptAsync(Request()));
        Assert.True(await IsKeptAsync(Request()));
        Assert.True(await IsKeptAsync(Request()));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsKeptAsync(Request()));
        Assert.False(await IsKeptAsync(Request()));
    }

    [Fact]
    public async Task It_is_sent_in_the_minute_of_its_own_only()
    {
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 14, 59, 59, 900, TimeSpan.Zero));
        Keep(Page(_time.GetUtcNow()), List);
        Assert.True(await IsKeptAsync(Request()));

        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.False(await IsKeptAsync(Request()));
    }

    [Fact]
    public async Task A_banner_is_sent_only_while_it_is_known_that_it_may_run()
    {
        _topics.Put(Catalogue, new SitesState([]));
        Keep(Page(_time.GetUtcNow(), banners: 1), List, Catalogue);
        Assert.True(await IsKeptAsync(Request()));

        _topics.ConfirmedAge = TimeSpan.FromSeconds(1.1);

        Assert.False(await IsKeptAsync(Request()));
    }

    [Fact]
    public async Task A_page_without_banners_does_not_ask_what_may_run()
    {
        _topics.Put(Catalogue, new SitesState([]));
        Keep(Page(_time.GetUtcNow()), List, Catalogue);

        _topics.ConfirmedAge = TimeSpan.FromSeconds(1.1);

        Assert.True(await IsKeptAsync(Request()));
    }

    [Fact]
    public async Task A_page_from_before_the_clock_was_set_back_is_not_sent()
    {
        Keep(Page(_time.GetUtcNow().AddSeconds(3)), List);

        Assert.False(await IsKeptAsync(Request()));
    }

    [Fact]
    public async Task It_is_for_the_same_address_only()
    {
        Keep(Page(_time.GetUtcNow()), List);

        foreach (var change in new Action<HttpRequest>[]
        {
            request => request.Host = new HostString("other.test"),
            request => request.Host = new HostString("s.test", 8080),
            request => request.Scheme = "https",
            request => request.Path = "/weather",
            request => request.QueryString = new QueryString("?lang=en"),
            request => request.QueryString = new QueryString("?post=1"),
            request => request.Method = HttpMethods.Post,
        })
        {
            var other = Request();
            change(other.Request);

            Assert.False(await IsKeptAsync(other));
        }
    }

    [Fact]
    public async Task Nothing_is_kept_of_other_queries_and_other_routes()
    {
        var query = Request();
        query.Request.QueryString = new QueryString("?q=1");
        _pages.Keep(query, Page(_time.GetUtcNow()), []);
        Assert.False(await IsKeptAsync(query));

        var route = Request();
        route.SetEndpoint(new Endpoint(_ => Task.CompletedTask, EndpointMetadataCollection.Empty, "other"));
        _pages.Keep(route, Page(_time.GetUtcNow()), []);
        Assert.False(await IsKeptAsync(Request()));
    }

    [Fact]
    public async Task However_many_addresses_a_stranger_invents_a_bounded_number_is_kept()
    {
        var page = Page(_time.GetUtcNow());
        var all = Enumerable.Range(0, 1_200).Select(number => Request(host: $"host{number}.test")).ToArray();
        foreach (var request in all)
        {
            request.SetEndpoint(Route);
            _pages.Keep(request, page, []);
        }

        var kept = 0;
        foreach (var request in all)
        {
            kept += await IsKeptAsync(request) ? 1 : 0;
        }

        Assert.InRange(kept, 1, 500);
    }

    private static DefaultHttpContext Request(string? method = null, string host = "s.test")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method ?? HttpMethods.Get;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        context.Request.Path = "/";
        context.Response.Body = new MemoryStream();
        return context;
    }

    private void Keep(RenderedPage page, params TopicName[] topics)
    {
        var context = Request();
        context.SetEndpoint(Route);
        _pages.Keep(context, page, [.. topics.Select(topic => new TopicRead(topic, _topics.Peek(topic)?.Position))]);
    }

    private async Task<bool> IsKeptAsync(HttpContext context)
    {
        var kept = true;
        await _pages.Before(_ =>
        {
            kept = false;
            return Task.CompletedTask;
        })(context);
        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        return kept;
    }
}
