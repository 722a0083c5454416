using System.Globalization;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Embedding;

/// <summary>A publisher of its own for each test, whose origin a publication of its own lets embed.</summary>
public abstract class EmbeddingTest(Chromium chromium) : PageTest(chromium)
{
    private Publisher? _publisher;

    protected Publisher Publisher => _publisher ?? throw new InvalidOperationException("Not started.");

    /// <summary>The publication whose elements the pages embed.</summary>
    protected string Site { get; } = "e" + Guid.NewGuid().ToString("N")[..12];

    protected string Script => new Uri(Publication.Url, "embed/v1.js").AbsoluteUri;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _publisher = new Publisher();
        await Publication.AddEmbeddedSiteAsync(Site, Publisher.Origin);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _publisher?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A page with all four elements and a line of the publisher's own in each.</summary>
    protected string PageOf(string article, string head = "") => $"""
        <!DOCTYPE html>
        <html lang="ko">
        <head>
        <meta charset="utf-8">
        <title>남의 신문</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        {head}
        <script async src="{Script}"></script>
        </head>
        <body>
        <sokbo-breaking site="{Site}">속보가 없습니다.</sokbo-breaking>
        <sokbo-ticker site="{Site}">날씨는 잠시 뒤에.</sokbo-ticker>
        <sokbo-article site="{Site}" article="{article}"><p>기사는 가람일보에서.</p></sokbo-article>
        <sokbo-slot site="{Site}" slot="article-bottom" size="728x90"><p>우리 집 광고</p></sokbo-slot>
        </body>
        </html>
        """;

    protected Task<string> PublishAsync(string headline, string body = "<p>본문.</p>", bool breaking = false) =>
        Publication.PublishAsync(headline, body, breaking, Site);

    protected static ILocator Headline(IPage page) => page.Locator("sokbo-article .headline");

    protected static ILocator Banner(IPage page) => page.Locator("sokbo-slot a.banner[href*='/ads/clicks/']");

    protected static ILocator Seoul(IPage page) => page.Locator("sokbo-ticker li[data-station='108'] .temperature").First;

    /// <summary>Waits until the gateway has this many connections.</summary>
    protected async Task UntilConnectionsAsync(int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        double? last = null;
        while (last != count)
        {
            Assert.False(late.IsCancellationRequested, $"The gateway has {last?.ToString(CultureInfo.InvariantCulture)} connections instead of {count}.");
            last = await Publication.Process.MetricAsync("sokbo_delivery_connections") ?? 0;
        }
    }
}
