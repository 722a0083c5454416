using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Sites;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;
using Drawn = Sokbo.Gateway.Tests.Ads.Images.Pictures;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>Every route that a stranger reaches, against every way in which a text is withheld.</summary>
public sealed class RetractionMatrixTests(PagesHost host)
{
    private IEnumerable<RouteEndpoint> Public =>
        host.Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsPublic);

    [Fact]
    public void Every_public_route_says_whether_it_shows_articles()
    {
        var silent = Public.Where(IsSilent).Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Empty(silent);
    }

    [Fact]
    public void A_new_route_that_says_nothing_is_found()
    {
        var endpoint = new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/new/{id}"), 0, EndpointMetadataCollection.Empty, "new");

        Assert.True(IsPublic(endpoint) && IsSilent(endpoint));
    }

    [Theory]
    [InlineData("retract", "{\"reason\":\"사실과 달라 취소합니다\"}", HttpStatusCode.Gone)]
    [InlineData("hold", "{\"notice\":\"권리 침해 주장이 있습니다\"}", HttpStatusCode.UnavailableForLegalReasons)]
    public async Task The_receipt_names_every_surface_and_all_of_them_are_clean(string act, string body, HttpStatusCode status)
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "감추어야 할 기사의 긴 제목", "<p>감추어야 할 기사의 본문 첫 문단</p>", new JsonObject { ["breaking"] = true });
        foreach (var path in new[] { "/", "/sections/local", "/rss.xml", "/atom.xml", "/feed.json", "/news-sitemap.xml" })
        {
            await host.UntilAsync(site, path, page => page.Html.Contains("감추어야", StringComparison.Ordinal));
        }

        var answer = await host.SendAsync(HttpMethod.Post, $"articles/{id}/{act}", JsonNode.Parse(body)!.AsObject());

        var receipt = answer.GetProperty("receipt");
        var proofs = receipt.GetProperty("surfaces").EnumerateArray().ToArray();
        var expected = Public.Select(endpoint => endpoint.Metadata.GetMetadata<SurfaceMetadata>()).OfType<SurfaceMetadata>().Select(surface => surface.Name);
        Assert.True(receipt.GetProperty("complete").GetBoolean(), receipt.ToString());
        Assert.Equal(expected.Order(StringComparer.Ordinal), proofs.Select(proof => proof.GetProperty("surface").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(proofs, proof => Assert.True(proof.GetProperty("clean").GetBoolean() && proof.GetProperty("checkedAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch));
        Assert.NotEmpty(receipt.GetProperty("unreachable").EnumerateArray());

        // Nobody's word but one's own eyes.
        foreach (var proof in proofs.Where(proof => proof.GetProperty("address").GetString()!.StartsWith(site, StringComparison.Ordinal)))
        {
            var path = proof.GetProperty("address").GetString()![$"{site}.test".Length..];
            if (path.Contains("search", StringComparison.Ordinal))
            {
                // It repeats what was asked for, which is the headline.
                Assert.DoesNotContain(id, (await host.GetAsync(site, path)).Html, StringComparison.Ordinal);
            }
            else if (!path.StartsWith("/live", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("감추어야", (await host.GetAsync(site, path)).Html, StringComparison.Ordinal);
            }
        }

        Assert.Equal(status, (await host.GetAsync(site, $"/articles/{id}")).Status);
    }

    [Trait("Pace", "slow")]
    [Fact]
    public async Task A_surface_that_still_shows_it_is_named_as_such()
    {
        var site = await host.NewSiteAsync();

        // So short that its words could be anybody's: it is found by its name.
        var id = await host.PublishAsync(site, "아직 실린 글");
        await host.UntilAsync(site, "/", page => page.Html.Contains(id, StringComparison.Ordinal));
        await host.UntilAsync(site, "/rss.xml", page => page.Html.Contains(id, StringComparison.Ordinal));
        var relating = await host.PublishAsync(site, "그 기사를 관련 기사로 싣는 기사", more: new JsonObject { ["related"] = new JsonArray(id) });
        await host.UntilAsync(site, $"/articles/{relating}", page => page.Html.Contains(id, StringComparison.Ordinal));

        var receipt = await InspectAsync(site, id);

        Assert.False(receipt.Complete);
        var dirty = receipt.Surfaces.Where(proof => !proof.Clean).Select(proof => proof.Surface).ToArray();
        Assert.Superset(new HashSet<string> { "front page", "section page", "article page", "RSS", "Atom", "JSON Feed", "ninjs", "news sitemap", "ninjs of the article", "article page that names it as related" }, dirty.ToHashSet());
    }

    [Trait("Pace", "slow")]
    [Fact]
    public async Task A_section_that_it_has_left_is_looked_at_as_well()
    {
        var site = await host.NewSiteAsync();
        await host.SendAsync(HttpMethod.Put, "sections/sports", new JsonObject { ["name"] = "체육", ["site"] = site });
        var id = await host.PublishAsync(site, "자리를 옮긴 기사의 긴 제목");
        await host.UntilAsync(site, "/sections/local", page => page.Html.Contains(id, StringComparison.Ordinal));
        await host.SendAsync(HttpMethod.Put, $"articles/{id}", new JsonObject { ["site"] = site, ["section"] = "sports", ["headline"] = "자리를 옮긴 기사의 긴 제목", ["body"] = "<p>본문.</p>" }, "*");
        await host.UntilAsync(site, "/sections/sports", page => page.Html.Contains(id, StringComparison.Ordinal));
        await host.UntilAsync(site, "/sections/local", page => !page.Html.Contains(id, StringComparison.Ordinal));

        // It still stands there for the inspector, which is told that the article is elsewhere now: as if the section had not heard.
        var article = await host.Gateway.Grains.Client.GetGrain<IArticleGrain>(id).Read(TestContext.Current.CancellationToken);
        Assert.Equal(["local", "sports"], article!.Sections.Order(StringComparer.Ordinal));
        var left = await InspectAsync(site, article with { Draft = article.Draft with { Section = "local" }, Sections = ["sports"] });
        var receipt = (await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new JsonObject { ["reason"] = "사실과 다릅니다" })).GetProperty("receipt");

        Assert.Contains(left.Surfaces, proof => proof is { Surface: "section page", Clean: false } && proof.Address.EndsWith("/sections/sports", StringComparison.Ordinal));
        Assert.Equal(
            [TopicName.Front(site), TopicName.Section(site, "local"), TopicName.Section(site, "sports")],
            SurfaceInspector.ListsOf(article with { Draft = article.Draft with { Section = "local" }, Sections = ["sports", "local"] }));
        Assert.True(receipt.GetProperty("complete").GetBoolean(), receipt.ToString());
        foreach (var path in new[] { "", "/rss.xml", "/atom.xml", "/feed.json" })
        {
            Assert.Superset(new HashSet<string> { $"{site}.test/sections/local{path}", $"{site}.test/sections/sports{path}" }, Addresses(receipt).ToHashSet());
        }
    }

    [Fact]
    public async Task What_says_the_same_words_elsewhere_does_not_make_a_receipt_incomplete()
    {
        var site = await host.NewSiteAsync();
        var (first, second) = (await host.PublishAsync(site, "두 번 실린 기사의 긴 제목", "<p>두 번 실린 기사의 긴 본문</p>"), await host.PublishAsync(site, "두 번 실린 기사의 긴 제목", "<p>두 번 실린 기사의 긴 본문</p>"));
        foreach (var path in new[] { "/", "/atom.xml" })
        {
            await host.UntilAsync(site, path, page => Names(page, first) && Names(page, second));
        }

        var receipt = (await host.SendAsync(HttpMethod.Post, $"articles/{first}/retract", new JsonObject { ["reason"] = "「두 번 실린 기사의 긴 제목」이 두 번 실렸습니다" })).GetProperty("receipt");

        Assert.True(receipt.GetProperty("complete").GetBoolean(), receipt.ToString());
        Assert.Contains("두 번 실린 기사의 긴 제목", (await host.GetAsync(site, "/atom.xml")).Html, StringComparison.Ordinal);

        static bool Names(Page page, string id) => page.Html.Contains(id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retract", "{\"reason\":\"사실과 다릅니다\"}")]
    [InlineData("hold", "{\"until\":\"2027-02-01T00:00:00+09:00\"}")]
    public async Task An_act_that_is_repeated_looks_for_what_readers_saw_last(string act, string body)
    {
        var site = await host.NewSiteAsync();
        var url = await UploadAsync(act.Length);
        var ofPost = await UploadAsync(100 + act.Length);
        var id = await host.PublishAsync(site, "다시 확인할 기사의 긴 제목", $"<figure><img src=\"{url}\"></figure>");
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/posts", new JsonObject { ["body"] = $"<figure><img src=\"{ofPost}\"></figure>" });
        await host.UntilAsync(site, url, page => page.Status == HttpStatusCode.OK);
        await host.UntilAsync(site, ofPost, page => page.Status == HttpStatusCode.OK);

        var receipts = new List<JsonElement>();
        for (var time = 0; time < 2; time++)
        {
            receipts.Add((await host.SendAsync(HttpMethod.Post, $"articles/{id}/{act}", JsonNode.Parse(body)!.AsObject())).GetProperty("receipt"));
        }

        Assert.All(receipts, receipt => Assert.True(receipt.GetProperty("complete").GetBoolean(), receipt.ToString()));
        Assert.Superset(new HashSet<string> { $"{site}.test{url}", $"{site}.test{ofPost}" }, Addresses(receipts[1]).ToHashSet());
        Assert.Contains(Addresses(receipts[1]), address => address.Contains(Uri.EscapeDataString("다시 확인할 기사의 긴 제목"), StringComparison.Ordinal));
        Assert.Equal(Addresses(receipts[0]), Addresses(receipts[1]));
    }

    [Fact]
    public async Task Of_a_site_without_a_host_name_what_anybody_can_reach_is_looked_at()
    {
        var site = "s" + Guid.NewGuid().ToString("N")[..12];
        await host.SendAsync(HttpMethod.Put, $"sites/{site}", new JsonObject { ["name"] = "가람일보" });
        await host.SendAsync(HttpMethod.Put, "sections/local", new JsonObject { ["name"] = "지역", ["site"] = site });
        var id = await host.PublishAsync(site, "찾을 수 있는 글");
        await host.UntilAsync("any", $"/api/v1/search?site={site}&q={Uri.EscapeDataString("찾을 수 있는")}", page => page.Html.Contains(id, StringComparison.Ordinal));

        var before = await InspectAsync(site, id);
        var receipt = (await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new JsonObject { ["reason"] = "사실과 다릅니다" })).GetProperty("receipt");

        Assert.Contains(before.Surfaces, proof => proof is { Surface: "search API", Clean: false });
        Assert.True(receipt.GetProperty("complete").GetBoolean(), receipt.ToString());
        Assert.Contains(Addresses(receipt), address => address.StartsWith("/api/v1/search/?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_held_article_comes_back_everywhere()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "돌아올 기사의 긴 제목");
        var answer = await host.SendAsync(HttpMethod.Post, $"articles/{id}/hold", new JsonObject { ["notice"] = "확인 중입니다" });
        var hold = answer.GetProperty("hold");
        Assert.Equal(30, (hold.GetProperty("until").GetDateTimeOffset() - hold.GetProperty("at").GetDateTimeOffset()).TotalDays, 0.01);
        var held = await host.UntilAsync(site, $"/articles/{id}", page => page.Status == HttpStatusCode.UnavailableForLegalReasons);
        Assert.Contains("확인 중입니다", held.Html, StringComparison.Ordinal);

        await host.SendAsync(HttpMethod.Post, $"articles/{id}/release", []);

        foreach (var path in new[] { "/", "/sections/local", "/rss.xml", "/atom.xml", "/feed.json", "/news-sitemap.xml", $"/articles/{id}" })
        {
            await host.UntilAsync(site, path, page => page.Status == HttpStatusCode.OK && page.Html.Contains("돌아올 기사의 긴 제목", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_expired_article_leaves_the_lists_and_keeps_its_page()
    {
        var site = await host.NewSiteAsync();
        var past = host.Gateway.Time.GetUtcNow().AddYears(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var id = await host.PublishAsync(site, "지난 행사 안내입니다", more: new JsonObject { ["expiresAt"] = past });
        var kept = await host.PublishAsync(site, "지금 행사 안내입니다");

        await host.UntilAsync(site, "/rss.xml", page => page.Html.Contains(kept, StringComparison.Ordinal));
        await host.UntilAsync(site, "/", page => page.Html.Contains(kept, StringComparison.Ordinal));

        Assert.DoesNotContain(id, (await host.GetAsync(site, "/")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await host.GetAsync(site, "/rss.xml")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(site, $"/articles/{id}")).Status);
    }

    /// <summary>Nobody has withdrawn the article: the inspector must see that.</summary>
    private async Task<SurfaceReceipt> InspectAsync(string site, string id) =>
        await InspectAsync(site, (await host.Gateway.Grains.Client.GetGrain<IArticleGrain>(id).Read(TestContext.Current.CancellationToken))!);

    private async Task<SurfaceReceipt> InspectAsync(string site, ArticleDetails article)
    {
        var info = host.Gateway.Services.GetRequiredService<SiteDirectory>().Current.Find(site)!;
        return await host.Gateway.Services.GetRequiredService<SurfaceInspector>().InspectAsync(article, info, TestContext.Current.CancellationToken);
    }

    private async Task<string> UploadAsync(int seed)
    {
        using var content = new ByteArrayContent(Drawn.SoftPng(300, 200, seed: 7_001 + seed)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var answer = await host.Gateway.Client(Role.Operator).PostAsync(new Uri("/api/v1/media?alt=시청&credit=가람일보", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(body).RootElement.GetProperty("url").GetString()!;
    }

    private static string[] Addresses(JsonElement receipt) =>
        [.. receipt.GetProperty("surfaces").EnumerateArray().Select(proof => proof.GetProperty("address").GetString()!)];

    private static bool IsPublic(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool IsSilent(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<SurfaceMetadata>() is null && endpoint.Metadata.GetMetadata<NoArticlesMetadata>() is null;
}
