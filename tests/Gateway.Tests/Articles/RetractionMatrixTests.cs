using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Tests.Pages;
using Xunit;

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
        var id = await host.PublishAsync(site, "아직 실려 있는 기사의 제목");
        await host.UntilAsync(site, "/", page => page.Html.Contains(id, StringComparison.Ordinal));
        await host.UntilAsync(site, "/rss.xml", page => page.Html.Contains(id, StringComparison.Ordinal));
        var relating = await host.PublishAsync(site, "그 기사를 관련 기사로 싣는 기사", more: new JsonObject { ["related"] = new JsonArray(id) });
        await host.UntilAsync(site, $"/articles/{relating}", page => page.Html.Contains(id, StringComparison.Ordinal));
        var article = await host.Gateway.Grains.Client.GetGrain<Sokbo.Grains.Interfaces.Articles.IArticleGrain>(id).Read(TestContext.Current.CancellationToken);
        var info = host.Gateway.Services.GetRequiredService<Sokbo.Gateway.Sites.SiteDirectory>().Current.Find(site)!;

        // Nobody has retracted it: the inspector must see that.
        var receipt = await host.Gateway.Services.GetRequiredService<SurfaceInspector>().InspectAsync(article!, info, TestContext.Current.CancellationToken);

        Assert.False(receipt.Complete);
        var dirty = receipt.Surfaces.Where(proof => !proof.Clean).Select(proof => proof.Surface).ToArray();
        Assert.Superset(new HashSet<string> { "front page", "section page", "article page", "RSS", "Atom", "JSON Feed", "ninjs", "news sitemap", "ninjs of the article", "article page that names it as related" }, dirty.ToHashSet());
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

    private static bool IsPublic(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool IsSilent(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<SurfaceMetadata>() is null && endpoint.Metadata.GetMetadata<NoArticlesMetadata>() is null;
}
