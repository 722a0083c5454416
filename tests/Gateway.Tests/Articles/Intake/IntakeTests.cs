using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Articles.Intake;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Intake;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles.Intake;

/// <summary>Against a source on the loopback that does what sources do.</summary>
public sealed class IntakeTests(PagesHost host) : IAsyncLifetime
{
    private const string Tag = "\"v1\"";

    private readonly WebApplication _server = Server();
    private readonly string _id = "src" + Guid.NewGuid().ToString("N")[..8];
    private string _body = "";
    private string? _asked;
    private int _calls;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Base => _server.Urls.First();

    public async ValueTask InitializeAsync()
    {
        _server.MapGet("/feed", context => AnswerAsync(context));
        _server.MapGet("/moved", context => Redirect(context, $"{Base}/feed"));
        _server.MapGet("/away", context => Redirect(context, Base.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/feed"));
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
    [InlineData("/away", "host-not-allowed")]
    [InlineData("/round", "too-many-redirects")]
    [InlineData("/large", "too-large")]
    [InlineData("/slow", "timed-out")]
    [InlineData("/busy", "too-many-calls")]
    [InlineData("/broken", "broken-off")]
    [InlineData("/missing", "not-found")]
    public async Task What_a_source_does_wrong_has_a_name_and_a_pause(string path, string code)
    {
        var source = Source("default", path, publish: true);
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

    private static string Rss(params (string Id, string Title)[] items) =>
        $"<rss><channel>{string.Concat(items.Select(item => $"<item><guid isPermaLink='false'>{item.Id}</guid><title>{item.Title}</title><description>글</description></item>"))}</channel></rss>";

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
        context.Response.Headers.ETag = Tag;
        context.Response.ContentType = "application/rss+xml";
        return context.Response.WriteAsync(_body, Cancellation);
    }

    private Task<IntakeStatus> StatusAsync(IntakeSource source) => host.Gateway.Grains.Client.GetGrain<IIntakeGrain>(source.Id).Status(Cancellation);

    private IntakeSource Source(string site, string path, bool publish, int minutes = 10) => new()
    {
        Id = _id + path.GetHashCode(StringComparison.Ordinal).ToString("x", CultureInfo.InvariantCulture),
        Url = Base + path,
        Site = site,
        Section = "local",
        Publish = publish,
        Name = "가람통신",
        IntervalMinutes = minutes,
    };

    private PulledWith Puller()
    {
        var options = Options.Create(Settings(privateAddresses: true));
        var client = new IntakeClient(options, TimeProvider.System);
        return new PulledWith(client, new IntakePuller(client, host.Gateway.Grains.Client, options, TimeProvider.System, NullLogger<IntakePuller>.Instance));
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
