using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>What nobody sees is neither asked for nor counted.</summary>
public sealed class UnseenTests(Chromium chromium) : CountedTest(chromium)
{
    [Theory]
    [PageKinds(PageKind.Embedded)]
    public async Task A_tab_that_is_hidden_asks_for_nothing_until_it_is_shown(PageKind kind)
    {
        var address = await PutAsync(kind);
        await Page.AddInitScriptAsync("hide(true);");

        await Page.GotoAsync(address);
        await NothingAsync();
        await Page.EvaluateAsync("() => hide(false)");

        await SeeAsync();
    }

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task A_tab_that_is_hidden_while_the_answer_is_under_way_counts_nothing_until_it_is_shown(PageKind kind)
    {
        var held = new TaskCompletionSource<IRoute>();
        await Page.RouteAsync("**/ads/decisions", held.SetResult);
        await Page.GotoAsync(await PutAsync(kind));
        var route = await held.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        await Page.EvaluateAsync("() => hide(true)");
        await route.ContinueAsync();
        await Assertions.Expect(Banner(Page)).ToHaveCountAsync(1);
        await Page.WaitForTimeoutAsync(3_000);
        Assert.Equal(Nothing, await CountAsync());
        await Page.EvaluateAsync("() => hide(false)");

        await SeeAsync();
    }

    [Theory]
    [PageKinds(PageKind.Embedded)]
    public async Task A_slot_without_a_box_asks_for_nothing_until_it_has_one(PageKind kind)
    {
        await Page.GotoAsync(await PutAsync(kind, "sokbo-slot { display: none !important; }"));
        await NothingAsync();

        await Page.EvaluateAsync("() => { document.adoptedStyleSheets = []; document.querySelector('style')?.remove(); }");

        await SeeAsync();
    }

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task A_slot_that_collapses_is_not_viewable(PageKind kind)
    {
        // The second is interrupted before it is over: the banner collapses as soon as it was told that it has rendered.
        await Page.AddInitScriptAsync(
            """
            const send = window.fetch;
            window.fetch = (address, options) => {
              if (String(address).endsWith('/ads/events') && options.body.includes('rendered')) {
                document.querySelector('sokbo-slot').style.setProperty('display', 'none', 'important');
              }
              return send(address, options);
            };
            """);

        await Page.GotoAsync(await PutAsync(kind));
        await UntilAsync(new Counts(1, 0, 0, 0), 3_000);
        await Page.EvaluateAsync("() => document.querySelector('sokbo-slot').style.removeProperty('display')");

        await SeeAsync();
    }

    [Theory]
    [PageKinds(PageKind.Embedded)]
    public async Task A_page_that_is_printed_counts_nothing(PageKind kind)
    {
        await Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Page.GotoAsync(await PutAsync(kind));
        await NothingAsync();
        await Page.PdfAsync();
        await Page.PdfAsync();
        Assert.Equal(Nothing, await CountAsync());
        await Page.EmulateMediaAsync(new() { Media = Media.Screen });

        await SeeAsync();
        await Page.PdfAsync();
        await UntilAsync(OneView);
    }
}
