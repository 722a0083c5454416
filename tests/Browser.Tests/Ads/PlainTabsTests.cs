namespace Sokbo.Browser.Tests.Ads;

/// <summary>What the browser itself hides or prerenders, as readers' browsers do, counts when the reader comes.</summary>
public sealed class PlainTabsTests(Chromium chromium) : CountedTest(chromium)
{
    /// <summary>A banner that is not asked for within this time of a page that has all it needs is not asked for.</summary>
    private const int Quiet = 2_000;

    /// <summary>Attempts to be hidden within the second in which a banner becomes viewable.</summary>
    private const int AttemptsMax = 5;

    private const string State = "`${document.visibilityState}, asked ${[...new Set(asked)].join(' ')}, told ${[...new Set(told)].join(' ')}`";
    private const string IsAlive = "document.querySelector('sokbo-slot').shadowRoot !== null";

    /// <summary>Keeps each question and each word to the server, with whether the page could be seen then.</summary>
    private const string Listen = """
        <script>
          window.told = [];
          window.asked = [];
          const send = window.fetch;
          window.fetch = (address, options) => {
            if (String(address).endsWith('/ads/events')) {
              for (const { event } of JSON.parse(options.body)) {
                told.push(`${event} ${document.visibilityState}`);
                document.dispatchEvent(new CustomEvent(event));
              }
            } else if (String(address).endsWith('/ads/decisions')) {
              asked.push(document.visibilityState);
            }
            return send(address, options);
          };
        </script>
        """;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_prerendered_asks_for_nothing_and_counts_nothing_until_the_reader_comes()
    {
        var address = await PutAsync(PageKind.Embedded, before: Listen + $$"""
            <script>
              customElements.whenDefined('sokbo-slot').then(() => document.prerendering && fetch('/early'));
              document.addEventListener('viewable', () => fetch(`/late?${encodeURIComponent({{State}})}, ${performance.getEntriesByType('navigation')[0].activationStart > 0}`));
            </script>
            """);
        var before = Publisher.Put("/before", $$"""
            <!DOCTYPE html><title>앞 쪽</title><a href="{{address}}">다음</a>
            <script type="speculationrules">{"prerender":[{"urls":["{{address}}"],"eagerness":"immediate"}]}</script>
            <script>
              const go = async () => (await fetch('/go')).ok ? document.querySelector('a').click() : setTimeout(go, 100);
              go();
            </script>
            """);
        var (early, late) = (Publisher.HearsOf("/early"), Publisher.HearsOf("/late"));
        await using var browser = await Chromium.StartAloneAsync(before);

        await early.WaitAsync(Bound, TestContext.Current.CancellationToken);
        await Page.WaitForTimeoutAsync(Quiet);
        Assert.Equal(Nothing, await CountAsync());
        Publisher.Put("/go", "");

        Assert.Equal("visible, asked visible, told rendered visible viewable visible, true", await late.WaitAsync(Bound, TestContext.Current.CancellationToken));
        await UntilAsync(OneView, 0);
    }

    [Fact]
    public async Task A_tab_behind_another_one_asks_for_nothing_and_counts_nothing_until_it_is_before_it()
    {
        var address = await PutAsync(PageKind.Embedded, before: Listen);
        await using var front = await PlainTab.OpenAsync(Chromium.Browser, "about:blank");
        await using var tab = await PlainTab.OpenAsync(Chromium.Browser, address, behind: true);
        await tab.UntilAsync(IsAlive);
        await Page.WaitForTimeoutAsync(Quiet);
        Assert.Equal("hidden, asked , told ", await StateAsync(tab));
        Assert.Equal(Nothing, await CountAsync());

        await tab.ShowAsync();

        await UntilAsync(OneView, 0);
        Assert.Equal("visible, asked visible, told rendered visible viewable visible", await StateAsync(tab));
    }

    [Fact]
    public async Task A_tab_that_another_one_comes_before_is_not_viewable_until_it_is_before_it_again()
    {
        var address = await PutAsync(PageKind.Embedded, before: Listen + "<script>document.addEventListener('rendered', () => { window.other = open('about:blank'); });</script>");
        for (var attempt = 0; ; attempt++)
        {
            Assert.True(attempt < AttemptsMax, "Each time the browser has taken more than a second to open a tab.");
            await using var tab = await PlainTab.OpenAsync(Chromium.Browser, address);
            await tab.UntilAsync("told.length > 0 && document.visibilityState === 'hidden'");
            await Page.WaitForTimeoutAsync(Quiet);
            var state = await StateAsync(tab);
            if (state == "hidden, asked visible, told rendered visible viewable visible")
            {
                // It was seen for a second before the other one came.
                await tab.EvaluateAsync("other.close()");
                continue;
            }

            Assert.Equal("hidden, asked visible, told rendered visible", state);
            await UntilAsync(new Counts(attempt + 1, attempt, 0, 0), 0);

            await tab.ShowAsync();

            await UntilAsync(new Counts(attempt + 1, attempt + 1, 0, 0), 0);
            await tab.EvaluateAsync("other.close()");
            return;
        }
    }

    private static Task<string> StateAsync(PlainTab tab) => tab.EvaluateAsync(State);
}
