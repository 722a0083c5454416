using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Articles.Intake;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Gateway.Sites;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Intake;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles.Intake;

/// <summary>Against a source on the loopback that does what sources do.</summary>
public sealed class IntakeTests(PagesHost host) : IAsyncLifetime
{
    private const string Tag = "\"v1\"";

    private static readonly DateTimeOffset Modified = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _server = Server();
    private readonly string _id = "src" + Guid.NewGuid().ToString("N")[..8];
    private string _body = "";
    private string? _asked;
    private string? _askedSince;
    private bool _answersUnchanged;
    private int _calls;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Base => _server.Urls.First();

    public async ValueTask InitializeAsync()
    {
        _server.MapGet("/feed", context => AnswerAsync(context));
        _server.MapGet("/moved", context => Redirect(context, $"{Base}/feed"));
        _server.MapGet("/away", context => Redirect(context, Base.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/feed"));
        _server.MapGet("/astray", context => Redirect(context, "//[x"));
        _server.MapGet("/round", context => Redirect(context, "/round"));
        _server.MapGet("/large", context => context.Response.WriteAsync(new string(' ', 40_000), Cancellation));
        _server.MapGet("/slow", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        _server.MapGet("/busy", context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "1800";
            return Task.CompletedTask;
        });
        _server.MapGet("/broken", async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("<rss>", Cancellation);
            await context.Response.Body.FlushAsync(Cancellation);
            context.Abort();
        });
        await _server.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Each_item_becomes_one_article_however_often_it_comes_and_by_whomever_it_is_pulled()
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/feed", publish: true, minutes: 0);
        _body = Rss(("urn:1", "먼저 온 기사"), ("urn:2", "나중에 온 기사"));
        using var first = Puller();
        using var second = Puller();
        Assert.True(await first.Puller.PullAsync(source, Cancellation));
        await host.UntilAsync(site, "/", page => page.Html.Contains("먼저 온 기사", StringComparison.Ordinal) && page.Html.Contains("나중에 온 기사", StringComparison.Ordinal));

        // Retracted here and still there: it stays retracted.
        var id = IntakeDrafts.IdOf(source, new IntakeItem { Name = "urn:1", Title = "" });
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new System.Text.Json.Nodes.JsonObject { ["reason"] = "사실과 다릅니다" });
        _body = Rss(("urn:1", "먼저 온 기사, 고침"), ("urn:2", "나중에 온 기사"), ("urn:3", "셋째 기사"));
        var daily = Source(site, "/feed", publish: true, minutes: 10);
        var turns = await Task.WhenAll(first.Puller.PullAsync(daily, Cancellation), second.Puller.PullAsync(daily, Cancellation));
        Assert.Equal((1, 2), (turns.Count(made => made), _calls));

        var status = await StatusAsync(source);
        Assert.Equal((3, 0, (string?)null), (status.Taken, status.Failures, status.LastError));
        Assert.Equal(HttpStatusCode.Gone, (await host.GetAsync(site, $"/articles/{id}")).Status);
        Assert.Equal(Tag, _asked);
    }

    [Fact]
    public async Task What_is_not_to_be_published_waits_as_a_draft()
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/moved", publish: false);
        _body = Rss(("urn:1", "초고로 온 기사"));
        using var puller = Puller();

        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        var article = await host.Gateway.Grains.Client.GetGrain<IArticleGrain>(IntakeDrafts.IdOf(source, new IntakeItem { Name = "urn:1", Title = "" })).Read(Cancellation);
        Assert.Equal((ArticleStage.Draft, "초고로 온 기사", "가람통신"), (article!.Stage, article.Draft.Headline, article.Revisions[0].Author));
    }

    [Theory]
    [InlineData(true, ArticleStage.Scheduled)]
    [InlineData(false, ArticleStage.Draft)]
    public async Task An_embargo_of_the_source_holds_here(bool publish, ArticleStage stage)
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/feed", publish, minutes: 0);
        var until = Later(3);
        _body = Ninjs(("urn:1", $"\"embargoed\":\"{until.ToOffset(TimeSpan.FromHours(9)):yyyy-MM-dd'T'HH:mm:sszzz}\""), ("urn:2", "\"embargoedUntil\":\"저녁\""));
        using var puller = Puller();

        Assert.True(await puller.Puller.PullAsync(source, Cancellation));
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        var article = await ReadAsync(source, "urn:1");
        Assert.Equal((stage, until, "Asia/Seoul"), (article!.Stage, article.Embargo!.Until, article.Embargo.Zone));
        Assert.Null(await host.Gateway.Grains.Client.GetGrain<IArticleGrain>(article.Id).GetPublic(Cancellation));
        Assert.Null(await ReadAsync(source, "urn:2"));
        var status = await StatusAsync(source);
        Assert.Equal((1, 1, ("urn:2", "embargo-unreadable", "")), (status.Taken, status.Refused, Text(Assert.Single(status.Problems))));
    }

    /// <summary>Later than was said holds; earlier, or no more at all, is a person's to decide, because an old copy of the feed says so too.</summary>
    [Theory]
    [InlineData(true, ArticleStage.Scheduled)]
    [InlineData(false, ArticleStage.Draft)]
    public async Task An_embargo_that_the_source_moves_to_later_holds_and_to_earlier_is_told(bool publish, ArticleStage stage)
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/feed", publish, minutes: 0);
        using var puller = Puller();
        var told = new List<string>();
        foreach (var until in new DateTimeOffset?[] { Later(3), Later(6), Later(8), Later(6), Later(3), null, Later(9) })
        {
            _body = Ninjs(("urn:1", until is null ? "\"by\":\"김기자\"" : Embargoed(until.Value)));
            Assert.True(await puller.Puller.PullAsync(source, Cancellation));
            var article = (await ReadAsync(source, "urn:1"))!;
            var problems = (await StatusAsync(source)).Problems;
            Assert.All(problems, problem => Assert.Equal(article.Id, problem.Article));
            Assert.Equal((stage, publish ? article.Embargo!.Until : null), (article.Stage, article.ReleaseAt));
            told.Add($"+{(article.Embargo!.Until - Later(0)).TotalHours:0} {string.Join(' ', problems.Select(problem => problem.Reason))}".TrimEnd());
        }

        Assert.Equal(["+3", "+6", "+8", "+8 embargo-earlier", "+8 embargo-earlier", "+8 embargo-earlier", "+9"], told);
        Assert.Equal((1, 0, 0), ((await StatusAsync(source)).Taken, (await StatusAsync(source)).Waiting, (await StatusAsync(source)).Refused));
    }

    [Fact]
    public async Task An_embargo_that_is_moved_when_somebody_has_touched_the_article_is_told()
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/feed", publish: true, minutes: 0);
        string[] names = ["urn:touched", "urn:public", "urn:lifted", "urn:retracted"];
        _body = Ninjs([.. names.Select(name => (name, name == "urn:public" || name == "urn:retracted" ? "\"by\":\"김기자\"" : Embargoed(Later(3))))]);
        using var puller = Puller();
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));
        ArticleAct Person() => new() { OperationId = Guid.NewGuid().ToString("N"), Author = "김편집", MayChangePublished = true };
        await Grain(source, "urn:touched").Update((await ReadAsync(source, "urn:touched"))!.Draft with { Headline = "고친 제목" }, Person(), Cancellation);
        await Grain(source, "urn:lifted").SetEmbargo(null, Person(), Cancellation);
        await Grain(source, "urn:retracted").Retract("사실과 다름", Person(), Cancellation);

        _body = Ninjs([.. names.Select(name => (name, Embargoed(Later(6))))]);
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        Assert.Equal(
            names.Take(3).Select(name => (name, "embargo-later", IdOf(source, name))),
            (await StatusAsync(source)).Problems.Select(Text).OrderBy(problem => Array.IndexOf(names, problem.Item)));
        Assert.Equal((Later(3), null), ((await ReadAsync(source, "urn:touched"))!.Embargo!.Until, (await ReadAsync(source, "urn:lifted"))!.Embargo));

        // When it is over nobody needs to know any more.
        _body = Ninjs([.. names.Select(name => (name, Embargoed(Later(-1))))]);
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));
        Assert.Empty((await StatusAsync(source)).Problems);
    }

    /// <summary>A call that has died between its steps is carried on; what a person has touched is not.</summary>
    [Fact]
    public async Task A_draft_that_a_lost_call_has_left_gets_its_embargo_before_it_is_let_go()
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/feed", publish: true, minutes: 0);
        var until = Later(3);
        _body = Ninjs(("urn:1", $"\"embargoed\":\"{until:yyyy-MM-dd'T'HH:mm:ss}Z\""), ("urn:2", "\"by\":\"김기자\""));
        foreach (var name in new[] { "urn:1", "urn:2" })
        {
            await Grain(source, name).Create(
                site, new ArticleDraft { Section = "local", Headline = "제목" }, new ArticleAct { OperationId = IdOf(source, name), Author = "가람통신" }, Cancellation);
        }

        await Grain(source, "urn:2").Submit(new ArticleAct { OperationId = "by-hand", Author = "김기자" }, Cancellation);
        using var puller = Puller();
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        Assert.Equal([ArticleStage.Scheduled, ArticleStage.Submitted], [(await ReadAsync(source, "urn:1"))!.Stage, (await ReadAsync(source, "urn:2"))!.Stage]);
    }

    [Fact]
    public async Task What_is_wrong_with_one_item_stops_no_other_and_an_editor_can_read_it()
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/feed", publish: true, minutes: 0);
        _body = Rss(
            ("urn:new", "새 기사", "글"),
            ("urn:link", "나쁜 링크", "글 <a href='//[x'>링크</a>"),
            ("urn:photo", "사진 기사", "글<img src='https://images.example.kr/a b.jpg'>"),
            ("urn:empty", "빈 기사", "<script>1</script>"));
        using var puller = Puller();

        Assert.True(await puller.Puller.PullAsync(source, Cancellation));
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        Assert.Equal(
            (ArticleStage.Published, ArticleStage.Published, ArticleStage.Draft, null),
            ((await ReadAsync(source, "urn:new"))?.Stage, (await ReadAsync(source, "urn:link"))?.Stage, (await ReadAsync(source, "urn:photo"))?.Stage, (await ReadAsync(source, "urn:empty"))?.Stage));
        var status = await StatusAsync(source);
        Assert.Equal((2, 1, 1, (string?)null), (status.Taken, status.Waiting, status.Refused, status.LastError));
        Assert.Equal([("urn:empty", "It has no text.", ""), ("urn:photo", "pictures-incomplete", IdOf(source, "urn:photo"))], status.Problems.Select(Text));
    }

    [Fact]
    public async Task A_published_text_that_has_lost_something_is_named()
    {
        var source = Source(await host.NewSiteAsync(), "/feed", publish: true);
        _body = Rss(("urn:1", "영상 기사", "글<video src='https://images.example.kr/a.mp4'>영상</video><script>1</script>"));
        using var puller = Puller();

        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        Assert.Equal([("urn:1", "Without: video.", IdOf(source, "urn:1"))], (await StatusAsync(source)).Problems.Select(Text));
    }

    [Fact]
    public async Task What_the_source_takes_back_is_told_and_what_only_waits_does_not_go_out()
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/feed", publish: true, minutes: 0);
        var until = $"{Later(3):yyyy-MM-dd'T'HH:mm:ss}Z";
        _body = Ninjs(("urn:1", "\"by\":\"김기자\""), ("urn:2", $"\"embargoed\":\"{until}\""));
        using var puller = Puller();
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        _body = """[{"uri":"urn:1","pubStatus":"canceled"},{"uri":"urn:2","pubstatus":"withheld"},{"uri":"urn:3","pubStatus":"canceled"}]""";
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));
        _body = "[]";
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        var status = await StatusAsync(source);
        Assert.Equal([("urn:1", "canceled", IdOf(source, "urn:1")), ("urn:2", "withheld", IdOf(source, "urn:2"))], status.Withdrawn.Select(Text));
        Assert.Equal([ArticleStage.Published, ArticleStage.Draft], [(await ReadAsync(source, "urn:1"))!.Stage, (await ReadAsync(source, "urn:2"))!.Stage]);
        Assert.Equal(0, status.Refused);
    }

    [Theory]
    [InlineData("nowhere", "local", "unknown-site")]
    [InlineData(null, "lcoal", "unknown-section")]
    public async Task A_place_that_there_is_not_is_named_and_nothing_is_taken(string? site, string section, string code)
    {
        var source = Source(site ?? await host.NewSiteAsync(), "/feed", publish: true, section: section);
        _body = Rss(("urn:1", "기사", "글"));
        using var puller = Puller();

        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        Assert.Equal((code, 1, 0), ((await StatusAsync(source)).LastError, (await StatusAsync(source)).Failures, _calls));
        Assert.Null(await ReadAsync(source, "urn:1"));
    }

    [Fact]
    public async Task Of_a_new_source_only_what_is_recent_is_taken_and_the_rest_never_is()
    {
        var site = await host.NewSiteAsync();
        var source = Source(site, "/feed", publish: false, minutes: 0);
        string Dated(string name, int hours) => $"<item><guid isPermaLink='false'>{name}</guid><title>{name}</title><description>글</description><pubDate>{TimeProvider.System.GetUtcNow().AddHours(hours):r}</pubDate></item>";
        _body = $"<rss><channel>{Dated("urn:old", -100)}{Dated("urn:recent", -5)}</channel></rss>";
        using var puller = Puller();
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        _body = $"<rss><channel>{Dated("urn:new", 0)}{Dated("urn:old", -100)}{Dated("urn:recent", -5)}</channel></rss>";
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        Assert.Null(await ReadAsync(source, "urn:old"));
        Assert.NotNull(await ReadAsync(source, "urn:recent"));
        Assert.NotNull(await ReadAsync(source, "urn:new"));
        Assert.Equal(2, (await StatusAsync(source)).Taken);
    }

    [Fact]
    public async Task A_source_that_has_nothing_new_says_so_and_is_asked_by_its_validators()
    {
        var source = Source(await host.NewSiteAsync(), "/feed", publish: false, minutes: 0);
        _body = Rss(("urn:1", "기사", "글"));
        using var puller = Puller();
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));
        Assert.Equal((null, null), (_asked, _askedSince));

        _answersUnchanged = true;
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));
        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        var status = await StatusAsync(source);
        Assert.Equal((Tag, Modified.ToString("r", CultureInfo.InvariantCulture)), (_asked, _askedSince));
        Assert.Equal((1, 0, (string?)null, 3), (status.Taken, status.Failures, status.LastError, _calls));
    }

    [Fact]
    public async Task Whatever_fails_in_a_call_is_told_and_has_a_pause()
    {
        var source = Source(await host.NewSiteAsync(), "/feed", publish: true);
        using var puller = Puller();
        puller.Client.Dispose();

        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        Assert.Equal(("not-taken", 1), ((await StatusAsync(source)).LastError, (await StatusAsync(source)).Failures));
        Assert.False(await puller.Puller.PullAsync(source, Cancellation));
    }

    [Theory]
    [InlineData("/away", "host-not-allowed")]
    [InlineData("/round", "too-many-redirects")]
    [InlineData("/astray", "bad-redirect")]
    [InlineData("/large", "too-large")]
    [InlineData("/slow", "timed-out")]
    [InlineData("/busy", "too-many-calls")]
    [InlineData("/broken", "broken-off")]
    [InlineData("/missing", "not-found")]
    public async Task What_a_source_does_wrong_has_a_name_and_a_pause(string path, string code)
    {
        var source = Source(await host.NewSiteAsync(), path, publish: true);
        using var puller = Puller();

        Assert.True(await puller.Puller.PullAsync(source, Cancellation));

        var status = await StatusAsync(source);
        var now = host.Gateway.Grains.Time.GetUtcNow();
        Assert.Equal((code, 1), (status.LastError, status.Failures));
        Assert.True(status.NextAt >= now + (code == "too-many-calls" ? TimeSpan.FromMinutes(30) : TimeSpan.FromSeconds(30)), $"{status.NextAt - now}");
        Assert.False(await puller.Puller.PullAsync(source, Cancellation));
    }

    [Fact]
    public async Task No_address_that_is_not_public_is_connected_to_whatever_name_leads_there()
    {
        using var client = new IntakeClient(Options.Create(Settings(privateAddresses: false)), TimeProvider.System);

        // The second is a name, and allowed as the first is.
        foreach (var name in new[] { "127.0.0.1", "localhost", "elsewhere.test" })
        {
            var answer = await client.GetAsync(new Uri(Base.Replace("127.0.0.1", name, StringComparison.Ordinal) + "/feed"), new IntakeTurn(1, null, null), Cancellation);

            Assert.Equal((name, name == "elsewhere.test" ? "host-not-allowed" : "private-address"), (name, answer.Code));
        }

        Assert.Equal(0, _calls);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    public void Public_is_what_everybody_reaches(string address, bool holds) => Assert.Equal(holds, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("a b", "https://feeds.example.kr/", "local", false)]
    [InlineData("a", "https://other.example.kr/", "local", false)]
    [InlineData("a", "file:///etc/passwd", "local", false)]
    [InlineData("a", "https://me:pass@feeds.example.kr/", "local", false)]
    [InlineData("a", "https://feeds.example.kr/", "", false)]
    [InlineData("a", "https://feeds.example.kr/", "local", true)]
    public void A_source_that_cannot_be_stops_the_start(string id, string url, string section, bool holds)
    {
        var options = new IntakeOptions { Hosts = ["feeds.example.kr"], Sources = [new IntakeSource { Id = id, Url = url, Section = section }] };

        Assert.Equal(holds, new IntakeOptionsValidator().Validate(null, options).Succeeded);
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private static Task Redirect(HttpContext context, string address)
    {
        context.Response.Redirect(address);
        return Task.CompletedTask;
    }

    private static string Rss(params (string Id, string Title)[] items) => Rss([.. items.Select(item => (item.Id, item.Title, "글"))]);

    private static string Rss(params (string Id, string Title, string Html)[] items) =>
        $"<rss><channel>{string.Concat(items.Select(item => $"<item><guid isPermaLink='false'>{item.Id}</guid><title>{item.Title}</title><description><![CDATA[{item.Html}]]></description></item>"))}</channel></rss>";

    private static string Ninjs(params (string Uri, string Member)[] items) =>
        $"[{string.Join(',', items.Select(item => $$"""{"uri":"{{item.Uri}}","headline":"제목","body_html":"<p>글</p>",{{item.Member}}}"""))}]";

    private static string Embargoed(DateTimeOffset until) => $"\"embargoed\":\"{until:yyyy-MM-dd'T'HH:mm:ss}Z\"";

    private static string IdOf(IntakeSource source, string name) => IntakeDrafts.IdOf(source, new IntakeItem { Name = name, Title = "" });

    private static (string Item, string Reason, string Article) Text(IntakeNotice notice) => (notice.Item, notice.Reason, notice.Article);

    private static IntakeOptions Settings(bool privateAddresses) => new()
    {
        Hosts = privateAddresses ? ["127.0.0.1"] : ["127.0.0.1", "localhost"],
        PrivateAddresses = privateAddresses,
        TimeoutSeconds = 1,
        KibibytesMax = 32,
    };

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        _asked = context.Request.Headers.IfNoneMatch;
        _askedSince = context.Request.Headers.IfModifiedSince;
        context.Response.Headers.ETag = Tag;
        context.Response.Headers.LastModified = Modified.ToString("r", CultureInfo.InvariantCulture);
        if (_answersUnchanged)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/rss+xml";
        return context.Response.WriteAsync(_body, Cancellation);
    }

    private Task<IntakeStatus> StatusAsync(IntakeSource source) => host.Gateway.Grains.Client.GetGrain<IIntakeGrain>(source.Id).Status(Cancellation);

    /// <summary>In whole seconds, as it is written.</summary>
    private DateTimeOffset Later(int hours) => DateTimeOffset.FromUnixTimeSeconds(host.Gateway.Grains.Time.GetUtcNow().AddHours(hours).ToUnixTimeSeconds());

    private IArticleGrain Grain(IntakeSource source, string name) => host.Gateway.Grains.Client.GetGrain<IArticleGrain>(IdOf(source, name));

    private Task<ArticleDetails?> ReadAsync(IntakeSource source, string name) => Grain(source, name).Read(Cancellation);

    private IntakeSource Source(string site, string path, bool publish, int minutes = 10, string section = "local") => new()
    {
        Id = _id + path.GetHashCode(StringComparison.Ordinal).ToString("x", CultureInfo.InvariantCulture),
        Url = Base + path,
        Site = site,
        Section = section,
        Publish = publish,
        Name = "가람통신",
        IntervalMinutes = minutes,
    };

    private PulledWith Puller()
    {
        var options = Options.Create(Settings(privateAddresses: true));
        var client = new IntakeClient(options, TimeProvider.System);
        var (services, grains) = (host.Gateway.Services, host.Gateway.Grains.Client);
        var taker = new IntakeTaker(grains, services.GetRequiredService<ArticlePictures>(), host.Gateway.Grains.Time, NullLogger<IntakeTaker>.Instance);
        var puller = new IntakePuller(client, taker, services.GetRequiredService<SiteDirectory>(), grains, options, TimeProvider.System, NullLogger<IntakePuller>.Instance);
        return new PulledWith(client, puller);
    }

    private sealed record PulledWith(IntakeClient Client, IntakePuller Puller) : IDisposable
    {
        public void Dispose()
        {
            Puller.Dispose();
            Client.Dispose();
        }
    }
}
