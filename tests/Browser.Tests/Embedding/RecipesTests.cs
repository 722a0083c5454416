using System.Diagnostics;
using System.Net;
using Microsoft.Playwright;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Browser.Tests.Embedding;

/// <summary>What the recipes say is run as it stands there.</summary>
public sealed class RecipesTests(Chromium chromium) : EmbeddingTest(chromium)
{
    [Fact]
    public async Task The_static_page_lives()
    {
        var id = await PublishAsync("그대로 옮긴 기사");

        await Page.GotoAsync(Publisher.Put("/", Recipes.Read("embed-static", "html", Publication.Url, Site, id)));

        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("그대로 옮긴 기사");
        await Assertions.Expect(Page.Locator("sokbo-ticker .stations").First.Locator("li")).ToHaveCountAsync(4);
        await Assertions.Expect(Banner(Page)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_PHP_page_lives_and_lets_no_markup_through()
    {
        var id = await PublishAsync("피에이치피의 기사");
        using var directory = new ScratchDirectory();
        await File.WriteAllTextAsync(directory["index.php"], Recipes.Read("embed-php", "php", Publication.Url, Site, id));
        var port = FreePorts.Take();
        var url = new Uri($"http://127.0.0.1:{port}/");
        await Publication.AddEmbeddedSiteAsync(Site + "p", url.GetLeftPart(UriPartial.Authority));
        using var php = Process.Start(new ProcessStartInfo("php", ["-S", $"127.0.0.1:{port}", "-t", directory.Path])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        try
        {
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (await php.StandardError.ReadLineAsync(late.Token) is { } line && !line.Contains("started", StringComparison.Ordinal))
            {
            }

            using var http = new HttpClient();
            foreach (var query in new[] { "?article=%22%3E%3Cscript%3E", "?article[]=x", $"?article={id}%0A", "" })
            {
                using var refused = await http.GetAsync(new Uri(url, query));
                Assert.Equal((query, HttpStatusCode.NotFound), (query, refused.StatusCode));
            }

            await Page.GotoAsync(new Uri(url, $"?article={id}").AbsoluteUri);

            await Assertions.Expect(Headline(Page)).ToHaveTextAsync("피에이치피의 기사");
            await Assertions.Expect(Banner(Page)).ToBeVisibleAsync();
        }
        finally
        {
            php.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task The_iframe_lives_where_it_is_allowed_and_only_there()
    {
        var id = await PublishAsync("틀 안의 기사");
        var html = Recipes.Read("embed-iframe", "html", Publication.Url, Site, id).Replace("loading=\"lazy\"", "", StringComparison.Ordinal);

        await Page.GotoAsync(Publisher.Put("/", html));

        await Assertions.Expect(Page.FrameLocator("iframe[title='기사']").Locator("sokbo-article .headline")).ToHaveTextAsync("틀 안의 기사");
        await Assertions.Expect(Page.FrameLocator("iframe[title='전국 날씨']").Locator("sokbo-ticker .by")).ToHaveTextAsync("기상청 제공");
        await Publication.CorrectAsync(id, "고칩니다.", "틀 안에서 고친 기사", "<p>본문.</p>");
        await Assertions.Expect(Page.FrameLocator("iframe[title='기사']").Locator("sokbo-article .headline")).ToHaveTextAsync("틀 안에서 고친 기사");

        using var stranger = new Publisher();
        var refused = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.Console += (_, message) =>
        {
            if (message.Text.Contains("frame-ancestors", StringComparison.Ordinal))
            {
                refused.TrySetResult(message.Text);
            }
        };
        await Page.GotoAsync(stranger.Put("/", html));

        await refused.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("json", false)]
    [InlineData("messagepack", true)]
    public async Task The_module_gives_whole_states(string protocol, bool loadsMore)
    {
        var id = await PublishAsync("부품의 기사");
        var loaded = new List<string>();
        Page.Request += (_, request) => loaded.Add(request.Url);
        var html = $$"""
            <!DOCTYPE html>
            <title>부품</title>
            <script type="module">
            import { connect } from '{{new Uri(Publication.Url, "embed/v1.module.js")}}';
            window.live = connect({ site: '{{Site}}', protocol: '{{protocol}}' });
            window.stop = live.subscribe('article/{{id}}', (article, change) => { window.article = article; window.kind = change.kind; });
            live.subscribe('weather/ticker', (ticker) => { window.ticker = ticker; });
            live.subscribe('breaking/{site}', (breaking) => { window.breaking = breaking; });
            </script>
            """;

        await Page.GotoAsync(Publisher.Put("/", html));
        await Page.WaitForFunctionAsync("() => window.article?.headline === '부품의 기사' && window.ticker?.by === '기상청 제공' && window.breaking");
        await Publication.CorrectAsync(id, "고칩니다.", "고친 부품의 기사", "<p>본문.</p>");
        await Page.WaitForFunctionAsync("() => window.article.headline === '고친 부품의 기사' && window.article.notes.length === 1 && window.kind === 'delta'");
        await EvaluateAsync("() => { stop(); live.close(); return true; }");

        await UntilConnectionsAsync(0);
        Assert.Equal(loadsMore, loaded.Exists(url => url.Contains("messagePack", StringComparison.Ordinal)));
    }
}
