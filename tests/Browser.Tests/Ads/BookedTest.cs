using System.Text.Json.Nodes;
using Sokbo.Browser.Tests.Embedding;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>A publication of its own for each test, whose slots and banners the test books itself.</summary>
public abstract class BookedTest(Chromium chromium) : ReaderTest(chromium)
{
    private Publisher? _publisher;

    protected override Publication Publication => Chromium.Sites;

    protected Publisher Publisher => _publisher ?? throw new InvalidOperationException("Not started.");

    protected string Site { get; } = "b" + Guid.NewGuid().ToString("N")[..12];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _publisher = new Publisher();
        await Publication.SendAsync(HttpMethod.Put, $"sites/{Site}", new JsonObject
        {
            ["name"] = "가람일보",
            ["hosts"] = new JsonArray($"{Site}.localhost"),
            ["embedOrigins"] = new JsonArray(Publisher.Origin),
        });
        await Publication.SendAsync(HttpMethod.Put, $"sections/{Publication.Section}", new JsonObject { ["name"] = "지역", ["site"] = Site });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _publisher?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A slot that pages of the server have (<c>article-bottom</c>, <c>side</c>), with more settings where a test needs them.</summary>
    protected Task AddSlotAsync(string id, string size, JsonObject? settings = null)
    {
        var slot = settings ?? [];
        slot["id"] = id;
        slot["site"] = Site;
        slot["sizes"] = new JsonArray(size);
        return Publication.PostAsync("slots", slot);
    }

    /// <summary>A campaign with one banner; returns the campaign's id.</summary>
    protected async Task<string> BookAsync(string[] slots, JsonObject creative, JsonObject? rules = null)
    {
        var advertiser = await Publication.PostAsync("advertisers", new JsonObject { ["name"] = "동네 책방" });
        var campaign = rules ?? [];
        campaign["advertiserId"] = (string)advertiser["id"]!;
        campaign["site"] = Site;
        campaign["name"] = "겨울";
        campaign["slots"] = new JsonArray([.. slots.Select(slot => (JsonNode)slot)]);
        var id = (string)(await Publication.PostAsync("campaigns", campaign))["id"]!;
        creative["campaignId"] = id;
        creative["landingUrl"] = "https://example.com/";
        await Publication.PostAsync("creatives", creative);
        return id;
    }

    protected static JsonObject Text(string text = Publication.Banner) => new() { ["kind"] = "text", ["text"] = text };

    /// <summary>The address of an article rendered by the server.</summary>
    protected async Task<string> ArticleAsync(string body = "<p>본문.</p>")
    {
        var id = await Publication.PublishAsync("광고가 있는 기사", body, site: Site);
        return new UriBuilder(Publication.Url) { Host = $"{Site}.localhost", Path = $"/articles/{id}" }.Uri.AbsoluteUri;
    }

    /// <summary>The address of a page of another origin with these elements.</summary>
    protected string Embed(string body) => Publisher.Put("/", $"""
        <!DOCTYPE html>
        <html lang="ko">
        <head><meta charset="utf-8"><title>남의 신문</title><meta name="viewport" content="width=device-width, initial-scale=1">
        <script async src="{new Uri(Publication.Url, "embed/v1.js")}"></script></head>
        <body>{body}</body>
        </html>
        """);

    protected string Slot(string id, string size, string children = "") => $"""<sokbo-slot site="{Site}" slot="{id}" size="{size}">{children}</sokbo-slot>""";
}
