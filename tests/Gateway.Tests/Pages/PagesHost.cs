using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

[assembly: AssemblyFixture(typeof(PagesHost))]

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>A gateway for the tests of pages. Each test that could disturb another has a publication of its own, reached by its host name.</summary>
public sealed class PagesHost : IAsyncLifetime
{
    /// <summary>After three in the afternoon in London and past midnight in Seoul: Monday, 23 November 2026.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 20, 0, TimeSpan.Zero);

    /// <summary>What feeds name as their hub. Nobody calls it.</summary>
    public const string Hub = "https://hub.example/?a=1&b=2";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private GatewayHost? _gateway;

    public GatewayHost Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartAsync(Now, new Dictionary<string, string?>(StringComparer.Ordinal) { ["WebSub:Hub"] = Hub });

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    /// <summary>A publication with the section <c>local</c>; its host name is its id with <c>.test</c>.</summary>
    public async Task<string> NewSiteAsync(JsonObject? more = null)
    {
        var site = "s" + Guid.NewGuid().ToString("N")[..12];
        var settings = more ?? [];
        settings["name"] ??= "가람일보";
        settings["hosts"] = new JsonArray($"{site}.test");
        await SendAsync(HttpMethod.Put, $"sites/{site}", settings);
        await SendAsync(HttpMethod.Put, "sections/local", new JsonObject { ["name"] = "지역", ["site"] = site });
        await UntilAsync(site, "/sections/local", page => page.Status == HttpStatusCode.OK);
        return site;
    }

    /// <summary>Publishes and returns the article's id.</summary>
    public async Task<string> PublishAsync(string site, string headline, string body = "<p>본문.</p>", JsonObject? more = null)
    {
        var id = await DraftAsync(site, headline, body, more);
        await SendAsync(HttpMethod.Post, $"articles/{id}/publish", []);
        return id;
    }

    public async Task<string> DraftAsync(string site, string headline, string body = "<p>본문.</p>", JsonObject? more = null)
    {
        var article = more ?? [];
        article["site"] = site;
        article["section"] = "local";
        article["headline"] = headline;
        article["body"] = body;
        return (await SendAsync(HttpMethod.Post, "articles", article)).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject body, string? ifMatch = null)
    {
        var (response, answer) = await GatewayHost.SendAsync(Gateway.Client(Role.Operator), method, $"/api/v1/{path}", body.ToJsonString(), ifMatch);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {answer}");
        return answer;
    }

    public async Task<Page> GetAsync(string site, string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Host = $"{site}.test";
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Gateway.Client().SendAsync(request, Cancellation);
        return await Page.OfAsync(response, Cancellation);
    }

    /// <summary>Asks again until the page is so: what was just sent reaches the gateway a moment later.</summary>
    public async Task<Page> UntilAsync(string site, string path, Func<Page, bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var page = await GetAsync(site, path);
            if (isSo(page))
            {
                return page;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, $"{path} is still {(int)page.Status}: {page.Html}");
            await Task.Delay(50, Cancellation);
        }
    }
}
