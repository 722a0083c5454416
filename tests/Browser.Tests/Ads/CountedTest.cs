using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Sokbo.Browser.Tests.Embedding;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>
/// A publication of its own for each test, with one slot and one campaign: whatever its budget counts was caused by the
/// test's own pages, rendered by the server or embedded by another origin.
/// </summary>
public abstract class CountedTest(Chromium chromium) : ReaderTest(chromium)
{
    protected static readonly Counts Nothing = new(0, 0, 0, 0);
    protected static readonly Counts OneView = new(1, 1, 0, 0);

    private readonly ConcurrentQueue<string> _asked = new();
    private Publisher? _publisher;
    private string _campaign = "";

    protected override Publication Publication => Chromium.Sites;

    protected Publisher Publisher => _publisher ?? throw new InvalidOperationException("Not started.");

    protected string Site { get; } = "a" + Guid.NewGuid().ToString("N")[..12];

    protected string Campaign => _campaign;

    protected virtual int IntervalSeconds => 600;

    /// <summary>Bodies of what pages of this test's context have asked for.</summary>
    protected IReadOnlyCollection<string> Asked => _asked;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _publisher = new Publisher();
        _campaign = await Publication.AddCountedSiteAsync(Site, Publisher.Origin, IntervalSeconds);
        await Context.AddInitScriptAsync(
            """
            window.hide = (hidden) => {
              Object.defineProperty(document, 'visibilityState', { configurable: true, value: hidden ? 'hidden' : 'visible' });
              document.dispatchEvent(new Event('visibilitychange'));
              return true;
            };
            """);
        Context.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/ads/decisions", StringComparison.Ordinal))
            {
                _asked.Enqueue(request.PostData ?? "");
            }
        };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _publisher?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An article rendered by the server, or a page of another origin with the slot; returns its address.</summary>
    protected async Task<string> PutAsync(PageKind kind, string style = "", string before = "")
    {
        if (kind == PageKind.Embedded)
        {
            return Publisher.Put("/", $"""
                <!DOCTYPE html>
                <html lang="ko">
                <head><meta charset="utf-8"><title>남의 신문</title><style>{style}</style>
                <script async src="{new Uri(Publication.Url, "embed/v1.js")}"></script></head>
                <body>{before}<sokbo-slot site="{Site}" slot="article-bottom" size="728x90"><p>우리 집 광고</p></sokbo-slot></body>
                </html>
                """);
        }

        if (style.Length > 0)
        {
            await Context.AddInitScriptAsync(
                $$"""
                document.addEventListener('readystatechange', () => {
                  if (document.readyState === 'interactive') {
                    const sheet = new CSSStyleSheet();
                    sheet.replaceSync({{JsonSerializer.Serialize(style)}});
                    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
                    window.style = sheet;
                  }
                });
                """);
        }

        var id = await Publication.PublishAsync("세는 기사", $"<p>본문.</p>{before}", site: Site);
        return new UriBuilder(Publication.Url) { Host = $"{Site}.localhost", Path = $"/articles/{id}" }.Uri.AbsoluteUri;
    }

    protected static ILocator Banner(IPage page) => page.Locator("sokbo-slot a[href*='/ads/clicks/']");

    protected async Task<Counts> CountAsync()
    {
        var counts = await Publication.CountsAsync(_campaign);
        Assert.Equal(0, (int)counts["robot"]! + (int)counts["prefetch"]!);
        return new Counts((int)counts["rendered"]!, (int)counts["viewable"]!, (int)counts["click"]!, (int)counts["duplicate"]!);
    }

    /// <summary>Waits until the budget has counted this, and then a little longer, in which nothing may follow.</summary>
    protected async Task UntilAsync(Counts expected, int quietMilliseconds = 1_500)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Counts counts;
        while ((counts = await CountAsync()) != expected)
        {
            Assert.False(late.IsCancellationRequested, $"The budget has counted {counts} instead of {expected}.");
            await Page.WaitForTimeoutAsync(100);
        }

        await Page.WaitForTimeoutAsync(quietMilliseconds);
        Assert.Equal(expected, await CountAsync());
    }

    /// <summary>Brings the banner into view, and waits until that was counted as one view.</summary>
    protected async Task SeeAsync(int quietMilliseconds = 1_500)
    {
        await Banner(Page).ScrollIntoViewIfNeededAsync();
        await UntilAsync(OneView, quietMilliseconds);
    }

    /// <summary>Some seconds, in which nothing is asked for and nothing is counted.</summary>
    protected async Task NothingAsync(int milliseconds = 3_000)
    {
        await Page.WaitForTimeoutAsync(milliseconds);
        Assert.Empty(Asked);
        Assert.Equal(Nothing, await CountAsync());
    }
}
