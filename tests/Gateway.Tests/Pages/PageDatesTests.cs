using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>What proves that a reader has a page: tags of its bytes, and when it last became another page.</summary>
public sealed class PageDatesTests(PageDatesHost host) : IClassFixture<PageDatesHost>
{
    private PagesHost Pages => host.Pages;

    [Fact]
    public async Task Every_gateway_gives_the_same_page_the_same_tags_and_the_same_date()
    {
        var (site, id) = await PublishAsync();
        foreach (var path in new[] { "/", "/sections/local", $"/articles/{id}", "/weather", "/weather?region=jeju&sort=name", $"/articles/{id}?lang=en" })
        {
            var here = await DatedAsync(site, path);
            foreach (var coding in new[] { "identity", "gzip", "br" })
            {
                var first = await Pages.GetAsync(site, path, headers: ("Accept-Encoding", coding));
                var second = await OnOtherAsync(site, path, page => page.Header("Last-Modified") is not null, coding);

                Assert.Equal(first.Header("ETag"), second.Header("ETag"));
                Assert.Equal(first.Bytes, second.Bytes);
                Assert.Equal(here.Header("Last-Modified"), second.Header("Last-Modified"));
            }
        }
    }

    [Fact]
    public async Task What_a_reader_has_is_proved_by_its_tag_and_without_one_by_its_date()
    {
        var (site, id) = await PublishAsync();
        foreach (var path in new[] { "/", $"/articles/{id}", "/weather" })
        {
            var first = await DatedAsync(site, path);
            var (tag, date) = (first.Header("ETag")!, first.Header("Last-Modified")!);

            foreach (var (headers, expected) in new ((string, string)[] Headers, HttpStatusCode Status)[]
            {
                ([("If-None-Match", tag)], HttpStatusCode.NotModified),
                ([("If-None-Match", $"W/{tag}")], HttpStatusCode.NotModified),
                ([("If-Modified-Since", date)], HttpStatusCode.NotModified),
                ([("If-Modified-Since", Shifted(date, 1))], HttpStatusCode.NotModified),
                ([("If-Modified-Since", Shifted(date, -1))], HttpStatusCode.OK),
                ([("If-Modified-Since", "nonsense")], HttpStatusCode.OK),
                ([("If-None-Match", "\"other\""), ("If-Modified-Since", date)], HttpStatusCode.OK),
                ([("If-None-Match", "nonsense"), ("If-Modified-Since", date)], HttpStatusCode.OK),
                ([("If-None-Match", tag), ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")], HttpStatusCode.NotModified),
            })
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
                {
                    var again = await Pages.GetAsync(site, path, method, headers);

                    Assert.Equal((expected, tag, date), (again.Status, again.Header("ETag"), again.Header("Last-Modified")));
                    Assert.Equal(expected == HttpStatusCode.OK && method == HttpMethod.Get, again.Bytes.Length > 0);
                    Assert.NotNull(again.Header("Server-Timing"));
                }
            }

            var head = await Pages.GetAsync(site, path, HttpMethod.Head);
            Assert.Equal(first.Header("Content-Length"), head.Header("Content-Length"));
        }
    }

    [Fact]
    public async Task A_page_is_the_same_however_late_it_is_rendered_again()
    {
        var (site, id) = await PublishAsync();
        foreach (var path in new[] { "/", "/sections/local", $"/articles/{id}", "/weather", "/weather/stations/108" })
        {
            var first = path.StartsWith("/weather/", StringComparison.Ordinal) ? await Pages.GetAsync(site, path) : await DatedAsync(site, path);
            foreach (var seconds in new[] { 3, 61 })
            {
                host.Set(host.Now.AddSeconds(seconds));
                var again = await Pages.GetAsync(site, path);

                Assert.Equal((first.Html, first.Header("ETag")), (again.Html, again.Header("ETag")));
                Assert.Equal(first.Header("Last-Modified"), again.Header("Last-Modified"));
            }
        }
    }

    /// <summary>Its record comes from the station, and not from a topic that is dated.</summary>
    [Fact]
    public async Task The_page_of_a_station_has_a_tag_alone()
    {
        var (site, _) = await PublishAsync();
        await DatedAsync(site, "/weather");

        var page = await Pages.GetAsync(site, "/weather/stations/108");

        Assert.Equal((HttpStatusCode.OK, true, null), (page.Status, page.Header("ETag") is not null, page.Header("Last-Modified")));
    }

    [Fact]
    public async Task A_change_and_a_retraction_move_the_date_which_is_never_ahead()
    {
        var (site, id) = await PublishAsync();
        foreach (var (path, act, body, isDone) in new (string, string, JsonObject, Func<Page, bool>)[]
        {
            ($"/articles/{id}", "correct", new JsonObject { ["note"] = "고쳤습니다.", ["headline"] = "고친 제목" }, page => page.Html.Contains("고친 제목", StringComparison.Ordinal)),
            ("/", "retract", new JsonObject { ["reason"] = "취소." }, page => page.All("[data-id]").Count == 0),
        })
        {
            var before = await DatedAsync(site, path);
            host.Set(host.Now.AddSeconds(20));
            var acted = host.Now;
            await Pages.SendAsync(HttpMethod.Post, $"articles/{id}/{act}", body);
            var changed = await Pages.UntilAsync(site, path, isDone);
            var after = await DatedAsync(site, path);

            Assert.Null(changed.Header("Last-Modified"));
            Assert.InRange(Date(after), acted.AddSeconds(-1), host.Now);
            Assert.Equal(HttpStatusCode.OK, (await Pages.GetAsync(site, path, headers: ("If-Modified-Since", before.Header("Last-Modified")!))).Status);
        }

        Assert.Equal((HttpStatusCode.Gone, null, null), await GoneAsync(site, id));
    }

    [Fact]
    public async Task At_midnight_in_Seoul_every_page_becomes_another_one()
    {
        var (site, id) = await PublishAsync();
        foreach (var path in new[] { "/", $"/articles/{id}", "/weather" })
        {
            var before = await DatedAsync(site, path);
            var midnight = new DateTimeOffset(host.Now.ToOffset(TimeSpan.FromHours(9)).Date.AddDays(1), TimeSpan.FromHours(9));
            host.Set(midnight.AddSeconds(2));

            var turned = await Pages.GetAsync(site, path);
            host.Set(midnight.AddSeconds(10));
            var after = await DatedAsync(site, path);

            Assert.NotEqual(before.Header("ETag"), turned.Header("ETag"));
            Assert.Null(turned.Header("Last-Modified"));
            Assert.Equal((turned.Header("ETag"), midnight.AddSeconds(1)), (after.Header("ETag"), Date(after)));
        }
    }

    [Fact]
    public async Task A_silo_whose_clock_is_behind_is_found_and_delays_the_date()
    {
        var (site, _) = await PublishAsync();
        await DatedAsync(site, "/");
        var clocks = Pages.Gateway.Services.GetRequiredService<SiloClocks>();
        Pages.Gateway.Time.Set(host.Now.AddMinutes(2));
        await clocks.CompareAsync(TestContext.Current.CancellationToken);
        var behind = clocks.Behind;
        await Pages.SendAsync(HttpMethod.Put, $"sites/{site}", new JsonObject { ["name"] = "새 이름", ["hosts"] = new JsonArray($"{site}.test") }, "*");
        var changed = await Pages.UntilAsync(site, "/", page => page.Html.Contains("새 이름", StringComparison.Ordinal));

        // By the clock of this gateway that was two minutes ago.
        Assert.Null(changed.Header("Last-Modified"));
        Assert.True(behind >= TimeSpan.FromMinutes(2), $"{behind}");

        host.Set(host.Now);
        await clocks.CompareAsync(TestContext.Current.CancellationToken);
        Assert.True(clocks.Behind < TimeSpan.FromMinutes(1), $"{clocks.Behind}");
        await DatedAsync(site, "/");
    }

    private async Task<(string Site, string Id)> PublishAsync()
    {
        host.Set(host.Now.AddSeconds(5));
        var site = await Pages.NewSiteAsync();
        var id = await Pages.PublishAsync(site, "기사");
        await Pages.UntilAsync(site, "/", page => page.All("[data-id]").Count == 1);
        await Pages.UntilAsync(site, "/sections/local", page => page.All("[data-id]").Count == 1);
        await Pages.UntilAsync(site, $"/articles/{id}", page => page.Status == HttpStatusCode.OK);
        await OnOtherAsync(site, "/", page => page.All("[data-id]").Count == 1, "identity");
        await OnOtherAsync(site, "/sections/local", page => page.All("[data-id]").Count == 1, "identity");
        return (site, id);
    }

    /// <summary>Once it is known that nothing more can come in its second.</summary>
    private Task<Page> DatedAsync(string site, string path)
    {
        host.Set(host.Now + DocumentDate.SettledAfter);
        return Pages.UntilAsync(site, path, page =>
        {
            host.Set(host.Now);
            return page.Header("Last-Modified") is not null;
        });
    }

    private async Task<Page> OnOtherAsync(string site, string path, Func<Page, bool> isSo, string coding)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = $"{site}.test";
            request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
            using var response = await host.Other.SendAsync(request, TestContext.Current.CancellationToken);
            var page = await Page.OfAsync(response, TestContext.Current.CancellationToken);
            if (isSo(page))
            {
                return page;
            }

            host.Set(host.Now);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<(HttpStatusCode Status, string? Tag, string? Date)> GoneAsync(string site, string id)
    {
        var page = await Pages.UntilAsync(site, $"/articles/{id}", page => page.Status == HttpStatusCode.Gone);
        return (page.Status, page.Header("ETag"), page.Header("Last-Modified"));
    }

    private static DateTimeOffset Date(Page page) => DateTimeOffset.Parse(page.Header("Last-Modified")!, CultureInfo.InvariantCulture);

    private static string Shifted(string date, int seconds) => DateTimeOffset.Parse(date, CultureInfo.InvariantCulture).AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);
}
